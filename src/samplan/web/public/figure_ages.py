"""The other ages that an indicator is told for, each beside the indicator's own: the county, then municipalities."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samplan.analysis.questions.ages import age_in
from samplan.analysis.questions.choosing import address_of
from samplan.analysis.results import AgeAnswer, AgeDifference, Cell, IndicatorCard, UnitAges, UnitKind
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words, unit_words
from samplan.publishing.language import order


def shown(answer: AgeAnswer | None) -> dict[str, Any]:
    """What an indicator's page tells of other ages: the county's by title, and those of each municipality by name."""
    if answer is None:
        return {"ages": [], "age_places": []}
    whole = {one.card.id: one for one in answer.differences if one.unit.kind is UnitKind.REGION}
    parts = [one for one in answer.differences if one.unit.kind is not UnitKind.REGION]
    parts.sort(key=lambda one: (order(one.unit.title), order(one.card.title)))
    rows = sorted(answer.others, key=lambda one: order(one[0].title))
    return {
        "ages": [_row(card, cell, whole.get(card.id)) for card, cell in rows],
        "age_places": [_place(one) for one in parts],
        "age_looks": _looks(answer),
        "age_rule": next((sentences.rule_words(one.comparison) for one in whole.values() if one.comparison.rule), ""),
        "age_overlap": any(one.overlapping for one in answer.differences),
    }


def _row(card: IndicatorCard, cell: Cell | None, one: AgeDifference | None) -> dict[str, Any]:
    """An age of the county: its newest value, or the one that is compared, with the verdict."""
    cell = one.other if one is not None else cell
    words = codes.word("statuses", "not_collected") if cell is None else _words(cell, card)
    told = {
        "slug": address_of(card.id),
        "title": card.title,
        "when": period_words(cell.period) if cell is not None else "",
        "words": words,
        "unit": unit_words(card),
    }
    return told | (_judged(one) if one is not None else {"mark": "", "verdict": "", "difference": "", "own": ""})


def _place(one: AgeDifference) -> dict[str, Any]:
    return {
        "name": one.unit.title,
        "title": one.card.title,
        "when": period_words(one.period),
        "words": _words(one.other, one.card),
    } | _judged(one)


def _judged(one: AgeDifference) -> dict[str, Any]:
    told = one.comparison
    return {
        "own": _words(one.own, one.card),
        "mark": outcomes.mark_of(told, one.card),
        "verdict": outcomes.outcome_words(told, one.card),
        "difference": sentences.difference_words(told, one.card),
    }


def line_rows(answer: UnitAges | None) -> list[dict[str, Any]]:
    """The ages of one place's figures in words: each beside the one that it is compared with, which is named."""
    return [
        {
            "slug": address_of(one.card.id),
            "title": one.card.title,
            "unit": unit_words(one.card),
            "when": period_words(one.period),
            "words": _words(one.other, one.card),
            "own_age": age_in(line.card.title),
            **_judged(one),
        }
        for line in (answer.lines if answer is not None else ())
        for one in line.differences
    ]


def line_looks(answer: UnitAges | None) -> str:
    """How many comparisons of ages there are in one place, "" where there is one or none."""
    looks = answer.looks if answer is not None else None
    return sentences.looks_words(looks) if looks is not None and looks.comparisons > 1 else ""


def line_overlap(answer: UnitAges | None) -> bool:
    """Whether any two ages that are compared have persons in common."""
    return answer is not None and any(one.overlapping for line in answer.lines for one in line.differences)


def _words(cell: Cell, card: IndicatorCard) -> str:
    words, note = sentences.cell_words(cell, card), sentences.no_interval_words(cell) if cell.value is not None else ""
    return f"{words} ({note})" if note else words


def _looks(answer: AgeAnswer) -> list[str]:
    """How many comparisons of ages there are, in the county and in the municipalities, where there are several."""
    several = [one for one in (answer.looks, answer.place_looks) if one is not None and one.comparisons > 1]
    heads = {id(answer.looks): _("Länet:"), id(answer.place_looks): _("Kommunerna:")}
    return [f"{heads[id(one)]} {sentences.looks_words(one)}" for one in several]
