"""Who figures are from: the source on untouched values only, our own processing and the producer otherwise."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samplan.analysis.results import IndicatorAnswer, IndicatorCard

NAMES = {"kolada": "Kolada", "scb": "SCB", "fohm": "Folkhälsomyndigheten"}


def source_name(card: IndicatorCard) -> str:
    """What the source of an indicator is called."""
    own = {"own": _("länets egna värden"), "exempel": _("påhittad statistik")}
    return own.get(card.source) or NAMES.get(card.source, card.source)


def source_line(answer: IndicatorAnswer) -> str:
    """Kolada (Folkhälsomyndigheten); egen bearbetning av uppgifter från Folkhälsomyndigheten."""
    card = answer.card
    name = source_name(card)
    series = (answer.county, answer.benchmark, *answer.municipalities, *answer.by_sex)
    shown = [c for s in series if s is not None for c in s.cells if c.value is not None]
    if card.source == "own" or all(cell.untouched for cell in shown):
        return name if not card.producer or card.producer == name else f"{name} ({card.producer})"
    return _("egen bearbetning av uppgifter från %(producer)s") % {"producer": card.producer or name}
