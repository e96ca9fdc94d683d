"""JSON-stat 2 files as PxWeb saves them: read as described, or understood by their own words; never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.standin_pxweb import dataset, table
from tests.analysis.test_pxweb import SHARED, SPEC, survey

from samplan.analysis.results import Measure, Status
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.store import reading, syncing
from samplan.analysis.store.codes import STATUSES

REGIONS = {"00": "Riket", "99": "99 Exempellän", "9901": "9901 Almby", "99A": "Del av länet"}
YEARS = {"2023": "2023", "2024": "2024"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"
    settings.TABLES_FILE = tmp_path / "tables.yaml"


def plain(sexes: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A table that explains itself: region, sex, one content, year."""
    sexes = sexes or {"1": "kvinnor", "2": "män", "9": "totalt"}
    dimensions = {
        "Region": ("region", REGIONS),
        "Kon": ("kön", sexes),
        "ContentsCode": ("tabellinnehåll", {"A": "Antal boende"}),
        "Tid": ("år", YEARS),
    }
    numbers = {
        (r, s, "A", y): 100.0 * len(r) + 10 * (sexes[s] == "kvinnor") + int(y) - 2000
        for r in REGIONS
        for s in sexes
        for y in YEARS
    }
    numbers["9901", next(iter(sexes)), "A", "2023"] = ".."
    told = {"title": "Boende, antal", "unit": "antal", "id": "TAB99"}
    return table(dimensions, numbers, **(told | more))


def saved(folder: Path, told: dict[str, Any], name: str = "fil.json") -> Path:
    """A file with every category of a table."""
    whole = {code: list(categories) for code, (_label, categories) in told["dimensions"].items()}
    file = folder / name
    file.write_text(json.dumps(dataset(told, whole)), encoding="utf-8")
    return file


def test_a_file_explains_itself(tmp_path: Path) -> None:
    syncing.take_files([saved(tmp_path, plain())])
    store = reading.figures()
    facts = reading.indicator(store, "file:TAB99")
    assert facts is not None
    card = facts.card
    assert (card.title, card.unit, card.producer, card.measure) == (
        "Boende, antal", "antal", "Exempelmyndigheten", Measure.COUNT,
    )  # fmt: skip
    assert "Påhittade tal. Källa: Exempelmyndigheten." in card.definition
    names = {p.unit.id: p.unit.title for p in store.places}
    assert names["9901"] == "Almby"
    assert "99A" not in names


@pytest.mark.parametrize("sexes", [{"1": "kvinnor", "2": "män", "9": "totalt"}, {"1": "män", "2": "kvinnor"}])
def test_sex_is_read_by_its_label_whatever_its_code(tmp_path: Path, sexes: dict[str, str]) -> None:
    syncing.take_files([saved(tmp_path, plain(sexes))])
    told = reading.cells(reading.figures(), "file:TAB99", ["0099"])
    assert told.value[told.sex == 1].tolist() == [233.0, 234.0]
    assert set(told.sex.tolist()) == ({0, 1, 2} if len(sexes) == 3 else {1, 2})


def test_what_is_missing_keeps_its_status_and_is_no_nought(tmp_path: Path) -> None:
    syncing.take_files([saved(tmp_path, plain())])
    told = reading.cells(reading.figures(), "file:TAB99", ["9901"])
    missing = [STATUSES[s] for s, v in zip(told.status, told.value, strict=True) if v != v]
    assert missing == [Status.UNKNOWN]


def test_a_survey_has_its_interval_and_base(tmp_path: Path) -> None:
    told = survey()
    told["dimensions"]["Ålder"] = ("Ålder", {"0": "16-84 år"})
    told["title"] = "Stress, andel (%)"
    syncing.take_files([saved(tmp_path, told, "stress.json")])
    cells = reading.cells(reading.figures(), "file:stress", ["0099"])
    women = cells.sex == 1
    assert (cells.value[women][0], cells.low[women][0], cells.high[women][0]) == (21.0, 18.0, 22.0)
    assert cells.denominator[women][0] == 400.0


def test_a_school_year_of_pupils_is_no_time(tmp_path: Path) -> None:
    """Årskurs stands before År, and the file does not tell which of them is time."""
    told = plain()
    told["dimensions"] = {"Årskurs": ("årskurs", {"9": "årskurs 9"}), **told["dimensions"]}
    told["dimensions"]["År"] = told["dimensions"].pop("Tid")
    told["numbers"] = {("9", *key): value for key, value in told["numbers"].items()}
    file = saved(tmp_path, told)
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole.pop("role", None)
    file.write_text(json.dumps(whole), encoding="utf-8")
    syncing.take_files([file])
    told = reading.cells(reading.figures(), "file:TAB99", ["0099"])
    assert sorted({int(str(day)[:4]) for day in told.start}) == [2023, 2024]


def test_of_several_values_none_is_guessed(tmp_path: Path) -> None:
    """Two ages, two contents, no region, no time: each is told with what to do."""
    ages, contents = survey(), plain()
    contents["dimensions"]["ContentsCode"] = ("tabellinnehåll", {"A": "Antal boende", "B": "Andel boende"})
    nowhere, never = plain(), plain()
    nowhere["dimensions"]["Region"] = ("region", {"SE1": "Östra Sverige"})
    never["dimensions"]["Tid"] = ("våg", YEARS)
    never["dimensions"] = {("X" if k == "Tid" else k): v for k, v in never["dimensions"].items()}
    files = [
        saved(tmp_path, told, f"{name}.json")
        for name, told in (("aldrar", ages), ("innehall", contents), ("omraden", nowhere), ("tider", never))
    ]
    broken = tmp_path / "trasig.json"
    broken.write_text('{"class": "dataset", "id": ["a"], "size": [2]}', encoding="utf-8")
    with pytest.raises(SourceFault) as fault:
        syncing.take_files([*files, broken])
    for words in (
        "aldrar.json: Ålder har 2 värden (16-84 år, 16-29 år …): välj ett",
        "innehall.json: innehållet har flera värden (Antal boende, Andel boende)",
        "omraden.json: ingen dimension har kommuner, län eller riket",
        "tider.json: ingen dimension är tid",
        "trasig.json: filen är ingen hel JSON-stat 2",
    ):
        assert words in fault.value.sv
    assert reading.figures().facts == ()


def test_a_described_table_is_read_as_it_is_described(tmp_path: Path, settings: Any) -> None:
    """The county has described it: the file's other ages are left out."""
    entry = SPEC.model_dump(mode="json") | {"source": "file", "table": "TAB7"}
    settings.TABLES_FILE.write_text(json.dumps({"tables": [entry]}), encoding="utf-8")
    syncing.take_files([saved(tmp_path, survey() | {"id": "TAB7"})])
    cells = reading.cells(reading.figures(), "file:stress", ["0099"])
    assert len(cells) == 6
    assert cells.low[0] == 18.0
    wrong = survey() | {"id": "TAB7"}
    wrong["dimensions"]["Ålder"] = ("Ålder", {"0": "18-84 år"})
    with pytest.raises(SourceFault, match="does not have 16-84 år"):
        syncing.take_files([saved(tmp_path, wrong)])


def test_a_recorded_answer_of_scb_is_read_as_a_file(tmp_path: Path) -> None:
    if not SHARED.exists():
        pytest.skip(f"the recorded answers are not at {SHARED}")
    file = SHARED / "TAB6471_data.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    totals = "totalt, samtliga åldrar" in whole["dimension"]["Alder"]["category"]["label"].values()
    if not totals:
        with pytest.raises(SourceFault, match="totalt, samtliga åldrar"):
            syncing.take_files([file])
        return
    syncing.take_files([file])
    cells = reading.cells(reading.figures(), "file:folkmangd", ["0001"])
    assert len(cells) == 3 * 4
