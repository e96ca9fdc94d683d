"""A time that somebody types is understood; days that they write or take away themselves are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from samplan.web.workspace.fields import ActivityForm
from samplan.web.workspace.time_forms import BEFORE, TimedForm

JANUARY, JUNE = date(2027, 1, 1), date(2027, 6, 30)
STOOD = {"timeframe": "Vt 2027", "start": JANUARY, "end": JUNE, "ongoing": False}


def typed(initial: dict, **changes: str) -> tuple:
    """What a form that was shown with `initial` makes of a post in which only `changes` differ."""
    shown: TimedForm = ActivityForm(initial={"text": "Kurs", "kind": "planned", **initial})
    data = {name: "" if (value := shown[name].value()) in (None, False) else str(value) for name in shown.fields}
    form = ActivityForm({**data, "text": "Kurs", "kind": "planned", **changes}, initial=shown.initial)
    assert form.is_valid(), form.errors
    values = form.values()
    assert BEFORE not in values
    return values["start"], values["end"], values["ongoing"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ht 2026", ("2026-07-01", "2026-12-31", False)),
        ("Våren 2027", ("2027-01-01", "2027-06-30", False)),
        ("2027", ("2027-01-01", "2027-12-31", False)),
        ("Löpande", (None, None, True)),
        ("När lokalen är klar", (None, None, False)),
    ],
)
def test_words_in_an_empty_form_are_understood(words, told):
    assert typed({}, timeframe=words) == told


def test_other_words_move_the_days_that_nobody_touched():
    assert typed(STOOD, timeframe="Ht 2027") == ("2027-07-01", "2027-12-31", False)
    assert typed(STOOD, timeframe="När lokalen är klar") == (None, None, False)


def test_days_of_ones_own_stay_and_so_do_days_under_the_same_words():
    assert typed(STOOD, timeframe="Ht 2027", start="2027-08-15", end="2027-12-31") == (
        "2027-08-15",
        "2027-12-31",
        False,
    )
    assert typed(STOOD, start="2027-02-01") == ("2027-02-01", "2027-06-30", False)
    assert typed(STOOD, start="", end="") == (None, None, False)
    assert typed(STOOD) == ("2027-01-01", "2027-06-30", False)
