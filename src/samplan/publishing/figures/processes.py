"""Whether a process behaves as usual, in a drawing, rows and sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samplan.analysis.questions.process import FEWEST
from samplan.analysis.results import Cell, PeriodKind, ProcessAnswer
from samplan.publishing.charts import Line, Point, SeriesPicture
from samplan.publishing.figures.numbers import amount, decimals_of, period_words, unit_sign, with_unit
from samplan.publishing.figures.sentences import cell_words


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A period in the table: its value, what is usual then, and why it is special."""

    period: str
    value: str
    usual: str
    words: str


def picture(answer: ProcessAnswer) -> SeriesPicture:
    """The drawing of an answer that has limits: the values, their mean and both limits."""
    card, cells = answer.card, answer.cells
    at = [_year(cell) for cell in cells]
    own = tuple(Point(x, cell.value or 0.0) for x, cell in zip(at, cells, strict=True))
    lines = [Line(_("Värde"), amount(cells[-1].value or 0.0, card), own, own=True)]
    for name, place in ((_("Övre gräns"), 2), (_("Medelvärde"), 1), (_("Nedre gräns"), 0)):
        points = tuple(Point(x, limits[place]) for x, limits in zip(at, answer.limits, strict=True))
        lines.append(Line(name, amount(points[-1].value, card), points))
    return SeriesPicture(
        title=_("%(title)s: det vanliga och det som inte är det") % {"title": card.title},
        description=" ".join([head(answer), _("Alla värden står i tabellen.")]),
        lines=tuple(lines),
        unit=unit_sign(card),
        decimals=decimals_of(card),
        ticks=tuple((x, period_words(cell.period)) for x, cell in zip(at, cells, strict=True)),
    )


def _year(cell: Cell) -> float:
    start = cell.period.start
    return start.year if cell.period.kind is PeriodKind.YEAR else start.year + (start.month - 1) / 12


def rows(answer: ProcessAnswer) -> list[ProcessRow]:
    """Each period, in order of time."""
    card = answer.card
    found = []
    for cell, (low, _mean, high), signal in zip(answer.cells, answer.limits, answer.signals, strict=True):
        usual = _("%(low)s till %(high)s") % {"low": amount(low, card), "high": amount(high, card)}
        found.append(ProcessRow(period_words(cell.period), cell_words(cell, card), usual, signal_words(signal)))
    return found


def signal_words(signal: str) -> str:
    """Why a value is special; "" where it is not."""
    return {
        "outside": _("Utanför gränserna"),
        "trend": _("En av sju i rad som stiger eller faller"),
        "near_limit": _("En av två av tre nära samma gräns"),
        "one_side": _("En av sju i rad på samma sida om medel"),
    }.get(signal, "")


def head(answer: ProcessAnswer) -> str:
    """What is said first: whether anything has happened, and where it is usual to lie."""
    low, mean, high = answer.limits[-1]
    words = {
        "low": with_unit(low, answer.card),
        "high": with_unit(high, answer.card),
        "mean": with_unit(mean, answer.card),
    }
    said = _("Det vanliga är mellan %(low)s och %(high)s, i medel %(mean)s.") % words
    special = [period_words(c.period) for c, s in zip(answer.cells, answer.signals, strict=True) if s != "none"]
    if not special:
        return said + " " + _("Inget värde avviker: skillnaderna mellan perioderna går att förklara med slump.")
    return said + " " + _("Det här avviker: %(periods)s. Fråga vad som hände då.") % {"periods": ", ".join(special)}


def assurance_words(answer: ProcessAnswer) -> str:
    """What the process will do about its target; "" without one."""
    return {
        "consistent_pass": _("Målvärdet ligger utanför det vanliga på den goda sidan: det nås så länge inget ändras."),
        "consistent_fail": _("Målvärdet ligger utanför det vanliga: det nås inte om inget ändras."),
        "inconsistent": _("Målvärdet ligger inom det vanliga: det nås ibland, av slump."),
    }.get(answer.assurance, "")


def why_not(answer: ProcessAnswer) -> str:
    """Why there are no limits."""
    return {
        "not_for_this_measure": _("Det passar inte för svar i en enkät."),
        "no_county_value": _("Det behövs värden för länet som helhet, eller för en enda organisation."),
        "overlapping_periods": _("Perioderna behöver vara lika långa och inte gå in i varandra."),
        "missing_value": _("En period saknar värde eller är dold. Serien behöver vara hel."),
        "rare_events": _("Händelserna är för få: med färre än fem i en vanlig period säger gränserna inget."),
        "too_few_points": _("Det behövs minst %(n)s perioder i följd med samma definition.") % {"n": FEWEST},
    }.get(answer.reason, "")
