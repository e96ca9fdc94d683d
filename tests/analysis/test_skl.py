"""SKL's numbers: those that are known, what a county fills in, files with row errors that can be undone, references."""

from __future__ import annotations

import pytest
from tests import factories

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries, skl
from samplan.analysis.rules import FigureChanged, FigureNotThere, InvalidFigure
from samplan.analysis.skl import KeyIndicator, number_in

FILE = (
    "Nummer;Namn;Kolada;Annan källa\n12;Elever som trivs;N15613;\nSKL 25;Självskada i länet;;Länets register\n".encode()
)


@pytest.fixture
def here(db):
    return factories.a_partnership(factories.a_county("99"))


def test_only_numbers_and_names_that_a_plan_has_had_are_known() -> None:
    told = skl.known()
    assert len(told) == 13
    assert {n for n, one in told.items() if one.title} == {1, 2, 25, 30, 36}
    assert (told[12].title, told[12].references, told[12].complete) == ("", (), False)
    assert told[1].complete


@pytest.mark.parametrize(
    ("reference", "source", "number"),
    [
        ("SKL 12", "", 12),
        ("SKL nr 36", "", 36),
        ("SKR indikator 7", "", 7),
        ("SKL:s nyckelindikator nr. 44", "", 44),
        ("12", "SKL", 12),
        ("nr 31", "SKL:s nyckelindikatorer", 31),
        ("", "SKL nr 9", 9),
        ("12", "Kolada", None),
        ("N15428", "SKL", None),
        ("", "", None),
    ],
)
def test_a_reference_finds_its_number(reference, source, number) -> None:
    assert number_in(reference, source) == number


def test_a_county_fills_in_corrects_and_takes_back(here) -> None:
    told = KeyIndicator(12, "Elever som trivs", ("kolada:N15613",), "")
    row = actions.set_key_indicator(by=SYSTEM, partnership=here, told=told)
    assert queries.key_indicators(here.county_id)[12].title == "Elever som trivs"
    other = factories.a_partnership(factories.a_county("98", "Annanlän"))
    assert queries.key_indicators(other.county_id)[12].title == ""
    with pytest.raises(FigureChanged):
        actions.set_key_indicator(by=SYSTEM, partnership=here, told=told)
    corrected = KeyIndicator(12, "Elever som mår bra", (), "Enkät")
    again = actions.set_key_indicator(by=SYSTEM, partnership=here, told=corrected, seen_version=row.version)
    actions.remove_key_indicator(by=SYSTEM, partnership=here, number=12, seen_version=again.version)
    assert queries.key_indicators(here.county_id)[12] == skl.known()[12]
    assert actions.set_key_indicator(by=SYSTEM, partnership=here, told=told).number == 12


def test_what_cannot_be_saved_is_told(here) -> None:
    for told in (KeyIndicator(0, "x"), KeyIndicator(12), KeyIndicator(12, "x" * 301)):
        with pytest.raises(InvalidFigure):
            actions.set_key_indicator(by=SYSTEM, partnership=here, told=told)
    reader = factories.a_person(role="reader", partnership=here)
    with pytest.raises(NotAllowed):
        actions.set_key_indicator(by=reader, partnership=here, told=KeyIndicator(12, "x"))
    with pytest.raises(FigureNotThere):
        actions.remove_key_indicator(by=SYSTEM, partnership=here, number=12, seen_version=1)


def test_a_file_is_looked_at_put_in_and_undone(here) -> None:
    before = queries.key_indicators(here.county_id)
    actions.set_key_indicator(by=SYSTEM, partnership=here, told=KeyIndicator(12, "Förut"))
    file = actions.receive_key_file(by=SYSTEM, partnership=here, name="skl.csv", data=FILE)
    assert queries.key_indicators(here.county_id)[25] == before[25]
    actions.put_key_file(by=SYSTEM, partnership=here, file_id=file.pk)
    told = queries.key_indicators(here.county_id)
    assert (told[12].title, told[12].references) == ("Elever som trivs", ("kolada:N15613",))
    assert (told[25].title, told[25].source) == ("Självskada i länet", "Länets register")
    actions.undo_key_file(by=SYSTEM, partnership=here, file_id=file.pk)
    told = queries.key_indicators(here.county_id)
    assert (told[12].title, told[25]) == ("Förut", before[25])
    with pytest.raises(InvalidFigure):
        actions.undo_key_file(by=SYSTEM, partnership=here, file_id=file.pk)


def test_what_was_changed_since_is_not_undone(here) -> None:
    file = actions.receive_key_file(by=SYSTEM, partnership=here, name="skl.csv", data=FILE)
    actions.put_key_file(by=SYSTEM, partnership=here, file_id=file.pk)
    row = queries.key_indicators(here.county_id)[12]
    actions.set_key_indicator(by=SYSTEM, partnership=here, told=KeyIndicator(12, "Nytt"), seen_version=row.version)
    with pytest.raises(InvalidFigure):
        actions.undo_key_file(by=SYSTEM, partnership=here, file_id=file.pk)
    assert queries.key_indicators(here.county_id)[12].title == "Nytt"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "tom"),
        (b"Namn;Kolada\nx;y\n", 1, "Nummer saknas"),
        (b"Nummer;Namn\n7;x\nsju;y\n", 3, "inget nummer"),
        (b"Nummer;Namn\n7;x\n7;y\n", 3, "redan på rad 2"),
        ("Nummer;Namn;Kolada\n7;x;hittepå\n".encode(), 2, "inget mått"),
        (b"Nummer;Namn;Kolada\n7;;\n", 2, "Fyll i"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_by_line_and_nothing_is_put_in(here, data, line, words) -> None:
    file = actions.receive_key_file(by=SYSTEM, partnership=here, name="skl.csv", data=data)
    (fault,) = file.faults
    assert (fault["line"], words in fault["sv"]) == (line, True), fault
    with pytest.raises(InvalidFigure):
        actions.put_key_file(by=SYSTEM, partnership=here, file_id=file.pk)


def test_another_countys_file_is_not_there(here) -> None:
    file = actions.receive_key_file(by=SYSTEM, partnership=here, name="skl.csv", data=FILE)
    other = factories.a_partnership(factories.a_county("98", "Annanlän"))
    with pytest.raises(FigureNotThere):
        actions.put_key_file(by=SYSTEM, partnership=other, file_id=file.pk)
