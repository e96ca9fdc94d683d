"""Where the plan wants to go with a figure, in words for page and paper."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from samplan.publishing.figures.numbers import with_unit
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.language import BLANK


def aim_words(figure: PlanFigure) -> str:
    """Where the plan wants to go: from what, to what, by when."""
    card, said = figure.answer.card, []
    if figure.baseline is not None:
        when = f" ({figure.baseline_period})" if figure.baseline_period else ""
        said.append(_("Utgångsvärde: %(value)s%(when)s.") % {"value": with_unit(figure.baseline, card), "when": when})
    if figure.target is not None:
        until = _(", ska vara nått %(day)s") % {"day": _day(figure.target_on)} if figure.target_on else ""
        said.append(_("Målvärde: %(value)s%(until)s.") % {"value": with_unit(figure.target, card), "until": until})
    return " ".join(said)


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y").replace(" ", BLANK)
