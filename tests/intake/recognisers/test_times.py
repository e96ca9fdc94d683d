"""Times as plans write them: the table of the domain, and properties."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.intake.recognisers.times import ReadTime, is_time, read_time

GOES_ON, COMES_AGAIN = "ongoing", "recurring"

WRITTEN = [
    ("2017", "2017-01-01", "2017-12-31", ""),
    ("Oktober 2017", "2017-10-01", "2017-10-31", ""),
    ("Nov. 2017", "2017-11-01", "2017-11-30", ""),
    ("Hösten 2017", "2017-07-01", "2017-12-31", ""),
    ("hosten 2017", "2017-07-01", "2017-12-31", ""),
    ("våren 2022", "2022-01-01", "2022-06-30", ""),
    ("hösten -17", "2017-07-01", "2017-12-31", ""),
    ("Ht 2016", "2016-07-01", "2016-12-31", ""),
    ("HT-25", "2025-07-01", "2025-12-31", ""),
    ("VT24", "2024-01-01", "2024-06-30", ""),
    ("Ht 2016 / Påbörjat", "2016-07-01", "2016-12-31", ""),
    ("Vt 2017 / Förlängt till Ht 2017", "2017-01-01", "2017-12-31", ""),
    ("2016 – 2017", "2016-01-01", "2017-12-31", ""),
    ("2016–2017", "2016-01-01", "2017-12-31", ""),
    ("2018 - 2020", "2018-01-01", "2020-12-31", ""),
    ("2016-18", "2016-01-01", "2018-12-31", ""),
    ("(2017) -2018", "2017-01-01", "2018-12-31", ""),
    ("2016 – 2017 2017 - 2018", "2016-01-01", "2018-12-31", ""),
    ("2016 – 2017 Pågående", "2016-01-01", "2017-12-31", GOES_ON),
    ("Pågående 2017 - 2018", "2017-01-01", "2018-12-31", GOES_ON),
    ("Pågående", None, None, GOES_ON),
    ("Fortlöpande", None, None, GOES_ON),
    ("2017 – och fortlöpande", "2017-01-01", None, GOES_ON),
    ("2016 -", "2016-01-01", None, GOES_ON),
    ("2024 - tills vidare", "2024-01-01", None, GOES_ON),
    ("Årligen", None, None, COMES_AGAIN),
    ("var sjätte månad", None, None, COMES_AGAIN),
    ("varje kvartal", None, None, COMES_AGAIN),
    ("Klart", None, None, ""),
    ("Klart 2024", None, "2024-12-31", ""),
    ("senast december 2025", None, "2025-12-31", ""),
    ("t.o.m. 30 juni 2024", None, "2024-06-30", ""),
    ("till och med 2024-12-31", None, "2024-12-31", ""),
    ("t.o.m. utgången av 2022", None, "2022-12-31", ""),
    ("fram till utgången av 2023", None, "2023-12-31", ""),
    ("From 1 januari 2018", "2018-01-01", None, ""),
    ("1/1-18", "2018-01-01", "2018-01-01", ""),
    ("1/3 - 30/6 2024", "2024-03-01", "2024-06-30", ""),
    ("2018-08-01", "2018-08-01", "2018-08-01", ""),
    ("201218", "2020-12-18", "2020-12-18", ""),
    ("kv 1 2024", "2024-01-01", "2024-03-31", ""),
    ("Q2 2025", "2025-04-01", "2025-06-30", ""),
    ("första kvartalet 2025", "2025-01-01", "2025-03-31", ""),
    ("Andra halvåret 2024", "2024-07-01", "2024-12-31", ""),
    ("mars–juni 2024", "2024-03-01", "2024-06-30", ""),
    ("2024-01-01 – 2024-06-30", "2024-01-01", "2024-06-30", ""),
    ("Start ht 2024, klart vt 2026", "2024-07-01", "2026-06-30", ""),
    ("20121-2022", None, None, ""),
    ("våren 20121 – ht 2022", None, None, ""),
    ("2O22", None, None, ""),
    ("under innevarande år", None, None, ""),
    ("10 oktober", None, None, ""),
]


@pytest.mark.parametrize(("written", "start", "end", "flags"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_reads_what_plans_write(written: str, start: str | None, end: str | None, flags: str) -> None:
    read = read_time(written)
    assert (str(read.start or ""), str(read.end or "")) == (start or "", end or "")
    assert read.ongoing == (flags == GOES_ON)
    assert read.recurring == (flags == COMES_AGAIN)
    assert read.as_written == written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("20121-2022", "time_fault"),
        ("2016 – 2017 2017 - 2018", "time_several"),
        ("Klart", "status_in_time"),
        ("(2017) -2018", "time_uncertain"),
        ("Vt 2018???", "time_uncertain"),
        ("10 oktober", "time_without_year"),
        ("under innevarande år", "time_relative"),
        ("när det går", "time_not_understood"),
        ("slutet av 2024", "time_vague"),
    ],
)
def test_tells_why_a_person_should_look(written: str, code: str) -> None:
    assert code in {doubt.code for doubt in read_time(written).doubts}


def test_leans_on_the_plan_year_only_when_there_is_one() -> None:
    assert read_time("oktober", plan_years=(2019, 2019)).start == date(2019, 10, 1)
    assert read_time("oktober", plan_years=(2019, 2022)).start is None
    assert read_time("under innevarande år", plan_years=(2019, 2022)).end == date(2019, 12, 31)


@pytest.mark.parametrize("text", ["Ht 2016 / Påbörjat", "Löpande", "senast december 2025", "2024, 2025"])
def test_knows_a_time_from_a_sentence(text: str) -> None:
    assert is_time(text)
    assert not is_time(f"{text} ska styrgruppen besluta om rutinen")


@given(st.text(max_size=60))
def test_answers_to_anything(text: str) -> None:
    read = read_time(text)
    assert isinstance(read, ReadTime)
    if read.start and read.end:
        assert read.start <= read.end


@given(st.integers(2000, 2049), st.integers(1, 12))
def test_a_month_is_its_first_and_last_day(year: int, month: int) -> None:
    names = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"]
    name = [*names, "november", "december"][month - 1]
    last = date(year, month, calendar.monthrange(year, month)[1])
    for written in (f"{name} {year}", f"{name.upper()} {year}", f"{name[:3]}. {year}", f"{name} -{year % 100:02}"):
        read = read_time(written)
        assert (read.start, read.end) == (date(year, month, 1), last), written


@given(st.integers(2000, 2049), st.integers(0, 8), st.sampled_from([" - ", "–", " – ", "-", " till "]))
def test_a_span_of_years(first: int, more: int, dash: str) -> None:
    read = read_time(f"{first}{dash}{first + more}")
    assert (read.start, read.end) == (date(first, 1, 1), date(first + more, 12, 31))
