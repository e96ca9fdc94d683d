"""How figures are written: decimals by what sort of number it is, intervals in brackets, units in words."""

from __future__ import annotations

from samplan.analysis.results import Cell, IndicatorCard, Measure, Period, PeriodKind
from samplan.publishing.language import BLANK, DASH, in_english

MINUS = "\u2212"
WRITTEN_DECIMALS = 6
DECIMALS = {
    Measure.SHARE: 1,
    Measure.SURVEY_SHARE: 1,
    Measure.RATE: 1,
    Measure.MEAN: 1,
    Measure.INDEX: 1,
    Measure.COUNT: 0,
    Measure.MONEY: 0,
    Measure.YES_NO: 0,
    Measure.OTHER: 1,
}
SHARES = {Measure.SHARE, Measure.SURVEY_SHARE}


def written(value: float, decimals: int) -> str:
    """42,3 and −1 240 in Swedish; 42.3 and −1,240 in English. Rounded here and nowhere before."""
    text = f"{abs(value):,.{decimals}f}"
    if not in_english():
        text = text.replace(",", BLANK).replace(".", ",")
    nought = not text.strip("0.,")
    return text if value >= 0 or nought else f"{MINUS}{text}"


def amount(value: float, card: IndicatorCard) -> str:
    """A value as it stands in a table, without its unit."""
    return written(value, decimals_of(card))


def decimals_of(card: IndicatorCard) -> int:
    """How many decimals the indicator's values are shown with."""
    return DECIMALS[card.measure]


def interval(low: float, high: float, card: IndicatorCard) -> str:
    """39,2–45,4; with "till" where a limit is below nought, so that the dash is not read as a minus."""
    ends = amount(low, card), amount(high, card)
    if low < 0:
        return f"{ends[0]} to {ends[1]}" if in_english() else f"{ends[0]} till {ends[1]}"
    return f"{ends[0]}{DASH}{ends[1]}"


def unit_words(card: IndicatorCard) -> str:
    """The unit as it stands after a number in running text: "procent", "per 100 000 invånare", ""."""
    if card.measure in SHARES:
        return "per cent" if in_english() else "procent"
    return card.unit


def unit_sign(card: IndicatorCard) -> str:
    """The unit as it stands once at the top of a chart."""
    return "%" if card.measure in SHARES else ""


def with_unit(value: float, card: IndicatorCard) -> str:
    """42,3 procent."""
    unit = unit_words(card)
    return f"{amount(value, card)}{BLANK}{unit}" if unit else amount(value, card)


def in_brackets(cell: Cell, card: IndicatorCard) -> str:
    """(39,2–45,4), or "" where there is no interval."""
    if cell.low is None or cell.high is None:
        return ""
    return f"({interval(cell.low, cell.high, card)})"


def period_words(period: Period) -> str:
    """2024, 2020–2024, hösten 2024 as the source writes it."""
    if period.label:
        return period.label
    if period.kind == PeriodKind.WINDOW and period.years > 1:
        return f"{period.start.year}{DASH}{period.start.year + period.years - 1}"
    if period.kind in {PeriodKind.YEAR, PeriodKind.WINDOW}:
        return str(period.start.year)
    return f"{period.start:%Y-%m}"


def as_written(value: float | None) -> str:
    """A number in a field: no needless decimals, and no commas between thousands, which would be read as decimals."""
    if value is None:
        return ""
    text = written(value, WRITTEN_DECIMALS)
    if in_english():
        text = text.replace(",", "")
    return text.rstrip("0").rstrip(",.")
