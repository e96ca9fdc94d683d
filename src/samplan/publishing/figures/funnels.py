"""A funnel in a drawing, rows and sentences: places against how many were counted. By name; nothing is ranked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis.results import FunnelAnswer, FunnelPoint, IndicatorCard, Measure, Outcome, UnitKind
from samplan.publishing.charts import Dot, FunnelPicture
from samplan.publishing.figures import codes, outcomes
from samplan.publishing.figures.numbers import amount, decimals_of, unit_sign, with_unit, written
from samplan.publishing.figures.sentences import cell_words
from samplan.publishing.language import BLANK, order, small_number

FEWEST = 2
"""Points of a funnel worth drawing."""
WIDER = 1.5
"""From how much more than chance the places vary it is told."""
SIDES = {Outcome.HIGHER: 1, Outcome.LOWER: -1}


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """A place in the table beside the funnel. base: how many were counted. mark, words: where it lies."""

    name: str
    base: str
    value: str
    mark: str
    words: str


def of_regions(answer: FunnelAnswer) -> bool:
    """Whether its points are regions, and not a county's municipalities."""
    return any(p.cell.unit.kind is UnitKind.REGION for p in answer.points)


def drawable(answer: FunnelAnswer | None) -> bool:
    """Whether there is a funnel to show."""
    return answer is not None and len(answer.points) >= FEWEST and bool(answer.curves)


def picture(answer: FunnelAnswer, average: str) -> FunnelPicture:
    """The drawing of a funnel that is `drawable`. average: what its average is called."""
    card = answer.card
    dots = tuple(
        Dot(p.cell.denominator or 0.0, p.cell.value or 0.0, side(p), p.cell.unit.title if side(p) else "")
        for p in answer.points
    )
    sign = unit_sign(card)
    title = (
        _("%(title)s, regionerna mot hur många som räknas")
        if of_regions(answer)
        else _("%(title)s, kommunerna mot hur många som räknas")
    )
    return FunnelPicture(
        title=title % {"title": card.title},
        description=description(answer, average),
        dots=dots,
        average=answer.average or 0.0,
        average_word=(average, f"{amount(answer.average or 0.0, card)}{BLANK if sign else ''}{sign}"),
        curves=answer.curves,
        limit_words=(_("95 procent"), _("99,8 procent")),
        across=_("Hur många som räknas"),
        unit=sign,
        decimals=decimals_of(card),
    )


def side(point: FunnelPoint) -> int:
    """0 within the limits, 1 over those of 95 per cent, 2 over those of 99.8; under them with a minus."""
    return SIDES.get(point.outcome, 0) * (2 if point.far else 1)


def position(point: FunnelPoint, card: IndicatorCard) -> str:
    """Where a place lies, in words; better or worse where it is known which it is."""
    words = {
        0: _("Inom slumpens gränser"),
        1: _("Över 95-procentsgränsen"),
        2: _("Över 99,8-procentsgränsen"),
        -1: _("Under 95-procentsgränsen"),
        -2: _("Under 99,8-procentsgränsen"),
    }[side(point)]
    words = outcomes.with_side(words, point.outcome, card)
    if side(point) and point.survives is False:
        return _("%(where)s, men kan vara slump") % {"where": words}
    return words


def rows(answer: FunnelAnswer) -> list[FunnelRow]:
    """The places in Swedish order."""
    return [
        FunnelRow(
            p.cell.unit.title,
            written(p.cell.denominator or 0.0, 0),
            cell_words(p.cell, answer.card),
            outcomes.mark_with_side(p.outcome, answer.card, survives=p.survives),
            position(p, answer.card),
        )
        for p in sorted(answer.points, key=lambda p: order(p.cell.unit.title))
    ]


def description(answer: FunnelAnswer, average: str) -> str:
    """What the drawing shows, for those who do not see it."""
    bases = [p.cell.denominator or 0.0 for p in answer.points]
    places = (
        _("%(n)s regioner, från %(few)s till %(many)s som räknas.")
        if of_regions(answer)
        else _("%(n)s kommuner, från %(few)s till %(many)s som räknas.")
    )
    said = [
        places % {"n": len(bases), "few": written(min(bases), 0), "many": written(max(bases), 0)},
        _("%(name)s: %(value)s.") % {"name": average, "value": with_unit(answer.average or 0.0, answer.card)},
    ]
    for told, outcome, chosen in (
        (_("Över gränserna"), Outcome.HIGHER, 1),
        (_("Under gränserna"), Outcome.LOWER, -1),
    ):
        words = outcomes.with_side(told, outcome, answer.card)
        names = [p.cell.unit.title for p in answer.points if SIDES.get(p.outcome, 0) == chosen]
        if names:
            said.append(f"{words}: {', '.join(sorted(names, key=order))}.")
    outside = sum(side(p) != 0 for p in answer.points)
    if outside < len(bases):
        said.append(_("De andra ligger inom gränserna.") if outside else _("Alla ligger inom gränserna."))
    return " ".join([*said, _("Alla värden står i tabellen.")])


def rule_words(answer: FunnelAnswer) -> str:
    """By what rule a place is said to lie outside, its levels, and which way counts as better."""
    rule = "funnel_share" if answer.card.measure is Measure.SHARE else "funnel_rate"
    return f"{codes.why('rules', rule)} {outcomes.polarity_words(answer.card)}"


def spread_words(answer: FunnelAnswer) -> str:
    """What is said where the places vary more than chance makes them; "" where they do not."""
    if answer.dispersion is None or answer.dispersion < WIDER:
        return ""
    times = {"times": written(answer.dispersion, 1)}
    if of_regions(answer):
        return (
            _(
                "Regionerna skiljer sig mer än slumpen ger: spridningen är %(times)s gånger så stor. Då hamnar fler "
                "utanför, och det säger mindre om var och en."
            )
            % times
        )
    return (
        _(
            "Kommunerna skiljer sig mer än slumpen ger: spridningen är %(times)s gånger så stor. Då hamnar fler "
            "utanför, och det säger mindre om var och en."
        )
        % times
    )


def left_out_words(answer: FunnelAnswer) -> str:
    """How many places are not in the funnel, and why."""
    number = sum(answer.left_out.values())
    if not number or not answer.points:
        return ""
    said = (
        ngettext("%(n)s region är inte med.", "%(n)s regioner är inte med.", number)
        if of_regions(answer)
        else ngettext("%(n)s kommun är inte med.", "%(n)s kommuner är inte med.", number)
    )
    why = " ".join(codes.why("reasons", code) for code in answer.left_out)
    return f"{(said % {'n': small_number(number)}).capitalize()} {why}".strip()


def no_funnel_words(answer: FunnelAnswer | None, card: IndicatorCard) -> str:
    """Why a share or rate has no funnel; "" where it has one or is no such number."""
    if answer is None or drawable(answer) or answer.reason != "no_base" or card.suicide:
        return ""
    return codes.why("reasons", answer.reason)
