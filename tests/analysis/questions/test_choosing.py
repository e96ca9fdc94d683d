"""Which unit of the statistics a plan's municipality is, by its name alone."""

from __future__ import annotations

import shutil

import pytest
from tests.analysis.figure_world import REGION, World

from samplan.analysis.questions import choosing
from samplan.analysis.results import UnitKind

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
