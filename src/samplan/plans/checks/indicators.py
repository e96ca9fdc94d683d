"""Indicators and targets: can they tell whether something helped?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samplan.plans.checks.catalogue import any_of
from samplan.plans.checks.registry import Hit, of_area
from samplan.plans.checks.sight import AreaSight, Text
from samplan.plans.shapes.content import IndicatorContent
from samplan.plans.shapes.exchange import IndicatorKind
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind

FIGURES = frozenset({IndicatorKind.SHARE, IndicatorKind.REGISTER})
COUNTED = FIGURES | {IndicatorKind.COUNT}
LETTERS = re.compile(r"[^\W\d_]{3,}")
REFERENCE_WORDS = re.compile(r"(?i)\b(nyckelindikator\w*|nyckeltal\w*|indikator\w*|nummer|och)\b")


def _place(sight: AreaSight, indicator: IndicatorContent) -> Place:
    return sight.here(ItemKind.INDICATOR, indicator.id, words=indicator.text)


def _targets(sight: AreaSight) -> Iterator[Text]:
    """Texts in which a target may stand: goals, and indicators with their target."""
    for text in sight.texts:
        of_goal = text.place.kind is ItemKind.GOAL and text.field == "text"
        if of_goal or (text.place.kind is ItemKind.INDICATOR and text.field in {"text", "target"}):
            yield text


@of_area
def indicator_missing(sight: AreaSight) -> Iterator[Hit]:
    """Goals or activities, and nothing to follow them by."""
    area = sight.area
    if (area.goals or area.activities) and not area.indicators and not area.followup_questions:
        yield Hit(sight.here())


@of_area
def indicator_only_done(sight: AreaSight) -> Iterator[Hit]:
    """Every indicator only asks whether the thing was carried out."""
    indicators = sight.area.indicators
    if indicators and all(_only_done(i) for i in indicators):
        first = indicators[0]
        yield Hit(_place(sight, first), quote=first.text, basis="\n".join(i.text for i in indicators))


def _only_done(indicator: IndicatorContent) -> bool:
    if indicator.kind in COUNTED:
        return False
    return indicator.kind is IndicatorKind.YES_NO or bool(any_of("carried_out").search(indicator.text))


@of_area
def indicator_source_missing(sight: AreaSight) -> Iterator[Hit]:
    """A figure out of a register or a share, without word of where it comes from."""
    for i in sight.area.indicators:
        told = i.source or i.reference or any_of("sources").search(i.text)
        if i.kind in FIGURES and not told:
            yield Hit(_place(sight, i), quote=i.text)


@of_area
def indicator_target_missing(sight: AreaSight) -> Iterator[Hit]:
    """The plan has targets, and this count or share has none."""
    for i in sight.area.indicators if sight.around.targets_used else ():
        if i.kind in COUNTED and not i.target and not any(c.isdigit() for c in i.text):
            yield Hit(_place(sight, i), quote=i.text)


@of_area
def indicator_only_number(sight: AreaSight) -> Iterator[Hit]:
    """Only a catalogue and a number: nobody can read what is measured."""
    for i in sight.area.indicators:
        bare = REFERENCE_WORDS.sub(" ", any_of("sources").sub(" ", i.text))
        numbered = i.reference or any(c.isdigit() for c in i.text) or i.source
        if numbered and not LETTERS.search(bare) and LETTERS.search(i.text):
            yield Hit(_place(sight, i), quote=i.text)


@of_area
def target_question_marks(sight: AreaSight) -> Iterator[Hit]:
    """ "???" or "XX" stands in a goal or an indicator: nobody has decided the value."""
    for text in _targets(sight):
        if any_of("undecided_marks").search(text.text):
            yield Hit(text.place, quote=text.text, field=text.field)


@of_area
def target_approximate(sight: AreaSight) -> Iterator[Hit]:
    """ "Ca 30" or "ev. fler": a value that is not settled."""
    for text in _targets(sight):
        if any_of("undecided_marks").search(text.text):
            continue
        if _approximate(text.text) or any_of("tentative").search(text.text):
            yield Hit(text.place, quote=text.text, field=text.field)


def _approximate(text: str) -> bool:
    """Whether a number follows right behind "ca" or "ungefär"."""
    found = any_of("approximate").search(text)
    return bool(found and re.match(r"\W{0,3}\d", text[found.end() :]))
