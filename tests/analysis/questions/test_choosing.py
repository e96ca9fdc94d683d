"""Which indicators may be chosen, and which unit of the statistics a plan's municipality is, by its name alone."""

from __future__ import annotations

import shutil

import pytest
from tests.analysis.figure_world import REGION, Indicator, World

from samplan.analysis import questions
from samplan.analysis.questions import choosing, search
from samplan.analysis.results import Measure, UnitKind
from samplan.analysis.shapes import Definition

NAMES = ("Bollnäs", "Borås", "Mönsterås", "Alingsås", "Degerfors", "Örebro", "Stockholm", "Hofors", "Åmål", "Grums")
UNITS = (
    (REGION, "Region Exempel", UnitKind.REGION, "99"),
    *((f"99{n:02}", name, UnitKind.MUNICIPALITY, "99") for n, name in enumerate(NAMES, 1)),
)


@pytest.fixture
def store(settings, tmp_path):
    """Municipalities whose names end in all sorts of letters, where the program looks for them."""
    settings.FIGURES_DIR = tmp_path
    made = World([], units=UNITS)
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")


def test_a_municipality_is_found_by_each_of_its_names(store) -> None:
    """An s at the end belongs to the name, unless the name without it is the one that is known."""
    for number, name in enumerate(NAMES, 1):
        wanted = f"99{number:02}"
        genitive = name if name.endswith("s") else f"{name}s"
        for told in (name, f"{name} kommun", f"{genitive} kommun", f"{genitive} stad", f" {name.upper()} "):
            assert choosing.unit_named("99", told) == wanted, told


def test_another_name_is_nobodys(store) -> None:
    for told in ("Bollnä", "Örebros", "Bor", "Kommun", ""):
        assert choosing.unit_named("99", told) is None, told


KEPT = Indicator("N00001", "Självmord, antal/100 000 inv", Measure.RATE, suicide=True, definition="Sömn och oro")
BY_METHOD = Indicator("N00002", "Självmord, hängning, antal/100 000 inv", Measure.RATE, suicide=True)
GONE = Indicator("N00003", "Självmord, antal", Measure.COUNT, suicide=True, removed=True)


@pytest.fixture
def banned(settings, tmp_path):
    """An indicator that may be chosen, one of a method of suicide, and one that its source has removed."""
    settings.FIGURES_DIR = tmp_path
    made = World([BY_METHOD, KEPT, GONE])
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")


def test_what_search_does_not_show_is_not_to_be_chosen_either(banned) -> None:
    """Nor is what nobody publishes any more, which search tells last."""
    for found in (
        choosing.find(""),
        choosing.find("självmord"),
        choosing.suggested("Självmord antal N00002 N00003 N00001"),
        choosing.suggested("Självmord"),
        [card for _theme, cards in choosing.by_theme() for card in cards],
    ):
        assert [card.id for card in found] == [KEPT.id]
    there = {told.id: choosing.definition_of(told.id) for told in (KEPT, BY_METHOD, GONE)}
    assert [one for one, definition in there.items() if definition is not None] == [KEPT.id]
    store = questions.figures()
    assert [card.id for card in search.search(store, "").cards] == [KEPT.id, GONE.id]


def test_a_figure_of_a_method_that_was_tied_before_is_told_as_removed(banned) -> None:
    assert choosing.change_at_source(Definition(BY_METHOD.title, reference=BY_METHOD.id)) == "removed"
