"""Sums, bodies, indicators, judgements, splitting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.documents.blocks import Document, Paragraph, Provenance
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.splitting import items
from samplan.intake.recognisers.values import bodies, looks_like_person, read_goal_status, read_indicator
from samplan.plans.shapes.exchange import GoalStatus, IndicatorKind


@pytest.mark.parametrize(
    ("text", "low", "high", "year"),
    [
        ("100 000–150 000 kr", "100000", "150000", None),
        ("100–150 tkr", "100000", "150000", None),
        ("ca 0,5 mnkr", "500000", "500000", None),
        ("7\u00a0621\u00a0404 kr", "7621404", "7621404", None),
        ("2024: 100 000 kr", "100000", "100000", 2024),
        ("200 000 kr (2024)", "200000", "200000", 2024),
        ("1.500.000 SEK", "1500000", "1500000", None),
        ("250 000:-", "250000", "250000", None),
        ("200 - 300 000 kr", "200000", "300000", None),
        ("ca 75–100 000 kronor per år", "75000", "100000", None),
        ("mellan 50 och 80 000 kr", "50000", "80000", None),
        ("500-750000 kr", "500000", "750000", None),
        ("1–2 000 000 kr", "1000000", "2000000", None),
        ("500 – 1 000 kr", "500", "1000", None),
        ("800 - 50 000 kr", "800", "50000", None),
        ("1,5–2 mnkr", "1500000", "2000000", None),
        ("tkr 500", "500000", "500000", None),
    ],
)
def test_reads_a_sum(text: str, low: str, high: str, year: int | None) -> None:
    [found] = amounts(text)
    assert (found.min, found.max, found.year) == (low, high, year)


@pytest.mark.parametrize("text", ["Inom ram", "50 % tjänst", "2024", "3 kommuner", ""])
def test_what_is_no_sum(text: str) -> None:
    assert amounts(text) == []


@given(st.integers(1, 99_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_thousands_in_any_dress(number: int, blank: str) -> None:
    written = f"{number:,}".replace(",", blank)
    [found] = amounts(f"{written} kr")
    assert found.min == str(number)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Region Exempel, kommunerna och BUP", ["Region Exempel", "kommunerna", "BUP"]),
        ("Barn- och ungdomspsykiatrin", ["Barn- och ungdomspsykiatrin"]),
        ("Vård och omsorg", ["Vård och omsorg"]),
        ("Region/kommun", ["Region", "kommun"]),
        ("RUG/missbruk", ["RUG/missbruk"]),
        ("Elevhälsan; socialtjänsten.", ["Elevhälsan", "socialtjänsten"]),
    ],
)
def test_parts_bodies(text: str, names: list[str]) -> None:
    assert bodies(text) == names


def test_a_person_is_doubted() -> None:
    assert looks_like_person("Påhittad Person")
    assert not looks_like_person("Region Exempel")


@pytest.mark.parametrize(
    ("text", "kind", "reference"),
    [
        ("Antal utbildade", IndicatorKind.COUNT, None),
        ("Andel (%) nöjda", IndicatorKind.SHARE, None),
        ("Ja/Nej", IndicatorKind.YES_NO, None),
        ("Kolada N00945", IndicatorKind.REGISTER, "N00945"),
        ("SKL:s nyckelindikator 36", IndicatorKind.REGISTER, "36"),
        ("Färdig broschyr", IndicatorKind.OTHER, None),
    ],
)
def test_sorts_an_indicator(text: str, kind: IndicatorKind, reference: str | None) -> None:
    made = read_indicator(text)
    assert (made.kind, made.reference) == (kind, reference)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Målet är uppnått", GoalStatus.ACHIEVED),
        ("Ej uppnått", GoalStatus.NOT_ACHIEVED),
        ("Delvis uppnått", GoalStatus.PARTLY),
        ("Pågår", GoalStatus.ONGOING),
        ("Ej påbörjat", GoalStatus.NOT_STARTED),
        ("Väntetiderna är långa", None),
    ],
)
def test_reads_a_judgement(text: str, status: GoalStatus | None) -> None:
    assert read_goal_status(text) is status


def split(*texts: str) -> list[str]:
    parts = tuple(Paragraph(text, Provenance(position=n)) for n, text in enumerate(texts))
    return [item.text for item in items(parts, Ledger(Document(blocks=parts)))]


def test_splits_what_names_something_of_its_own() -> None:
    assert split("Ta fram en rutin. Utbilda personal.") == ["Ta fram en rutin.", "Utbilda personal."]
    assert split("Ta fram en rutin. Detta görs tillsammans.") == ["Ta fram en rutin. Detta görs tillsammans."]
    assert split("Ta fram en rutin", "för remisser") == ["Ta fram en rutin för remisser"]
    assert split("• Utbilda personal • Ta fram en rutin") == ["Utbilda personal", "Ta fram en rutin"]
    assert split("Möten hålls t.ex. Varje vår av alla.") == ["Möten hålls t.ex. Varje vår av alla."]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_splitting_invents_no_word(texts: list[str]) -> None:
    joined = " ".join(texts)
    for text in split(*texts):
        assert all(word in joined for word in text.split())


def test_a_text_of_very_many_sums_costs_no_more_a_sum_than_a_short_one() -> None:
    found = amounts("2026: kurs ca 15000 kr; " * 20_000)
    assert len(found) == 20_000
    assert {(one.min, one.unsure) for one in found} == {("15000", True)}


def test_a_year_is_looked_for_beside_its_sum_only() -> None:
    [found] = amounts(f"2026: {'x ' * 100}15000 kr")
    assert found.year is None
    [near] = amounts("2026: ca 15000 kr")
    assert near.year == 2026
