"""Figures from files: Kolada's shapes and tables; every faulty row told at once, and nothing taken with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.analysis.standin import invented, kpi, row
from typer.testing import CliRunner

from samplan.analysis.results import Status, UnitKind
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.store import reading, syncing
from samplan.analysis.store.codes import STATUSES
from samplan.cli.app import app

CATALOGUE = "indikator;titel;definition\nE1;Påhittat, andel (%);Påhittat. Källa: Exempel.\n"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"


def units(folder: Path) -> Path:
    told = folder / "units.json"
    told.write_text(json.dumps({"values": invented().units}), encoding="utf-8")
    return told


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_koladas_shapes_are_read_with_what_files_can_tell_more(tmp_path: Path) -> None:
    world = invented(1)
    data = row("N99001", "9901", 2024, T=0.0, K=None)
    data["values"][0] |= {"numerator": 0, "denominator": 40, "low": 0.0, "high": 8.8}
    data["values"][1]["status"] = "hidden"
    file = tmp_path / "all.json"
    file.write_text(json.dumps({"values": [kpi("N99001"), *world.units, *world.groups, data]}), encoding="utf-8")
    told = CliRunner().invoke(app, ["sync", "file", str(file), "--name", "exempel"])
    assert told.exit_code == 0, told.output
    cells = reading.cells(reading.figures(), "exempel:N99001", ["9901"])
    assert [STATUSES[s] for s in cells.status] == [Status.ZERO, Status.HIDDEN]
    assert (cells.high[0], cells.denominator[0]) == (8.8, 40.0)


def test_a_table_in_csv_and_in_excel_gives_the_same(tmp_path: Path) -> None:
    rows = [["indikator", "enhet", "år", "kön", "värde"], ["E1", "9901", "2024", "kvinnor", "12,5"]]
    told = []
    catalogue = written(tmp_path, "catalogue.csv", CATALOGUE)
    text = written(tmp_path, "values.csv", "\n".join(";".join(r) for r in rows))
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    book.save(tmp_path / "values.xlsx")
    for file in (text, tmp_path / "values.xlsx"):
        syncing.take_files([catalogue, units(tmp_path), file])
        there = reading.cells(reading.figures(), "file:E1", ["9901"])
        told.append((there.value.tolist(), there.sex.tolist()))
    assert told == [([12.5], [1])] * 2


def test_every_faulty_row_is_told_and_nothing_is_taken(tmp_path: Path) -> None:
    bad = "indikator;enhet;år;kön;värde\nE1;9901;2024;K;tolv\nE1;9901;2024;X;12\nE2;9901;2024;K;1\n"
    broken = {"values": [{"kpi": "E1", "municipality": "9901", "period": 2024, "values": [{"value": 1}]}]}
    files = [
        written(tmp_path, "catalogue.csv", CATALOGUE),
        written(tmp_path, "values.csv", bad),
        written(tmp_path, "broken.json", json.dumps(broken)),
        written(tmp_path, "list.json", "[]"),
        written(tmp_path, "letter.doc", "Hej"),
        written(tmp_path, "other.csv", "a;b\n1;2\n"),
    ]
    with pytest.raises(SourceFault) as told:
        syncing.take_files(files)
    for words in (
        "values.csv, rad 2: tolv är inget tal.",
        "values.csv, rad 3: X är inget kön.",
        "indikatorn E2 har värden men ingen beskrivning.",
        "broken.json, rad 1: values.0.gender går inte att läsa.",
        "list.json: filen är ingen JSON med values.",
        "letter.doc: är ingen fil med siffror",
        "other.csv, rad 1: kolumnerna känns inte igen",
        "Siffrorna som fanns är orörda.",
    ):
        assert words in told.value.sv
    assert reading.figures().facts == ()


@pytest.mark.parametrize("number", ["1,234", "nan", "inf", "1e3", "1_000", "1,2,3"])
def test_a_number_that_is_none_or_two_is_told_with_its_row(tmp_path: Path, number: str) -> None:
    catalogue = written(tmp_path, "catalogue.csv", CATALOGUE)
    text = written(tmp_path, "values.csv", f"indikator;enhet;år;värde\nE1;9901;2024;{number}\nE1;9902;2024;12\n")
    with pytest.raises(SourceFault, match="row 2") as told:
        syncing.take_files([units(tmp_path), catalogue, text])
    assert number in told.value.sv


def test_a_column_that_shows_its_decimal_comma_is_read_so(tmp_path: Path) -> None:
    catalogue = written(tmp_path, "catalogue.csv", CATALOGUE)
    text = written(tmp_path, "values.csv", "indikator;enhet;år;värde\nE1;9901;2024;1,234\nE1;9902;2024;12,5\n")
    syncing.take_files([units(tmp_path), catalogue, text])
    assert reading.cells(reading.figures(), "file:E1", ["9901"]).value.tolist() == [1.234]


def test_a_file_is_never_taken_for_kolada(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="cannot be taken as Kolada"):
        syncing.take_files([], source="kolada")


PLACES = """enhet;namn;slag
0099;Region Exempel;region
9901;Almby;kommun
9902;Björkfors;kommun
0000;Riket;riket
"""
GROUPS = """grupp;namn;medlem
G9;Liknande kommuner, påhittade 2025;9902
G9;Liknande kommuner, påhittade 2025;9901
"""
MEASURED = """indikator;titel;definition;måttenhet;mått;källa;bra
E1;Sömn;Påhittat.;timmar per natt;medelvärde;Exempelmyndigheten;högt
E2;Vräkningar;Påhittat.;antal per 1 000;per invånare;;lågt
"""
VALUES = """indikator;enhet;år;värde
E1;9901;2024;7,25
E1;0000;2024;7,5
E2;9902;2024;1,5
"""


def as_excel(folder: Path, name: str, text: str) -> Path:
    """The same table as an Excel file."""
    book = openpyxl.Workbook()
    for line in text.strip().splitlines():
        book.active.append(line.split(";"))
    book.save(folder / name)
    return folder / name


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_tell_units_groups_and_what_an_indicator_is_measured_in(tmp_path: Path, form: str) -> None:
    """A place without a connection needs no JSON: places and groups of places are tables too."""
    write = written if form == "csv" else as_excel
    told = {"places": PLACES, "groups": GROUPS, "measured": MEASURED, "values": VALUES}
    syncing.take_files([write(tmp_path, f"{name}.{form}", text) for name, text in told.items()])
    store = reading.figures()
    places = [p.unit for p in store.places if p.unit.kind is not UnitKind.GROUP]
    assert {unit.id: (unit.title, unit.kind.value) for unit in places} == {
        "0099": ("Region Exempel", "region"),
        "9901": ("Almby", "municipality"),
        "9902": ("Björkfors", "municipality"),
        "0000": ("Riket", "country"),
    }
    (group,) = reading.groups_of(store, "9901")
    assert (group.title, [m.title for m in group.members]) == (
        "Liknande kommuner, påhittade 2025", ["Almby", "Björkfors"],
    )  # fmt: skip
    sleep, evicted = (reading.indicator(store, f"file:{code}") for code in ("E1", "E2"))
    assert sleep is not None
    assert evicted is not None
    assert (sleep.card.measure.value, sleep.card.unit, sleep.card.producer, sleep.card.polarity.value) == (
        "mean", "timmar per natt", "Exempelmyndigheten", "high",
    )  # fmt: skip
    assert (evicted.card.measure.value, evicted.card.polarity.value) == ("rate", "low")
    assert reading.cells(store, "file:E1", ["9901"]).value.tolist() == [7.25]


def test_a_row_that_ends_early_is_told_as_one_with_empty_cells(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "indikatorer.csv", "indikator;titel\nE1\n"),
        written(tmp_path, "enheter.csv", "enhet;namn;slag\n9901;Almby\n"),
        written(tmp_path, "grupper.csv", "grupp;medlem\nG1\n"),
    ]
    with pytest.raises(SourceFault) as told:
        syncing.take_files(files)
    for words in (
        "indikatorer.csv, rad 2: en indikator har kod och titel.",
        "enheter.csv, rad 2:  är inte kommun, region eller riket.",
        "grupper.csv, rad 2: en rad har grupp och medlem.",
    ):
        assert words in told.value.sv


def test_faulty_units_groups_and_measures_are_told_with_their_rows(tmp_path: Path) -> None:
    files = [
        written(
            tmp_path, "enheter.csv", "enhet;namn;slag\n9901;Almby;by\n9902;;kommun\n9903;A;kommun\n9903;B;kommun\n"
        ),
        written(tmp_path, "grupper.csv", "grupp;namn;medlem\nG1;A;9901\nG1;B;9902\nG1;A;9901\n;A;9903\n"),
        written(tmp_path, "indikatorer.csv", "indikator;titel;mått;bra\nE1;T;mängd;\nE2;T;andel;ibland\nE3;;;\n"),
    ]
    with pytest.raises(SourceFault) as told:
        syncing.take_files(files)
    for words in (
        "enheter.csv, rad 2: by är inte kommun, region eller riket.",
        "enheter.csv, rad 3: en enhet har kod och namn.",
        "enheter.csv, rad 5: 9903 är redan A.",
        "grupper.csv, rad 3: gruppen G1 heter redan A.",
        "grupper.csv, rad 4: 9901 är redan med i G1.",
        "grupper.csv, rad 5: en rad har grupp och medlem.",
        "indikatorer.csv, rad 2: mängd är inget mått; de är share",
        "indikatorer.csv, rad 3: ibland är inte högt, lågt eller inget.",
        "indikatorer.csv, rad 4: en indikator har kod och titel.",
    ):
        assert words in told.value.sv
    assert reading.figures().facts == ()
