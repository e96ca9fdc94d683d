"""Dates, sums, numbers, order and times as Swedish and English readers expect them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samplan.plans.catalogue import statuses
from samplan.web import swedish


def plain(text: str) -> str:
    """The text with ordinary blanks and without word joiners."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        ("1240000", "1 240 000 kronor", "SEK 1,240,000"),
        ("1500.50", "1 500,50 kronor", "SEK 1,500.50"),
        ("0", "0 kronor", "SEK 0"),
        ("-300", "-300 kronor", "SEK -300"),
    ],
)
def test_sums(value, sv, en):
    """Kronor with blanks in Swedish, commas in English."""
    assert plain(swedish.money(value)) == sv
    with translation.override("en"):
        assert plain(swedish.money(value)) == en


def test_a_sum_between_two_names_its_currency_once():
    """A range has one currency, where the language has it; two alike are one sum."""
    assert plain(swedish.money_range(1_800_000, 2_200_000)) == "1 800 000–2 200 000 kronor"
    assert plain(swedish.money_range(300, 300)) == "300 kronor"
    with translation.override("en"):
        assert plain(swedish.money_range(1_800_000, 2_200_000)) == "SEK 1,800,000–2,200,000"


def test_other_currency():
    """A sum that is not in kronor keeps its currency."""
    assert plain(swedish.money("900", "EUR")) == "900 EUR"


def test_long_date():
    """12 mars 2026, on one line."""
    assert swedish.long_date(date(2026, 3, 12)) == "12\u00a0mars\u00a02026"
    assert swedish.long_date(None) == ""


def test_long_date_of_a_moment_is_the_day_in_sweden():
    """Just past midnight it is tomorrow's date, whatever the clock of the database says."""
    page = Template("{% load samplan %}{{ when|long_date }} {{ when|date:'H.i' }}")
    moment = datetime(2026, 11, 25, 23, 24, tzinfo=UTC)
    assert plain(page.render(Context({"when": moment}))) == "26 november 2026 00.24"


@pytest.mark.parametrize(
    ("start", "end", "ongoing", "sv", "en"),
    [
        (date(2018, 1, 1), date(2020, 12, 31), False, "2018–2020", "2018–2020"),
        (date(2027, 1, 1), date(2027, 12, 31), False, "2027", "2027"),
        (date(2025, 7, 1), date(2025, 12, 31), False, "juli–december 2025", "July–December 2025"),
        (date(2025, 10, 1), date(2026, 3, 31), False, "oktober 2025 – mars 2026", "October 2025 – March 2026"),
        (date(2025, 5, 1), date(2025, 5, 31), False, "maj 2025", "May 2025"),
        (date(2024, 1, 1), None, True, "2024 och framåt", "from 2024 on"),
        (None, None, True, "utan slutdatum", "no end date"),
        (None, date(2026, 12, 31), False, "2026", "2026"),
        (date(2026, 9, 10), date(2026, 9, 10), False, "10 september 2026", "10 September 2026"),
        (date(2026, 9, 10), date(2026, 9, 12), False, "10 september 2026 – 12 september 2026", None),
        (None, None, False, "", ""),
    ],
)
def test_period(start, end, ongoing, sv, en):
    """A time is told in the coarsest words that say it exactly."""
    assert plain(swedish.period(start, end, ongoing=ongoing)) == sv
    if en is not None:
        with translation.override("en"):
            assert plain(swedish.period(start, end, ongoing=ongoing)) == en


@pytest.mark.parametrize(
    ("word", "one", "many"),
    [
        ("Klar", "klar", "klara"),
        ("Pågår", "pågår", "pågår"),
        ("Planerad", "planerad", "planerade"),
        ("Påbörjad", "påbörjad", "påbörjade"),
        ("Inte genomförd", "inte genomförd", "inte genomförda"),
        ("Delvis uppnått", "delvis uppnått", "delvis uppnådda"),
        ("Inte påbörjat", "inte påbörjat", "inte påbörjade"),
        ("Framflyttad", "framflyttad", "framflyttade"),
        ("I ordinarie verksamhet", "i ordinarie verksamhet", "i ordinarie verksamhet"),
        ("Upphört", "upphört", "upphört"),
        ("Vilar", "vilar", "vilar"),
        ("Idé", "idé", "idéer"),
    ],
)
def test_status_words_bend(word, one, many):
    """A counted status stands in the right number."""
    assert swedish.status_word(word, 1) == one
    assert swedish.status_word(word, 3) == many


def test_every_status_of_the_catalogue_has_a_plural_that_reads():
    """No label of the catalogue gets a form that is neither itself nor longer than itself."""
    for entry in [*statuses().activity_statuses, *statuses().attainments]:
        bent = swedish.status_word(entry.sv, 2)
        assert bent == entry.sv[0].lower() + entry.sv[1:] or bent.endswith(("a", "e", "r")), bent


def test_order_puts_our_letters_last():
    """z before å before ä before ö, whatever the case; é as e."""
    names = ["Ödhamn", "Zinkgruvan", "Ängelholm", "Åvik", "Éden", "edsbyn", "almby"]
    assert sorted(names, key=swedish.order) == ["almby", "Éden", "edsbyn", "Zinkgruvan", "Åvik", "Ängelholm", "Ödhamn"]


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_numbers_read_back(value):
    """What is written is the number: blanks out, and it is itself again."""
    assert int(swedish.number(value).replace("\u00a0", "")) == value
