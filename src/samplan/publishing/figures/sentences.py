"""What figures say, in sentences: verdicts with their rule, what could have been seen, trends, many looks at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis.answer_scale import answers_in
from samplan.analysis.results import (
    Cell,
    Comparison,
    Direction,
    IndicatorCard,
    Looks,
    Measure,
    Outcome,
    Polarity,
    Series,
    Status,
    Trend,
)
from samplan.publishing.figures import codes
from samplan.publishing.figures.numbers import SHARES, amount, in_brackets, interval, period_words, with_unit, written
from samplan.publishing.figures.outcomes import SIDES, head_words, mark_of, polarity_words, trend_is_better
from samplan.publishing.language import small_number


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict ready to be read. mark: its shape. head: one line. body: sentences with the numbers."""

    mark: str
    head: str
    body: tuple[str, ...] = ()
    rule: str = ""
    seen: str = ""
    trend: str = ""


def cell_words(cell: Cell, card: IndicatorCard) -> str:
    """42,3 (39,2–45,4), "ja", or the word for why there is no value."""
    if cell.value is None:
        return codes.word("statuses", cell.status)
    if card.measure == Measure.YES_NO and cell.value in (told := answers_in(card.title)):
        return answer_word(told[cell.value])
    brackets = in_brackets(cell, card)
    return f"{amount(cell.value, card)} {brackets}".strip()


def answer_word(word: str) -> str:
    """An answer in a cell or a sentence: yes and no in the page's language, others as the source has them."""
    plain = word.casefold()
    return {"ja": _("ja"), "nej": _("nej")}.get(plain, word[:1].lower() + word[1:])


def no_interval_words(cell: Cell) -> str:
    """Why a value has no interval, "" where it has one."""
    return codes.word("no_interval", cell.no_interval) if cell.no_interval else ""


def verdict(card: IndicatorCard, own: Series, other: Series | None, name: str, other_name: str) -> Verdict | None:
    """The verdict on a unit's newest value beside another's. None where there is nothing to judge."""
    if own.comparison is None:
        return None
    comparison = own.comparison
    names = {"own": name, "other": other_name}
    middle = comparison.outcome in {Outcome.NO_CERTAIN_DIFFERENCE, Outcome.CANNOT_JUDGE}
    if middle:
        names = {key: value[:1].lower() + value[1:] if value in _common() else value for key, value in names.items()}
    else:
        names["other"] = other_name[:1].lower() + other_name[1:] if other_name in _common() else other_name
    return Verdict(
        mark=mark_of(comparison, card),
        head=head_words(comparison, card) % names,
        body=tuple(_body(card, own, other, name, other_name)),
        rule=_rule_with_side(comparison, card),
        seen=detectable_words(comparison, card),
        trend=trend_words(own.trend, card) if own.trend else "",
    )


def _rule_with_side(comparison: Comparison, card: IndicatorCard) -> str:
    """The rule, and which way counts as better where that decides the words."""
    said = rule_words(comparison)
    return f"{said} {polarity_words(card)}" if comparison.outcome in SIDES else said


def _common() -> set[str]:
    """Names that are words and not names: they begin small inside a sentence."""
    return {_("Länet"), _("Riket"), _("Regionen")}


def _body(card: IndicatorCard, own: Series, other: Series | None, name: str, other_name: str) -> list[str]:
    said = []
    for cell, called in ((own.newest, name), (judged_against(own, other), other_name)):
        if cell is not None and cell.value is not None:
            words = {"name": called, "value": with_unit(cell.value, card), "when": period_words(cell.period)}
            words["interval"] = in_brackets(cell, card) or f"({no_interval_words(cell)})"
            said.append(_("%(name)s %(when)s: %(value)s %(interval)s.") % words)
    comparison = own.comparison
    if comparison is not None and comparison.difference is not None:
        said.append(difference_words(comparison, card))
    if comparison is not None and comparison.outcome == Outcome.CANNOT_JUDGE and comparison.reason:
        said.append(codes.why("reasons", comparison.reason) or f"{codes.word('reasons', comparison.reason)}.")
    return said


def judged_against(own: Series, other: Series | None) -> Cell | None:
    """The other's cell of the period of the own newest value, which is the one that the verdict is about."""
    if other is None or own.newest is None:
        return None
    return next((c for c in other.cells if same_period(c, own.newest)), None)


def same_period(one: Cell, other: Cell) -> bool:
    """Whether two cells are of the same days, whatever the source calls them."""
    return all(getattr(one.period, part) == getattr(other.period, part) for part in ("start", "kind", "years"))


def difference_words(comparison: Comparison, card: IndicatorCard) -> str:
    """Skillnaden är 2,7 procentenheter (−0,5 till 5,9)."""
    if comparison.difference is None:
        return ""
    words = {"number": amount(comparison.difference, card), "unit": _difference_unit(card)}
    words["interval"] = ""
    if comparison.low is not None and comparison.high is not None:
        words["interval"] = f" ({interval(comparison.low, comparison.high, card)})"
    return (_("Skillnaden är %(number)s %(unit)s%(interval)s.") % words).replace(" .", ".").replace("  ", " ")


def _difference_unit(card: IndicatorCard) -> str:
    return _("procentenheter") if card.measure in SHARES else card.unit


def rule_words(comparison: Comparison) -> str:
    """The rule, its level and what its outcome does not mean."""
    said = codes.why("rules", comparison.rule) or codes.word("rules", comparison.rule)
    level = _("Nivån är %(level)s procent.") % {"level": written(comparison.level * 100, _decimals(comparison.level))}
    if comparison.outcome == Outcome.NO_CERTAIN_DIFFERENCE:
        return " ".join([said, level, _("Att skillnaden inte är säker betyder inte att de är lika.")])
    return f"{said} {level}"


def _decimals(level: float) -> int:
    return 0 if abs(level * 100 - round(level * 100)) < 1e-9 else 1


def detectable_words(comparison: Comparison, card: IndicatorCard) -> str:
    """What this base could have shown, "" where it cannot be told."""
    if comparison.detectable is None:
        return ""
    number = {"number": amount(comparison.detectable, card), "unit": _difference_unit(card)}
    return (
        _(
            "Med det här underlaget hade vi i fyra fall av fem upptäckt en skillnad på %(number)s %(unit)s eller mer. "
            "En mindre skillnad kan finnas utan att den syns."
        )
        % number
    ).replace("  ", " ")


def trend_words(trend: Trend, card: IndicatorCard) -> str:
    """The trend, or why there is none."""
    if trend.direction == Direction.CANNOT_COMPUTE:
        reason = codes.why("trend_reasons", trend.reason) or codes.word("trend_reasons", trend.reason)
        return _("Kan inte beräknas. %(reason)s") % {"reason": reason}
    over = ""
    if trend.first and trend.last:
        over = f"{period_words(trend.first)}–{period_words(trend.last)}"
    if trend.direction == Direction.NO_CERTAIN_CHANGE:
        return _("Ingen säker förändring %(years)s.") % {"years": over}
    words = {"years": over, "number": amount(abs(trend.slope or 0.0), card), "unit": _difference_unit(card)}
    if trend.direction == Direction.INCREASING:
        said = _("Ökar %(years)s, med ungefär %(number)s %(unit)s om året.")
    else:
        said = _("Minskar %(years)s, med ungefär %(number)s %(unit)s om året.")
    return " ".join(part for part in ((said % words).replace("  ", " "), _way_words(trend, card)) if part)


def _way_words(trend: Trend, card: IndicatorCard) -> str:
    """Whether a trend is for the better, and which way counts as that; "" where it is not known."""
    better = trend_is_better(trend, card)
    if better is None:
        return ""
    if card.polarity is Polarity.HIGH_IS_GOOD:
        return (
            _("Det är en förbättring: här räknas ett högre värde som bättre.")
            if better
            else _("Det är en försämring: här räknas ett högre värde som bättre.")
        )
    return (
        _("Det är en förbättring: här räknas ett lägre värde som bättre.")
        if better
        else _("Det är en försämring: här räknas ett lägre värde som bättre.")
    )


def looks_words(looks: Looks, kind: str = "") -> str:
    """How many comparisons stand on the page and what chance would give."""
    words = {"n": small_number(looks.comparisons), "expected": written(looks.expected_false, 1)}
    said = ngettext("Här görs %(n)s jämförelse.", "Här görs %(n)s jämförelser på en gång.", looks.comparisons) % words
    said = said[:1].upper() + said[1:]
    said += " " + _("Slumpen ensam ger i genomsnitt %(expected)s falska utslag.") % words
    if looks.flagged and looks.surviving < looks.flagged:
        left = looks.flagged - looks.surviving
        said += " " + ngettext(
            "Ett av utslagen går inte att skilja från slumpen när alla jämförelser räknas med.",
            "%(n)s av utslagen går inte att skilja från slumpen när alla jämförelser räknas med.",
            left,
        ) % {"n": small_number(left).capitalize()}
    return said


def description(card: IndicatorCard, lines: list[tuple[str, Series]]) -> str:
    """What a chart shows, for those who do not see it: first and last value of each line, and what stands between."""
    said = []
    for name, series in lines:
        shown = [c for c in series.cells if c.value is not None]
        if not shown:
            continue
        first, last = shown[0], shown[-1]
        if first is last:
            said.append(f"{name}: {with_unit(last.value or 0.0, card)} {period_words(last.period)}.")
            continue
        said.append(
            _("%(name)s: %(first)s %(from)s, %(last)s %(to)s.")
            % {
                "name": name,
                "first": with_unit(first.value or 0.0, card),
                "from": period_words(first.period),
                "last": with_unit(last.value or 0.0, card),
                "to": period_words(last.period),
            }
        )
    return " ".join([*said, _("Alla värden med intervall står i tabellen.")])


def statuses_shown(cells: list[Cell]) -> list[tuple[str, str, str]]:
    """Mark, word and sentence of each reason for no value that occurs among the cells, each once."""
    found = dict.fromkeys(c.status for c in cells if c.status not in {Status.VALUE, Status.ZERO})
    return [(codes.mark_of("statuses", s), codes.word("statuses", s), codes.why("statuses", s)) for s in found]
