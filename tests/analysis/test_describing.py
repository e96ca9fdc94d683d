"""What is read from an indicator's title and definition, and from the word for a period."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from samplan.analysis.results import Measure, PeriodKind
from samplan.analysis.sources.shapes import GivenIndicator
from samplan.analysis.store import texts
from samplan.analysis.store.describing import breaks, describe, other_survey, producer, window
from samplan.analysis.store.periods import Read, read_period
from samplan.analysis.store.shapes import period_label

CATALOGUE = Path(__file__).resolve().parents[3] / "shared/data/kolada_fixtures/rKolada_recorded/kpi_df.csv"


@pytest.mark.parametrize(
    ("title", "definition", "measure", "unit"),
    [
        ("Behöriga, andel (%)", "Register.", Measure.SHARE, "procent"),
        ("Trygga, andel (%)", "Andel som svarat ja.", Measure.SURVEY_SHARE, "procent"),
        ("Självmord, 5-årsmedelvärde, antal/100 000 inv, 25 år+", "", Measure.RATE, "antal/100 000 inv"),
        ("Behandling med sömnmedel, antal personer/1000 inv", "", Measure.RATE, "antal personer/1000 inv"),
        ("Nettokostnad, kr/inv", "", Measure.MONEY, "kr/inv"),
        ("Helhetsintryck hos patienter, index", "Enkät.", Measure.INDEX, "index"),
        ("Välbefinnande - Kommunindex", "", Measure.INDEX, "index"),
        ("Ombud finns, (Ja=1, Nej=0) (-2023)", "", Measure.YES_NO, ""),
        ("Boende först (Ja=1, Nej=2)", "", Measure.YES_NO, ""),
        ("Betygspoäng, genomsnitt", "", Measure.MEAN, ""),
        ("Invånare med boendestöd, antal", "", Measure.COUNT, "antal"),
        ("Vattenanvändning, kbm/inv", "", Measure.OTHER, "kbm/inv"),
    ],
)
def test_measure_and_unit_are_read_from_the_title(title: str, definition: str, measure: Measure, unit: str) -> None:
    told = describe("exempel", GivenIndicator("E1", title, definition))
    assert (told.measure, told.unit) == (measure, unit)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Avser år T-3 till år T.", 4),
        ("avser år T-2 till T. Källa: X", 3),
        ("glidande medelvärde för åren T till T-3.", 4),
        ("Självmord, 5-årsmedelvärde", 5),
        ("Treårsmedelvärde (år T-2 till år T).", 3),
        ("perioden det aktuella året och de fem föregående åren", 6),
        ("Årsmedelvärde. Avser läsår T-1 till T.", 1),
        ("avslutat gymnasiet år T-2 som var folkbokförda", 1),
    ],
)
def test_windows_are_read(text: str, years: int) -> None:
    assert window(text) == years


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Urvalet är 16 år och äldre, för 2020 och tidigare omfattas 16-84 år.", ("2021-01-01",)),
        ("Ett. Jämförelser mellan 2022 och tidigare år bör göras varsamt.", ("2022-01-01",)),
        ("Fr.o.m. 2016 ingår inte X. Från och med 2019 beräknas det annorlunda.", ("2016-01-01", "2019-01-01")),
        ("Från och med 2022 genomförs undersökningen vartannat år.", ()),
        ("Data fr.o.m. 2012.", ()),
    ],
)  # fmt: skip
def test_breaks_are_read(text: str, days: tuple[str, ...]) -> None:
    assert breaks(text) == days


def test_who_made_the_figures_stands_after_the_last_source() -> None:
    assert producer("Ett. Källa: SCB. Två. Källa: Skolverket och SCB.") == "Skolverket och SCB"
    assert producer("Ett. Källa Folkhälsomyndigheten. Detta är ett osäkerhetstal.") == "Folkhälsomyndigheten"
    assert producer("Ingen.") == ""


def test_counties_with_another_survey_are_those_named_before_it() -> None:
    text = "Uppsala och Värmland (den sk. Regionen) har Liv & Hälsa (LV) som datakälla. Örebro har inte."
    assert other_survey(text) == {"03", "17"}
    assert other_survey("Källa: Liv & Hälsa (LH)") == frozenset()


@pytest.mark.parametrize(
    ("word", "years", "told"),
    [
        ("2024", 1, Read(PeriodKind.YEAR, date(2024, 1, 1))),
        ("2024", 4, Read(PeriodKind.WINDOW, date(2021, 1, 1), 4)),
        ("2021-2024", 4, Read(PeriodKind.WINDOW, date(2021, 1, 1), 4)),
        ("2021–2024", 1, Read(PeriodKind.WINDOW, date(2021, 1, 1), 4)),
        ("2023/24", 1, Read(PeriodKind.SCHOOL_YEAR, date(2023, 7, 1))),
        ("2023/2024", 1, Read(PeriodKind.SCHOOL_YEAR, date(2023, 7, 1))),
        ("2024K3", 1, Read(PeriodKind.QUARTER, date(2024, 7, 1))),
        ("2026M04", 1, Read(PeriodKind.MONTH, date(2026, 4, 1))),
        ("2026-04", 1, Read(PeriodKind.MONTH, date(2026, 4, 1))),
        ("2026M13", 1, None),
        ("2024-2021", 1, None),
        ("i fjol", 1, None),
        ("", 1, None),
    ],
)
def test_periods_are_read(word: str, years: int, told: Read | None) -> None:
    assert read_period(word, years) == told


@pytest.mark.parametrize("word", ["2024", "2023/24", "2021–2024", "2024 kv 3", "2024-03"])
def test_a_period_is_written_so_that_it_can_be_read_again(word: str) -> None:
    told = read_period(word)
    assert told is not None
    assert period_label(told.kind, told.start, told.years) == word


def test_the_lists_of_the_catalogue_are_whole() -> None:
    assert len(texts.margins()) == 211
    assert sum(larger for _, larger in texts.margins().values()) == 48
    assert len(texts.themes()) == 95
    assert texts.hiding_rules()["N33872"] == ("numerator_4_base_21",)


def test_the_recorded_catalogue_is_read_as_a_person_reads_it() -> None:
    if not CATALOGUE.exists():
        pytest.skip(f"the recorded catalogue is not at {CATALOGUE}")
    with CATALOGUE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = {
        r["id"]: describe("kolada", GivenIndicator(r["id"], r["title"], r["description"], published=r["publ_period"]))
        for r in rows
    }
    assert len(told) == 6099
    assert {m.value: n for m, n in Counter(d.measure for d in told.values()).items() if m is Measure.OTHER} == {
        "other": 283
    }
    assert sum(d.is_margin for d in told.values()) == 211
    assert {code for code, d in told.items() if d.suicide} == {"N61603", "N70906", "N70909"}
    assert sum(bool(d.other_survey) for d in told.values()) == 11
    assert {told[code].years for code in ("N01452", "U01471", "U01472", "U01473", "U01760")} == {4}
    assert (told["U60446"].years, told["N61603"].years, told["N33872"].years) == (3, 5, 6)
    assert told["U01760"].breaks == ("2021-01-01",)
    assert sum(not d.producer for d in told.values()) == 2
