"""On the page of an own figure: is its series as usual, or has something happened? Or why nobody can tell."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.analysis.own_world import an_own_figure

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions
from samplan.analysis.results import Measure, Period, PeriodKind, Sex
from samplan.analysis.shapes import Definition, OwnKey, OwnNumbers

WAIT = Definition("Dagar till första besöket", "Länets egna", measure=Measure.MEAN, unit="dagar")
USUAL = [30.0, 31.0, 29.0, 30.5, 29.5, 30.0, 31.0, 29.0, 30.0, 30.5, 29.5, 30.0, 31.0, 29.5]


def month(number: int) -> Period:
    return Period(date(2025 + number // 12, number % 12 + 1, 1), PeriodKind.MONTH, 1, "")


def laid(workspace, values: list[float], *, skip: int = -1):
    """A figure with a month's mean of the county each."""
    figure = an_own_figure(workspace.area, WAIT, target=10.0)
    for number, value in enumerate(values):
        if number != skip:
            key = OwnKey(month(number), Sex.TOTAL, f"00{workspace.plan.county.code}")
            actions.set_own_value(
                by=SYSTEM, figure_id=figure.pk, key=key, numbers=OwnNumbers(value=value, denominator=400)
            )
    return f"/arbetsrum/plan/{workspace.plan.pk}/siffror/{figure.pk}/"


@pytest.fixture
def part(workspace, signed_in):
    def read(address: str) -> str:
        page = signed_in.get(address).content.decode()
        found = re.search(r'aria-labelledby="h-vanligt".*?</section>', page, flags=re.DOTALL)
        return found[0] if found else ""

    return read


def test_a_month_that_is_not_as_usual_is_named(workspace, part) -> None:
    told = part(laid(workspace, [*USUAL, 36.0]))
    assert re.search(r"Det här avviker: [^,.]*2026[^,.]*\. Fråga", told)
    assert told.count("Utanför gränserna") == 1
    assert "sp-plot" in told
    assert told.count('role="rowheader"') == len(USUAL) + 1


def test_a_series_as_usual_says_so(workspace, part) -> None:
    told = part(laid(workspace, USUAL))
    assert "Inget värde avviker" in told
    assert "Målvärdet ligger utanför det vanliga" in told


@pytest.mark.parametrize(
    ("values", "skip", "words"), [(USUAL[:12], -1, "minst 13 perioder"), (USUAL, 5, "Serien behöver vara hel")]
)
def test_too_few_or_a_gap_has_no_limits_and_says_why(workspace, part, values, skip, words) -> None:
    told = part(laid(workspace, values, skip=skip))
    assert words in told
    assert "sp-plot" not in told
