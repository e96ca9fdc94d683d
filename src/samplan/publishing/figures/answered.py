"""How many municipalities answer yes, in words and rows. Who has not answered has not said no."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis.results import IndicatorCard, Measure, Outcome, YesAnswer, YesCount, YesPeriod
from samplan.publishing.figures import codes, outcomes, sentences
from samplan.publishing.figures.numbers import period_words, written
from samplan.publishing.language import BLANK, in_english, small_number


@dataclass(frozen=True, slots=True)
class YesRow:
    """A period in the table: n of N in the county and in the country, and how many have not answered."""

    when: str
    county: str
    silent: str
    country: str


def as_share(card: IndicatorCard) -> IndicatorCard:
    """The card as that of a share, which n of N is: its differences are percentage points."""
    return replace(card, measure=Measure.SHARE, unit="")


def of_all(count: YesCount) -> str:
    """7 av 9 (77,8 procent); a word where nobody has answered."""
    if count.share is None:
        return codes.word("statuses", "not_collected")
    return _("%(yes)s av %(answered)s (%(share)s)") % {
        "yes": written(count.yes, 0),
        "answered": written(count.answered, 0),
        "share": _percent(count.share),
    }


def rows(answer: YesAnswer) -> list[YesRow]:
    """The periods, the newest last."""
    return [
        YesRow(period_words(p.period), of_all(p.county), str(p.county.there - p.county.answered), _country(p))
        for p in answer.periods
    ]


def _percent(share: float) -> str:
    return f"{written(share, 1)}{BLANK}{'per cent' if in_english() else 'procent'}"


def _country(period: YesPeriod) -> str:
    if period.country is not None:
        return of_all(period.country)
    return "" if period.published is None else _percent(period.published)


def _others(period: YesPeriod) -> YesCount:
    """The country without the county, which the county is compared with."""
    here, every = period.county, period.country or period.county
    return YesCount(every.yes - here.yes, every.answered - here.answered, every.there - here.there)


def head_words(answer: YesAnswer) -> str:
    """How the county's municipalities lie beside the country's others, as a verdict's line."""
    comparison = answer.comparison
    if comparison is None:
        return ""
    names = {"own": _("Länets kommuner"), "other": _("landets andra kommuner")}
    if comparison.outcome in {Outcome.NO_CERTAIN_DIFFERENCE, Outcome.CANNOT_JUDGE}:
        names["own"] = _("länets kommuner")
    return outcomes.head_words(comparison, answer.card) % names


def newest_words(answer: YesAnswer) -> str:
    """What the newest period says: how many say yes, who is silent, and how it is in the country."""
    newest, saying = answer.periods[-1], _in_text(answer.saying)
    words = {"when": period_words(newest.period), "count": of_all(newest.county), "saying": saying}
    told = [_("%(when)s svarar %(count)s av länets kommuner ”%(saying)s”.") % words, silent_words(newest.county)]
    if len(newest.county.by_answer) > 2:
        each = ", ".join(f"{_in_text(word)} {written(n, 0)}" for word, n in newest.county.by_answer)
        told.append(_("Svaren: %(each)s.") % {"each": each})
    if newest.country is not None:
        among = {"there": written(newest.country.there, 0), "count": of_all(newest.country)}
        told.append(_("Bland alla %(there)s kommuner i statistiken: %(count)s.") % among)
        told.append(_("Bland landets andra kommuner: %(count)s.") % {"count": of_all(_others(newest))})
    elif newest.published is not None:
        told.append(_("I riket: %(count)s.") % {"count": _country(newest)})
    comparison = answer.comparison
    if comparison is not None:
        told.append(sentences.difference_words(comparison, as_share(answer.card)))
        if comparison.outcome is Outcome.CANNOT_JUDGE:
            told.append(codes.why("reasons", comparison.reason))
    return " ".join(part for part in told if part)


def silent_words(count: YesCount) -> str:
    """How many have not answered, "" where all have."""
    silent = count.there - count.answered
    if not silent:
        return ""
    said = ngettext(
        "%(n)s kommun har inte svarat. Det räknas inte som nej.",
        "%(n)s kommuner har inte svarat. Det räknas inte som nej.",
        silent,
    ) % {"n": small_number(silent)}
    return said[:1].upper() + said[1:]


def seen_words(answer: YesAnswer) -> str:
    """What so few could have shown, "" where it cannot be told."""
    return "" if answer.comparison is None else sentences.detectable_words(answer.comparison, as_share(answer.card))


def rule_words(answer: YesAnswer) -> str:
    """By what rule the county is compared with the others, and which way counts as better."""
    comparison = answer.comparison
    if comparison is None or not comparison.rule:
        return ""
    better = outcomes.polarity_words(answer.card) if comparison.outcome in outcomes.SIDES else ""
    return f"{sentences.rule_words(comparison)} {better}".strip()


def _in_text(word: str) -> str:
    """An answer inside a sentence, in the page's language where it is yes or no."""
    return sentences.answer_word(word)
