"""Grant money that running text, lists and lines tell: a sum per purpose, names above sums, "name: sum"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.money import Amount, amounts
from samplan.intake.recognisers.vocabulary import Role, vocabulary, years_in
from samplan.plans.shapes.exchange import Fund

_SUM = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+(?:,\d+)?"
_UNIT = r"(?:kr(?:onor)?|tkr|mkr|mnkr|sek|miljoner(?:\s+kronor)?)\b\.?"
_NAMED = re.compile(
    rf"^(?P<name>[^\W\d_][^:;\d]{{2,70}}?)\s*(?::|–|-|\t|\s)\s*(?P<sum>(?:{_SUM})\s*{_UNIT})\s*\.?$", re.IGNORECASE
)
_ONLY = re.compile(rf"(?:{_SUM})\s*{_UNIT}", re.IGNORECASE)
_FOR = re.compile(
    rf"(?P<sum>(?:{_SUM})\s*{_UNIT})\s+(?:till|för|avser|avsätts\s+till|går\s+till)\s+(?P<name>[^\W\d_][^.,;()\d]{{2,60}}?)(?=\s*(?:[.,;()]|och\s+\d|samt\s+\d|$))",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:totalt|summa|sammanlagt|sammantaget|drygt|knappt|ca|cirka|omkring)\b", re.IGNORECASE)
_MONEY = re.compile(r"medel|bidrag|belopp|tilldel|anslag|finansiering|stimulans|satsning|fördel", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph or line of the document with its pieces."""

    text: str
    pieces: tuple[Piece, ...]


def read_prose_funds(builder: PlanBuilder, told: Sequence[Told]) -> None:
    """Find grant money outside the areas; a sum alone, or one that only totals, is none."""
    year: int | None = None
    open_list = False
    for number, part in enumerate(told):
        if _heads_money(part.text):
            years = years_in(part.text)
            year, open_list = (years[0] if years else _near_year(told, number)), True
            continue
        named = _NAMED.match(part.text.strip())
        if named and open_list and not _TOTAL.search(named["name"]):
            _enter(builder, named["name"], named["sum"], year, part.pieces)
            continue
        if open_list and number and _ONLY.fullmatch(part.text.strip().rstrip(".")) and len(told[number - 1].text) < 70:
            above = told[number - 1]
            if not _ONLY.search(above.text) and not _heads_money(above.text) and not _TOTAL.search(above.text):
                _enter(builder, above.text, part.text, year, (*above.pieces, *part.pieces))
                continue
        if _beside(builder, told, number, year or _near_year(told, number)):
            continue
        if _MONEY.search(part.text):
            for match in _FOR.finditer(part.text):
                _enter(builder, match["name"], match["sum"], year or _near_year(told, number), part.pieces, 0.7)


_TO = re.compile(
    rf"\b(?:till|för)\s+(?P<name>[^\W\d][^.,;:()\d]{{2,60}}?)\s+(?:(?:avsätts|avsatts|har\s+avsatts|går|fördelas|används"
    rf"|tilldelas|anslås|reserveras|ges)\s+)?(?P<sum>(?:{_SUM})\s*{_UNIT})", re.IGNORECASE
)  # fmt: skip


def read_fund_sentences(builder: PlanBuilder, text: str, year: int | None, pieces: tuple[Piece, ...]) -> None:
    """Grant money that sentences tell: "Till suicidprevention avsätts 1 200 000 kronor", "400 000 kr till …"."""
    for match in (*_TO.finditer(text), *_FOR.finditer(text)):
        if not _TOTAL.search(match["name"]) and not _taken(builder, match["sum"], pieces):
            _enter(builder, match["name"], match["sum"], year, pieces, 0.7)


def _taken(builder: PlanBuilder, written: str, pieces: tuple[Piece, ...]) -> bool:
    found = amounts(written)
    return any(f.pieces == pieces and found and f.value.amount == found[0].max for f in builder.funds)


def doubt_sums(builder: PlanBuilder) -> None:
    """Doubt grant money that is as much as all the other of its year together: it may be their sum."""
    for place, find in enumerate(builder.funds):
        same = [Decimal(f.value.amount) for f in builder.funds if f.value.year == find.value.year]
        if len(same) > 2 and Decimal(find.value.amount) * 2 == sum(same):
            builder.funds[place] = find.with_doubt("fund_sum", find.value.name)


def _heads_money(text: str) -> bool:
    """Whether a short text is a heading or header over money."""
    if len(text) > 110 or _ONLY.search(text):
        return False
    label = vocabulary().label(text.strip(" :"))
    if label is not None and label.may(Role.FUND, Role.AMOUNT):
        return True
    return bool(_MONEY.search(text)) and len(text.split()) <= 8 and not text.endswith(".")


def _beside(builder: PlanBuilder, told: Sequence[Told], number: int, year: int | None) -> bool:
    """A line of nothing but sums under a line of as many names."""
    text = told[number].text.strip()
    sums = _ONLY.findall(text)
    if len(sums) < 2 or re.sub(r"[\s.,;|]", "", _ONLY.sub("", text)) or not number:
        return False
    above = told[number - 1]
    names = _names(above.text, len(sums))
    if len(names) != len(sums):
        return False
    for name, written in zip(names, sums, strict=True):
        _enter(builder, name, written, year, (*above.pieces, *told[number].pieces))
    return True


def _names(text: str, count: int) -> list[str]:
    """The names in a line, as many as there are sums: words, or stretches that begin with a capital."""
    apart = [part for part in re.split(r"\s{2,}|\t|\|", text.strip()) if part]
    if len(apart) == count:
        return apart
    words = text.split()
    if len(words) == count:
        return words
    return [part.strip() for part in re.split(r"\s(?=[A-ZÅÄÖ])", text.strip()) if part.strip()]


def _near_year(told: Sequence[Told], number: int) -> int | None:
    """The year that the nearest text above speaks of."""
    for part in reversed(told[max(0, number - 6) : number + 1]):
        years = years_in(part.text)
        if years:
            return years[1]
    return None


def _enter(
    builder: PlanBuilder,
    name: str,
    written: str,
    year: int | None,
    pieces: tuple[Piece, ...],
    certainty: float = 0.85,
) -> None:
    found: list[Amount] = amounts(written)
    cleaned = name.strip(" :.–-")
    if (
        found
        and cleaned
        and not any(known.value.name == cleaned and known.value.year == year for known in builder.funds)
    ):
        builder.add_fund(Fund(name=cleaned, amount=found[0].max, year=year), pieces, certainty)
