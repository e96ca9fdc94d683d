"""PxWeb's client, both versions: limits on cells, labels of sexes, what is missing, tables that are not as told."""

from __future__ import annotations

import json
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.standin import Fault, World, serving
from tests.analysis.standin_pxweb import table

from samplan.analysis.results import Status
from samplan.analysis.sources.asking import Asker
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.jsonstat import NotJsonStat, dimensions, flatten
from samplan.analysis.sources.pxweb import PxWeb, Version, split, take
from samplan.analysis.sources.runs import Plan, running
from samplan.analysis.sources.table_values import unit_of
from samplan.analysis.sources.tables import TableSpec, tables_of
from samplan.analysis.store import reading
from samplan.analysis.store.building import build
from samplan.analysis.store.codes import STATUSES

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "pxweb_fixtures" / "pxwebpy_scb_v2"
MEASURES = {"01": "Andel", "02": "Konfidensintervall, nedre", "03": "Konfidensintervall, övre", "04": "Antal svar"}
SPEC = TableSpec(
    code="stress",
    source="fohm",
    table="A/stress.px",
    title="Stress, andel (%)",
    definition="Påhittat.",
    producer="Exempelmyndigheten",
    measure="survey_share",
    unit="procent",
    levels=["municipality", "region", "country"],
    region="Region",
    time="År",
    sex="Kön",
    contents="Mått",
    fixed={"Ålder": "16-84 år"},
    numbers={"value": "^andel", "low": "nedre", "high": "övre", "denominator": "antal svar"},
)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"
    settings.TABLES_FILE = tmp_path / "tables.yaml"


def survey(women: str = "2", men: str = "1") -> dict[str, Any]:
    """A table of a survey, whose code for women and men can be any."""
    regions = {"00": "Riket", "99": "Exempellän", "9901": "Almby", "99A": "Del av länet"}
    periods = {"0": "2018-2021", "1": "2021-2024"}
    sexes = {"1+2": "Totalt", women: "Kvinnor", men: "Män"}
    numbers: dict[tuple[str, ...], Any] = {
        (r, a, s, m, p): {"01": 20.0 + (s == women), "02": 18.0, "03": 22.0, "04": 400}[m]
        for r in regions
        for a in ("0", "1")
        for s in sexes
        for m in MEASURES
        for p in periods
    }
    for m in MEASURES:
        numbers["9901", "0", "1+2", m, "1"] = ".."
    told = {
        "Region": ("Region", regions),
        "Ålder": ("Ålder", {"0": "16-84 år", "1": "16-29 år"}),
        "Kön": ("Kön", sexes),
        "Mått": ("Mått", MEASURES),
        "År": ("År", periods),
    }
    return table(told, numbers)


def laid(world: World, version: Version, spec: TableSpec = SPEC) -> None:
    name = "stress" if version == 2 else spec.table
    with (
        serving(world) as address,
        Asker("Exempel", f"{address}/v{version}", per_second=1000) as asker,
        running(Plan(spec.source)) as run,
    ):
        take(asker, version, run, [spec.model_copy(update={"table": name})])
        run.finish()
    build()


@pytest.mark.parametrize("version", [1, 2])
def test_a_table_becomes_an_indicator_with_its_intervals_in_both_versions(version: Version) -> None:
    world = World(tables={"stress": survey(), "A/stress.px": survey()}, most_cells=7)
    laid(world, version)
    store = reading.figures()
    told = reading.cells(store, "fohm:stress", ["0000", "0099", "9901"])
    assert len(told) == 3 * 3 * 2
    assert set(told.years) == {4}
    county = store.unit_numbers["0099"]
    women = (told.unit == county) & (told.sex == 1)
    assert told.value[women].tolist() == [21.0, 21.0]
    assert (told.low[women][0], told.high[women][0], told.denominator[women][0]) == (18.0, 22.0, 400.0)
    missing = [STATUSES[s] for s, v in zip(told.status, told.value, strict=True) if v != v]
    assert missing == [Status.UNKNOWN]
    assert len(world.posted) > 1


def test_sex_is_understood_by_its_label_whatever_its_code() -> None:
    laid(World(tables={"A/stress.px": survey(women="1", men="2")}), 1)
    store = reading.figures()
    told = reading.cells(store, "fohm:stress", ["0099"])
    assert told.value[told.sex == 1].tolist() == [21.0, 21.0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"region": "Län"}, "Region"),
        ({"fixed": {"Ålder": "18-84 år"}}, "Ålder"),
        ({"fixed": {}}, "Ålder"),
        ({"numbers": {"value": "procenttal"}}, "Mått"),
        ({"numbers": {"value": "."}}, "value"),
    ],
)
def test_a_table_that_is_not_as_told_is_refused_with_what_differs(change: dict[str, Any], words: str) -> None:
    world = World(tables={"A/stress.px": survey()})
    with pytest.raises(SourceFault, match=rf"not as tables\.yaml describes it: .*{words}"):
        laid(world, 1, SPEC.model_copy(update=change))


def test_an_unknown_label_of_a_sex_is_refused() -> None:
    told = survey()
    told["dimensions"]["Kön"][1]["1+2"] = "Uppgift saknas"
    with pytest.raises(SourceFault, match="Uppgift saknas"):
        laid(World(tables={"A/stress.px": told}), 1)


@pytest.mark.parametrize(
    "told", ["[]", "{}", '{"variables": [{"code": "a"}]}', '{"maxDataCells": "many", "maxCells": "many"}']
)
@pytest.mark.parametrize("version", [1, 2])
def test_a_shape_that_is_not_known_is_a_fault_with_a_sentence(version: Version, told: str) -> None:
    world = World(faults=[Fault(200, body=told)] * 2)
    with serving(world) as address, Asker("SCB", address, per_second=1000.0) as asker:
        source = PxWeb(asker, version)
        before = source.most_cells
        source.read_limits()
        assert source.most_cells == before
        with pytest.raises(SourceFault, match="shape"):
            source.about("A")


def test_a_table_that_is_gone_is_told_with_its_address() -> None:
    with pytest.raises(SourceFault, match=r"has nothing at the address \(404\): .*stress"):
        laid(World(), 1)


@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=4),
    most=st.integers(1, 200),
)
def test_a_selection_is_split_without_loss_or_overlap(sizes: list[int], most: int) -> None:
    selection = {str(n): [str(v) for v in range(size)] for n, size in enumerate(sizes)}
    parts = list(split(selection, most))
    assert all(prod(map(len, p.values())) <= most for p in parts)
    assert sum(prod(map(len, p.values())) for p in parts) == prod(sizes)


def test_cells_keep_code_label_and_status() -> None:
    told = survey()
    world = World(tables={"t": told})
    with serving(world) as address, Asker("Exempel", f"{address}/v2", per_second=1000) as asker:
        asked = {"Region": ["9901"], "Ålder": ["0"], "Kön": ["1+2"], "Mått": ["01"], "År": ["0", "1"]}
        old, new = PxWeb(asker, 2).cells("t", asked)
    assert (old.codes["Region"], old.labels["Region"], old.value, old.status) == ("9901", "Almby", 20.0, "")
    assert (new.labels["År"], new.value, new.status) == ("2021-2024", None, "..")


def test_datasets_that_do_not_agree_with_themselves_are_refused() -> None:
    told: dict[str, Any] = {"id": ["a"], "size": [2], "dimension": {"a": {"category": {"index": ["x", "y"]}}}}
    assert [c.value for c in flatten({**told, "value": {"1": 0}})] == [None, 0.0]
    assert [(c.value, c.status) for c in flatten({**told, "value": ["..", "1,5"]})] == [(None, ".."), (1.5, "")]
    for wrong in ({"value": [1]}, {"value": {"7": 1}}, {"value": ["mycket", 1]}, {"size": [3], "value": [1, 2, 3]}):
        with pytest.raises(NotJsonStat):
            list(flatten({**told, **wrong}))
    with pytest.raises(NotJsonStat):
        dimensions({"id": ["a"]})


def test_units_are_numbered_as_kolada_does() -> None:
    told = {("00", "Riket"): "0000", ("20", "Dalarnas län"): "0020", ("2080", "Falun"): "2080", ("1+2", "x"): None}
    assert {key: unit_of(*key) for key in told} == told


def test_the_tables_of_the_catalogue_are_well_formed() -> None:
    assert {t.code for t in tables_of("scb")} == {"folkmangd"}
    assert {t.code for t in tables_of("fohm")} == {"suicid_vuxna", "psykisk_pafrestning"}
    assert [t.code for t in tables_of("fohm", ("suicid_vuxna",))] == ["suicid_vuxna"]


def test_recorded_tables_of_scb_are_read() -> None:
    if not SHARED.exists():
        pytest.skip(f"the recorded answers are not at {SHARED}")
    metadata = json.loads((SHARED / "TAB6471_metadata.json").read_text(encoding="utf-8"))
    data = json.loads((SHARED / "TAB6471_data.json").read_text(encoding="utf-8"))
    (spec,) = tables_of("scb")
    told = dimensions(metadata)
    assert {spec.region, spec.time, spec.sex, spec.contents, *spec.fixed} == set(told)
    assert spec.fixed["Alder"] in told["Alder"].categories.values()
    cells = list(flatten(data))
    assert len(cells) == 2772
    assert cells[0].labels["Region"] == "Stockholms län"
    assert cells[0].value == 245284
