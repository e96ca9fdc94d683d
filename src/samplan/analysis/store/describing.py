"""Reads an indicator's title and definition: measure, unit, producer, windows, breaks, what is hidden. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import Measure, Polarity, UnitKind
from samplan.analysis.sources.shapes import GivenIndicator
from samplan.analysis.store import texts as known
from samplan.analysis.store.shapes import HidingRule

KOLADA = "kolada"
"""The source that the catalogue's lists of codes are of."""
TELLING = frozenset({KOLADA, "scb", "fohm"})
"""Sources that tell what they publish next, and so what they publish no more."""

WHY_NO_INTERVAL = {
    Measure.SURVEY_SHARE: NoInterval.NOT_PUBLISHED,
    Measure.SHARE: NoInterval.TOTAL,
    Measure.RATE: NoInterval.TOTAL,
    Measure.COUNT: NoInterval.TOTAL,
    Measure.YES_NO: NoInterval.TOTAL,
    Measure.MEAN: NoInterval.TOTAL,
    Measure.INDEX: NoInterval.MODEL,
    Measure.MONEY: NoInterval.MODEL,
    Measure.OTHER: NoInterval.MODEL,
}
"""Why a stored value has no interval. The questions compute one where numerator and denominator are known."""


@dataclass(frozen=True, slots=True)
class Described:
    """What title and definition tell. margin: code of the indicator that holds the uncertainty, "" without."""

    measure: Measure
    unit: str
    producer: str
    polarity: Polarity
    levels: frozenset[UnitKind]
    years: int
    breaks: tuple[str, ...]
    discontinued: bool
    suicide: bool
    margin: str
    margin_larger_half: bool
    is_margin: bool
    hiding_rules: tuple[HidingRule, ...]
    other_survey: frozenset[str]
    themes: tuple[str, ...]
    no_interval: NoInterval


def describe(source: str, given: GivenIndicator) -> Described:
    """Everything that can be read from an indicator; what its source tells outright goes before what is read."""
    told, both = known.texts(), f"{given.title} {given.definition}"
    codes = source == KOLADA
    theme = known.themes().get(given.code) if codes else None
    margin, larger_half = known.margins().get(given.code, ("", False)) if codes else ("", False)
    margin = given.margin or margin
    measure, unit = _measure(given, sampled=bool(margin))
    return Described(
        measure=measure,
        unit=unit,
        producer=given.producer or producer(given.definition),
        polarity=Polarity(given.polarity) if given.polarity else theme.polarity if theme else Polarity.NONE,
        levels=frozenset(UnitKind(level) for level in given.levels),
        years=given.years or (codes and told.known_windows.get(given.code)) or window(both),
        breaks=given.breaks or breaks(given.definition),
        discontinued=bool(_search(told.discontinued, given.title)) or (source in TELLING and not given.published),
        suicide=bool(_search(told.suicide, both)),
        margin=margin,
        margin_larger_half=larger_half,
        is_margin=bool(_search(told.margin, given.title)),
        hiding_rules=_hiding(given, known.hiding_rules().get(given.code, ()) if codes else ()),
        other_survey=other_survey(given.definition),
        themes=(theme.theme,) if theme else (),
        no_interval=WHY_NO_INTERVAL[measure],
    )


def _measure(given: GivenIndicator, *, sampled: bool) -> tuple[Measure, str]:
    told = known.texts()
    title = re.sub(told.discontinued, "", given.title, flags=re.IGNORECASE).strip()
    measure, unit = Measure.OTHER, title.rpartition(",")[2].strip() if "," in title else ""
    for mark in told.measures:
        if found := _search(mark.pattern, title):
            measure, unit = mark.measure, found[0].strip() if mark.unit is None else mark.unit
            break
    if given.measure:
        measure = Measure(given.measure)
    elif measure is Measure.SHARE and (sampled or _search(told.survey, f"{given.title} {given.definition}")):
        measure = Measure.SURVEY_SHARE
    return measure, given.unit or unit


def producer(definition: str) -> str:
    """Who made the figures: what stands after the last "Källa:", "" when the definition has none."""
    last = definition.replace("\\n", " ")
    last = last[max(0, last.casefold().rfind("källa")) :]
    found = re.search(known.texts().producer, last, flags=re.IGNORECASE | re.DOTALL)
    return " ".join(found["producer"].split()).rstrip(".") if found else ""


def window(text: str) -> int:
    """How many years a value covers: 1 unless the text tells of a mean or a pool of several."""
    told = known.texts()
    for mark in told.windows:
        if not (found := _search(mark.pattern, text)):
            continue
        groups = {name: value for name, value in found.groupdict().items() if value}
        for name, value in groups.items():
            number = int(value) if value.isdigit() else told.numbers[value.lower()]
            return number + 1 if name.startswith("back") else number
    return 1


def breaks(definition: str) -> tuple[str, ...]:
    """First days from which the definition is another, as 2021-01-01, oldest first."""
    days: set[str] = set()
    marks = [mark for mark in known.texts().breaks if _search(mark.pattern, definition)]
    for sentence in _sentences(definition) if marks else ():
        for mark in marks:
            found = _search(mark.pattern, sentence)
            if not found or not _search(mark.also, sentence) or (mark.but_not and _search(mark.but_not, sentence)):
                continue
            groups = found.groupdict()
            year = int(groups["before"]) + 1 if groups.get("before") else int(groups["year"])
            days.add(f"{year}-01-01")
    return tuple(sorted(days))


def other_survey(definition: str) -> frozenset[str]:
    """Codes of counties that the definition names just before it tells of another survey."""
    told = known.texts().other_survey
    found = _search(told.pattern, definition)
    if not found:
        return frozenset()
    before = definition[max(0, found.start() - told.reach) : found.start()]
    return frozenset(code for name, code in told.counties.items() if name in before)


def _hiding(given: GivenIndicator, listed: tuple[str, ...]) -> tuple[HidingRule, ...]:
    return tuple(HidingRule(rule, _sentence(rule, given.definition)) for rule in (*given.hiding, *listed))


def _sentence(rule: str, definition: str) -> str:
    pattern = known.texts().hiding.get(rule)
    return next((" ".join(s.split()) for s in _sentences(definition) if pattern and _search(pattern, s)), "")


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", text)


def _search(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(pattern, text, flags=re.IGNORECASE)
