"""Filters of pages with figures: periods, sexes, and own values as they are written."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.analysis.results import Sex
from samplan.analysis.shapes import FigureShape, OwnNumbers
from samplan.publishing.figures import codes
from samplan.publishing.figures.numbers import as_written, in_brackets, period_words, with_unit

register = template.Library()
register.filter("period_words", period_words)
register.filter("as_written", as_written)
register.filter("in_brackets", in_brackets)


@register.filter
def sex_word(sex: Sex) -> str:
    """Alla, kvinnor, män."""
    return {Sex.TOTAL: _("Alla"), Sex.WOMEN: _("Kvinnor"), Sex.MEN: _("Män")}[sex]


@register.filter
def own_words(numbers: OwnNumbers, figure: FigureShape) -> str:
    """An own value with its unit, or the word for why there is none."""
    if numbers.value is None:
        return codes.word("statuses", numbers.status)
    return with_unit(numbers.value, figure.card())


@register.filter
def together(words: str) -> SafeString | str:
    """A value with its interval, the brackets on one line: 42,3 (39,2–45,4)."""
    value, bracket, rest = words.partition(" (")
    return format_html('{} <span class="sp-nowrap">({}</span>', value, rest) if bracket else words
