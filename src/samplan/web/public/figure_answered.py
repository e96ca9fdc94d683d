"""How many municipalities answer yes, on an indicator's page, as data and as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from samplan.analysis import questions
from samplan.analysis.questions.answered_yes import answered_yes
from samplan.analysis.results import IndicatorCard, Measure, YesAnswer, YesCount
from samplan.publishing.figures import answered, outcomes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.web.csv_answers import csv_bytes

FORMS = {"ja-csv": "text/csv; charset=utf-8"}
BETTER = {True: "yes", False: "no", None: ""}
COLUMNS = (
    *("indicator", "title", "period", "among", "counted_as_yes", "yes", "answered", "municipalities", "share"),
    *("compared_with", "verdict", "verdict_words", "better", "difference", "difference_low", "difference_high"),
    *("detectable", "rule", "rule_words", "source", "producer"),
)


def asked(card: IndicatorCard, county_code: str | None) -> YesAnswer | None:
    """The answer for a figure of yes and no; None for any other, and where nobody has answered."""
    if card.measure is not Measure.YES_NO or not county_code:
        return None
    answer = answered_yes(questions.figures(), card.id, county_code)
    return answer if answer is not None and answer.periods else None


def shown(answer: YesAnswer | None) -> dict[str, Any]:
    """What the page says of it."""
    if answer is None:
        return {"answered": None}
    told = answer.comparison
    return {
        "answered": {
            "newest": period_words(answer.periods[-1].period),
            "head": answered.head_words(answer),
            "mark": outcomes.mark_of(told, answer.card) if told is not None else "",
            "words": answered.newest_words(answer),
            "rule": answered.rule_words(answer),
            "seen": answered.seen_words(answer),
            "rows": answered.rows(answer),
        }
    }


def as_data(answer: YesAnswer | None) -> dict[str, Any] | None:
    """The same as JSON values; None where there is no such thing."""
    if answer is None:
        return None
    told = answer.comparison
    return {
        "counted_as_yes": answer.saying,
        "periods": [
            {
                "period": period_words(one.period),
                "county": _count(one.county),
                "country": None if one.country is None else _count(one.country),
                "country_as_published": one.published,
            }
            for one in answer.periods
        ],
        "comparison": None
        if told is None
        else {
            "with": "other municipalities of the country" if answer.periods[-1].country else "published share",
            "outcome": told.outcome.value,
            "better": outcomes.is_better(told.outcome, answer.card.polarity),
            "rule": told.rule,
            "difference": told.difference,
            "low": told.low,
            "high": told.high,
            "detectable": told.detectable,
            "reason": told.reason,
        },
    }


def _count(count: YesCount) -> dict[str, Any]:
    return {
        "yes": count.yes,
        "answered": count.answered,
        "municipalities": count.there,
        "share": count.share,
        "answers": dict(count.by_answer),
    }


def file_bytes(answer: YesAnswer | None) -> bytes:
    """A row for each period of the county and of the country; the verdict stands at the county's newest."""
    if answer is None:
        raise Http404
    return csv_bytes([COLUMNS, *_rows(answer)])


def _rows(answer: YesAnswer) -> list[tuple[Any, ...]]:
    card, found = answer.card, list[tuple[Any, ...]]()
    nothing = ("",) * 10
    for one in answer.periods:
        about = (card.id, card.title, period_words(one.period))
        verdict = _verdict(answer) if one is answer.periods[-1] else nothing
        after = (card.source, card.producer)
        found.append((*about, "county", answer.saying, *_numbers(one.county), *verdict, *after))
        if one.country is not None:
            found.append((*about, "country", answer.saying, *_numbers(one.country), *nothing, *after))
        elif one.published is not None:
            found.append((*about, "country", answer.saying, "", "", "", one.published, *nothing, *after))
    return found


def _numbers(count: YesCount) -> tuple[Any, ...]:
    return count.yes, count.answered, count.there, count.share


def _verdict(answer: YesAnswer) -> tuple[Any, ...]:
    told = answer.comparison
    if told is None:
        return ("",) * 10
    with_what = "other_municipalities" if answer.periods[-1].country else "published_share"
    better = BETTER[outcomes.is_better(told.outcome, answer.card.polarity)]
    words = outcomes.outcome_words(told, answer.card)
    rule = sentences.rule_words(told) if told.rule else ""
    numbers = (told.difference, told.low, told.high, told.detectable)
    return with_what, told.outcome.value, words, better, *numbers, told.rule, rule
