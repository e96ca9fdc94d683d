"""Women and men of an indicator: the county, and its municipalities by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samplan.analysis.questions.choosing import address_of
from samplan.analysis.results import (
    Cell,
    Comparison,
    FactLine,
    IndicatorAnswer,
    IndicatorCard,
    Outcome,
    Sex,
    SexAnswer,
    SexDifference,
    UnitKind,
)
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words, unit_words
from samplan.publishing.language import order

NAMED = {UnitKind.MUNICIPALITY, UnitKind.BODY}


def sex_rows(answer: IndicatorAnswer, sexes: SexAnswer | None) -> list[dict[str, str]]:
    """Women and men in the county: the two that are compared, else the newest of each."""
    names = {Sex.WOMEN: _("Kvinnor"), Sex.MEN: _("Män"), Sex.TOTAL: _("Alla")}
    both = of_county(sexes)
    cells = [both.women, both.men] if both is not None else [s.cells[-1] for s in answer.by_sex if s.cells]
    rows = []
    for cell in cells:
        words = sentences.cell_words(cell, answer.card)
        note = sentences.no_interval_words(cell) if cell.value is not None else ""
        words = f"{words} ({note})" if note else words
        rows.append({"name": names[cell.sex], "when": period_words(cell.period), "words": words})
    return rows


def of_county(answer: SexAnswer | None) -> SexDifference | None:
    """The difference in the county as a whole."""
    found = answer.differences if answer is not None else ()
    return next((one for one in found if one.unit.kind is UnitKind.REGION), None)


def sex_verdict(answer: SexAnswer) -> str:
    """Whether women and men differ in the county, and by which rule it is said."""
    found = of_county(answer)
    if found is None:
        return codes.why("reasons", answer.reason) if answer.reason else ""
    told = found.comparison
    heads = {
        Outcome.HIGHER: _("Kvinnorna i länet ligger högre än männen."),
        Outcome.LOWER: _("Kvinnorna i länet ligger lägre än männen."),
        Outcome.NO_CERTAIN_DIFFERENCE: _("Ingen säker skillnad mellan kvinnor och män i länet."),
        Outcome.CANNOT_JUDGE: _("Det går inte att bedöma skillnaden mellan kvinnor och män i länet."),
    }
    cannot = told.outcome is Outcome.CANNOT_JUDGE
    rule = codes.why("reasons", told.reason) if cannot else sentences.rule_words(told)
    parts = (heads[told.outcome], sentences.difference_words(told, answer.card), _side_words(told, answer.card), rule)
    return " ".join(part for part in parts if part)


def _side_words(told: Comparison, card: IndicatorCard) -> str:
    """For whom it is worse and which way counts as better; that it is not known, where nobody has said."""
    if told.outcome not in outcomes.SIDES:
        return ""
    better = outcomes.is_better(told.outcome, card.polarity)
    whom = {True: _("Det är sämre för männen."), False: _("Det är sämre för kvinnorna."), None: ""}[better]
    return f"{whom} {outcomes.polarity_words(card)}".strip()


def place_rows(answer: SexAnswer | None) -> list[dict[str, str]]:
    """Women and men of each municipality, in the newest period that shows both; in Swedish order."""
    found = [one for one in (answer.differences if answer is not None else ()) if one.unit.kind in NAMED]
    found = sorted(found, key=lambda one: order(one.unit.title))
    return [row_of(one, answer.card) | {"name": one.unit.title} for one in found] if answer is not None else []


def row_of(one: SexDifference, card: IndicatorCard) -> dict[str, str]:
    """Women and men of one place in words, with the verdict."""
    told = one.comparison
    heads = {
        Outcome.HIGHER: _("Kvinnorna högre"),
        Outcome.LOWER: _("Kvinnorna lägre"),
        Outcome.NO_CERTAIN_DIFFERENCE: _("Ingen säker skillnad"),
        Outcome.CANNOT_JUDGE: _("Kan inte bedömas"),
    }
    words = outcomes.with_side(heads[told.outcome], told.outcome, card)
    if told.outcome in {Outcome.HIGHER, Outcome.LOWER} and told.survives is False:
        words = _("%(where)s, men kan vara slump") % {"where": words}
    return {
        "when": period_words(one.period),
        "women": _words(one.women, card),
        "men": _words(one.men, card),
        "mark": outcomes.mark_of(told, card),
        "verdict": words,
    }


def _words(cell: Cell, card: IndicatorCard) -> str:
    words, note = sentences.cell_words(cell, card), sentences.no_interval_words(cell)
    return f"{words} ({note})" if note else words


def line_rows(lines: Iterable[FactLine]) -> list[dict[str, str]]:
    """Women and men of one place for each figure that shows both, in the order of the lines, each figure once."""
    told = {line.card.id: (line.card, line.by_sex) for line in lines if line.by_sex is not None}
    return [
        row_of(one, card) | {"title": card.title, "slug": address_of(card.id), "unit": unit_words(card)}
        for card, one in told.values()
    ]


def looks(answer: SexAnswer | None) -> str:
    """How many comparisons of women and men there are, "" where there is one or none."""
    found = answer.looks if answer is not None else None
    return sentences.looks_words(found) if found is not None and found.comparisons > 1 else ""
