"""Where the plan wants to go with a figure, in words for page and paper."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from samplan.analysis.questions.goal_panel import against_target
from samplan.analysis.results import Comparison, IndicatorCard, Outcome
from samplan.publishing.figures import codes
from samplan.publishing.figures.numbers import with_unit
from samplan.publishing.figures.outcomes import is_better
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.language import BLANK


def aim_words(figure: PlanFigure) -> str:
    """Where the plan wants to go: from what, to what, by when; and where the county is against that."""
    card, said = figure.answer.card, []
    if figure.baseline is not None:
        when = f" ({figure.baseline_period})" if figure.baseline_period else ""
        said.append(_("Utgångsvärde: %(value)s%(when)s.") % {"value": with_unit(figure.baseline, card), "when": when})
    if figure.target is not None:
        until = _(", ska vara nått %(day)s") % {"day": _day(figure.target_on)} if figure.target_on else ""
        said.append(_("Målvärde: %(value)s%(until)s.") % {"value": with_unit(figure.target, card), "until": until})
    return " ".join([*said, against_words(figure)]).strip()


def against_words(figure: PlanFigure) -> str:
    """Where the county's newest value lies against the target; "" without a target or a value of the county."""
    own = figure.answer.county
    if figure.target is None or own is None or own.newest is None:
        return ""
    return target_words(against_target(own.newest, figure.target), figure.answer.card)


def target_words(told: Comparison, card: IndicatorCard) -> str:
    """Above, below, no certain difference, or why it cannot be said. On the good side only where that is known."""
    heads = {
        Outcome.HIGHER: _("Länets senaste värde ligger över målvärdet, och skillnaden är säker."),
        Outcome.LOWER: _("Länets senaste värde ligger under målvärdet, och skillnaden är säker."),
        Outcome.NO_CERTAIN_DIFFERENCE: _("Ingen säker skillnad mellan länets senaste värde och målvärdet."),
        Outcome.CANNOT_JUDGE: _("Det går inte att säga hur länets senaste värde står sig mot målvärdet."),
    }
    why = codes.why("reasons", told.reason) if told.outcome is Outcome.CANNOT_JUDGE else ""
    better = is_better(told.outcome, card.polarity)
    side = "" if better is None else _("Det är på rätt sida.") if better else _("Det är på fel sida.")
    return " ".join(part for part in (heads[told.outcome], side, why) if part)


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y").replace(" ", BLANK)
