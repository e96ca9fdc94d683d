"""Figures and what is said of them: cells with status and interval, comparisons, trends, series."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from samplan.analysis.formulas.estimates import NoInterval


class Status(StrEnum):
    """What stands in a cell. Nought is a value; the others are different marks wherever the cell is shown."""

    VALUE = "value"
    ZERO = "zero"
    HIDDEN = "hidden"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    TOO_UNCERTAIN = "too_uncertain"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    """Missing at the source without a reason: secret or not collected cannot be told apart."""


SHOWN = frozenset({Status.VALUE, Status.ZERO})
"""The statuses of cells that show a value."""


class Sex(StrEnum):
    """Sex as the sources divide it."""

    TOTAL = "T"
    WOMEN = "K"
    MEN = "M"


class PeriodKind(StrEnum):
    """How long a period is, and whether it overlaps with its neighbours."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    WINDOW = "window"
    """Several years pooled or rolling; `Period.years` tells how many."""
    QUARTER = "quarter"
    MONTH = "month"


class UnitKind(StrEnum):
    """What a figure is of."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"
    GROUP = "group"
    BODY = "body"
    """One of the county's own bodies, in own values."""


class Measure(StrEnum):
    """What sort of number an indicator is: it decides which methods hold."""

    SHARE = "share"
    """Per cent of a base."""
    SURVEY_SHARE = "survey_share"
    """Per cent of a weighted sample: the publisher's interval or none."""
    RATE = "rate"
    """Events per so many persons."""
    COUNT = "count"
    MEAN = "mean"
    INDEX = "index"
    MONEY = "money"
    YES_NO = "yes_no"
    OTHER = "other"


class Polarity(StrEnum):
    """Whether more is better."""

    HIGH_IS_GOOD = "high"
    LOW_IS_GOOD = "low"
    NONE = "none"


class Outcome(StrEnum):
    """The four outcomes of a comparison. There is no "same"."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CERTAIN_DIFFERENCE = "no_certain_difference"
    CANNOT_JUDGE = "cannot_judge"


class Direction(StrEnum):
    """The outcomes of a trend."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CERTAIN_CHANGE = "no_certain_change"
    CANNOT_COMPUTE = "cannot_compute"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period: its first day, its kind and how many years it covers (1 for a year). label: as the source writes it."""

    start: date
    kind: PeriodKind = PeriodKind.YEAR
    years: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A municipality, region, country or group. id: as in Kolada ("2080", "0020", "0000", "G33627")."""

    id: str
    title: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: a value with interval or the reason for none, or the status that says why there is no value.

    level: of the interval. untouched: as its source published it ("Källa: Kolada"); else it is our own processing.
    numerator and denominator: only where they may be shown.
    """

    unit: Unit
    period: Period
    sex: Sex
    status: Status
    value: float | None = None
    low: float | None = None
    high: float | None = None
    no_interval: NoInterval | None = None
    level: float = 0.95
    method: str = ""
    numerator: float | None = None
    denominator: float | None = None
    untouched: bool = True
    fetched_at: datetime | None = None
    notes: tuple[str, ...] = ()
    """Codes of caveats that the words on screen hang on, such as "rolling_window", "other_survey"."""

    def __post_init__(self) -> None:
        """No value without its uncertainty or the reason; no value where the status says that there is none."""
        shown = self.status in SHOWN
        if shown != (self.value is not None):
            raise ValueError("a cell shows a value exactly when its status says so")
        if shown and (self.low is None or self.high is None) != (self.no_interval is not None):
            raise ValueError("a value has an interval or the reason for having none")


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """What an indicator is. id: source and code ("kolada:N01452", "own:12"). definition: as it stood when fetched.

    producer: who made the figures ("Folkhälsomyndigheten"). breaks: first days of periods from which the definition is
    another. window: years in a rolling window, 1 for none. suicide: the help line stands first, no small areas.
    """

    id: str
    title: str
    definition: str
    measure: Measure
    unit: str
    producer: str
    source: str
    polarity: Polarity = Polarity.NONE
    by_sex: bool = False
    levels: frozenset[UnitKind] = frozenset()
    window: int = 1
    breaks: tuple[date, ...] = ()
    discontinued: bool = False
    suicide: bool = False
    operating_area: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict that names its rule. difference with interval: own minus benchmark, in the indicator's unit.

    rule: a code ("two_uncertain_values", "fixed_value", "funnel", …) that its words hang on; reason: the code of why it
    cannot be judged. detectable: the smallest difference that this base would show in four cases of five, None where
    it cannot be told. survives: whether it stays when all comparisons of the page are counted (Benjamini-Hochberg).
    """

    outcome: Outcome
    rule: str
    level: float = 0.95
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    detectable: float | None = None
    survives: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend, or the code of why it cannot be computed. slope: per year, in the indicator's unit."""

    direction: Direction
    reason: str = ""
    slope: float | None = None
    chi_square: float | None = None
    points: int = 0
    first: Period | None = None
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Looks:
    """How many comparisons were made at once, how many false alarms chance would give, how many survive the count."""

    comparisons: int
    expected_false: float
    flagged: int
    surviving: int


@dataclass(frozen=True, slots=True)
class Series:
    """A unit's cells of one indicator in time order, with the verdict on its newest cell and its trend."""

    unit: Unit
    sex: Sex
    cells: tuple[Cell, ...]
    comparison: Comparison | None = None
    trend: Trend | None = None

    @property
    def newest(self) -> Cell | None:
        """The newest cell that shows a value."""
        return next((c for c in reversed(self.cells) if c.value is not None), None)


@dataclass(frozen=True, slots=True)
class IndicatorAnswer:
    """The whole answer about an indicator: the county, its benchmark, its municipalities by name.

    benchmark: the country as a rule. looks: of the municipalities' comparisons. made_up: invented figures.
    """

    card: IndicatorCard
    county: Series | None
    benchmark: Series | None
    municipalities: tuple[Series, ...]
    looks: Looks | None
    by_sex: tuple[Series, ...] = ()
    made_up: bool = False
    caveats: tuple[str, ...] = field(default=())
