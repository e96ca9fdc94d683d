"""Tables that a county describes itself: taken like the catalogue's, refused with every fault named; their drift."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stamina
import yaml
from tests.analysis.standin import Fault, World, serving
from tests.analysis.standin_pxweb import table
from tests.analysis.test_dataset_files import plain
from tests.analysis.test_pxweb import SPEC
from typer.testing import CliRunner

from samplan.analysis.sources import asking
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.tables import all_tables, own_tables, tables_of
from samplan.analysis.store import reading, syncing
from samplan.cli.app import app

ENTRY = {
    **SPEC.model_dump(mode="json"),
    **{"code": "boende", "source": "scb", "table": "TAB99", "title": "Boende, antal", "measure": "count"},
    **{"unit": "antal", "region": "Region", "time": "Tid", "sex": "Kon", "contents": "ContentsCode"},
    **{"fixed": {}, "numbers": {"value": "boende"}},
}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"
    settings.TABLES_FILE = tmp_path / "tables.yaml"


@pytest.fixture
def described(settings: Any) -> Callable[..., None]:
    def write(*entries: dict[str, Any]) -> None:
        settings.TABLES_FILE.write_text(yaml.safe_dump({"tables": list(entries)}, allow_unicode=True), encoding="utf-8")

    return write


def run(world: World, settings: Any, *words: str) -> Any:
    with serving(world) as address, stamina.set_testing(True, attempts=1, cap=True):
        settings.SCB_URL = f"{address}/v2"
        return CliRunner().invoke(app, list(words))


def test_without_a_file_the_catalogue_s_tables_stand(settings: Any) -> None:
    assert own_tables() == []
    assert "TAB6471" in {t.table for t in all_tables()}


def test_a_county_s_own_table_is_taken_like_the_catalogue_s(settings: Any, described: Callable[..., None]) -> None:
    described(ENTRY)
    told = run(World(tables={"TAB99": plain()}), settings, "sync", "scb", "--only", "boende")
    assert told.exit_code == 0, told.output
    assert reading.cells(reading.figures(), "scb:boende", ["0099"]).value.size == 6
    assert {t.code for t in tables_of("scb")} == {"folkmangd", "boende"}
    listed = CliRunner().invoke(app, ["sources", "tables"]).output
    assert "scb:boende  TAB99  (länets egen / own)  Boende, antal" in listed


def test_every_fault_of_the_file_is_named_with_its_entry_and_field(described: Callable[..., None]) -> None:
    without = {k: v for k, v in ENTRY.items() if k != "region"}
    described(
        without | {"code": "ett"},
        ENTRY | {"code": "två ord"},
        ENTRY | {"code": "tre", "source": "eurostat", "kolumn": "x"},
        ENTRY | {"code": "fyra", "measure": "mängd", "levels": ["by"]},
        ENTRY | {"code": "folkmangd"},
        ENTRY | {"code": "sex"},
        ENTRY | {"code": "sex"},
        "inget",  # type: ignore[arg-type]
        ENTRY | {"code": "nio", "numbers": {"value": "Andel (procent"}},
    )
    with pytest.raises(SourceFault) as fault:
        own_tables()
    for words in (
        "tabell 1 ett: region saknas.",
        "tabell 2 två ord: code får bara ha a–z, siffror och _ (två ord).",
        "tabell 3 tre: source har ett värde som inte går (eurostat).",
        "tabell 3 tre: kolumn är inget fält (x).",
        "tabell 4 fyra: measure har ett värde som inte går (mängd).",
        "tabell 4 fyra: levels har ett värde som inte går.",
        "tabell 5 folkmangd: koden är redan tagen.",
        "tabell 7 sex: koden är redan tagen.",
        "tabell 8:",
        "tabell 9 nio: numbers har ett värde som inte går.",
    ):
        assert words in fault.value.sv
    assert "tabell 6" not in fault.value.sv
    assert CliRunner().invoke(app, ["sources", "tables"]).exit_code == 2


@pytest.mark.parametrize("text", ["tables: [", "[]", "tables: 7", "tables: []\nmera: 1", "\x00"])
def test_a_file_that_is_no_list_of_tables_is_refused(settings: Any, text: str) -> None:
    settings.TABLES_FILE.write_text(text, encoding="utf-8")
    with pytest.raises(SourceFault, match=r"own tables in .* cannot be used"):
        own_tables()


def test_a_table_can_be_described_by_what_its_source_says(settings: Any, described: Callable[..., None]) -> None:
    """What is printed can be used as it stands, where the table explains itself."""
    world = World(tables={"TAB99": plain()})
    told = run(world, settings, "sources", "describe", "scb", "TAB99")
    assert told.exit_code == 0, told.output
    settings.TABLES_FILE.write_text(told.output, encoding="utf-8")
    assert run(world, settings, "sync", "scb", "--only", "tab99").exit_code == 0
    assert reading.cells(reading.figures(), "scb:tab99", ["0099"]).value.size == 6


def test_a_described_table_finds_its_value_whatever_its_contents_are_called(settings: Any) -> None:
    """Brackets in a label are no pattern, and the limit that stands first is not the value."""
    told = plain()
    told["dimensions"]["ContentsCode"] = ("tabellinnehåll", {"L": "Nedre gräns (95 %)", "A": "Antal (boende)"})
    world = World(tables={"TAB99": told})
    settings.TABLES_FILE.write_text(
        run(world, settings, "sources", "describe", "scb", "TAB99").output, encoding="utf-8"
    )
    taken = run(world, settings, "sync", "scb", "--only", "tab99")
    assert taken.exit_code == 0, taken.output
    assert reading.cells(reading.figures(), "scb:tab99", ["0099"]).value.max() == 234.0


def test_what_must_be_chosen_stands_as_a_comment(settings: Any) -> None:
    many = plain()
    many["dimensions"]["Alder"] = ("ålder", {"1": "0-17 år", "2": "18 år och äldre"})
    told = run(World(tables={"TAB99": many}), settings, "sources", "describe", "scb", "TAB99")
    assert "# Alder (ålder): 0-17 år; 18 år och äldre" in told.output
    assert yaml.safe_load(told.output)["tables"][0]["fixed"] == {"Alder": "0-17 år"}


@pytest.fixture
def taken(settings: Any, described: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """The county's table taken once; the catalogue's are not asked about."""
    described(ENTRY)
    monkeypatch.setattr(syncing, "tables_of", lambda source, only=(): [t for t in own_tables() if t.source == source])
    assert run(World(tables={"TAB99": plain()}), settings, "sync", "scb").exit_code == 0


def drift(settings: Any, told: dict[str, Any]) -> Any:
    return run(World(tables=told), settings, "sources", "check", "scb")


@pytest.mark.usefixtures("taken")
def test_a_table_that_is_as_it_was_has_no_drift(settings: Any) -> None:
    told = drift(settings, {"TAB99": plain()})
    assert (told.exit_code, told.output) == (0, "")


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "Boende i länet, antal"}, "har nytt namn / retitled: Boende, antal → Boende i länet, antal"),
        ({"discontinued": True}, "uppdateras inte längre / discontinued: Boende, antal"),
    ],
)
def test_a_table_that_is_retitled_or_discontinued_is_named(settings: Any, change: dict[str, Any], words: str) -> None:
    told = drift(settings, {"TAB99": plain(**change)})
    assert told.exit_code == 1
    assert told.output == f"scb:boende  {words}\n"


@pytest.mark.usefixtures("taken")
def test_a_table_that_is_gone_or_made_into_another_is_named(settings: Any) -> None:
    assert "scb:boende  borttagen / removed" in drift(settings, {}).output
    other = plain()
    other["dimensions"]["ContentsCode"] = ("tabellinnehåll", {"A": "Antal hushåll"})
    told = drift(settings, {"TAB99": other})
    assert "är inte som den beskrivs / is not as it is described" in told.output
    assert "ContentsCode" in told.output


@pytest.mark.usefixtures("taken")
def test_a_source_that_does_not_answer_has_removed_nothing(settings: Any) -> None:
    world = World(tables={"TAB99": plain()}, faults=[Fault(503)] * asking.ATTEMPTS)
    told = run(world, settings, "sources", "check", "scb")
    assert told.exit_code == 2
    assert "borttagen" not in told.output


@pytest.mark.usefixtures("taken")
def test_the_next_sync_tells_the_new_name_and_what_is_discontinued(settings: Any) -> None:
    world = World(tables={"TAB99": plain(title="Boende i länet, antal", discontinued=True)})
    told = run(world, settings, "sync", "scb")
    assert told.exit_code == 0, told.output
    assert "scb:boende  har nytt namn" in told.output
    assert "scb:boende  uppdateras inte längre" in told.output
    facts = reading.indicator(reading.figures(), "scb:boende")
    assert facts is not None
    assert facts.card.discontinued
    assert drift(settings, {"TAB99": plain(title="Boende i länet, antal", discontinued=True)}).output == ""


def test_version_1_tells_its_title_too(settings: Any, described: Callable[..., None]) -> None:
    told = table(plain()["dimensions"], plain()["numbers"], title="Annat namn")
    described(ENTRY | {"source": "fohm", "table": "A/b.px"})
    for title in ("Boende", "Annat namn"):
        with serving(World(tables={"A/b.px": told | {"title": title}})) as address:
            settings.FOHM_URL = f"{address}/v1"
            last = CliRunner().invoke(app, ["sync", "fohm", "--only", "boende"])
            assert last.exit_code == 0, last.output
    assert "fohm:boende  har nytt namn / retitled: Boende → Annat namn" in last.output
