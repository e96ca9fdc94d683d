"""What the questions answer with, beside the answer about one indicator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from samplan.analysis.results.cells import (
    Cell,
    Comparison,
    IndicatorAnswer,
    IndicatorCard,
    Looks,
    Outcome,
    Period,
    Series,
    Unit,
)


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """A unit beside those that Kolada finds similar, members as they were when the group was fetched.

    mean: of the members that show a value, unweighted and our own processing; None with fewer than two.
    members: by name, the unit itself not among them. looks: of the members' comparisons with the unit's own value.
    """

    card: IndicatorCard
    unit: Series
    group: Unit | None
    mean: Cell | None
    members: tuple[Series, ...]
    looks: Looks | None
    groups: tuple[Unit, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridLine:
    """A unit's newest cell of each indicator, in the order of the grid's cards; None where nothing was received."""

    unit: Unit
    cells: tuple[tuple[Cell, Comparison] | None, ...]


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """Units by name against indicators in the order asked for. Nothing is ranked. benchmark: the country's line."""

    cards: tuple[IndicatorCard, ...]
    lines: tuple[GridLine, ...]
    benchmark: tuple[Cell | None, ...]
    looks: Looks
    caveats: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SexDifference:
    """Women and men of a unit in one period; the difference is women minus men."""

    unit: Unit
    period: Period
    women: Cell
    men: Cell
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class SexAnswer:
    """Sex differences by unit, the county first and then municipalities by name. reason: why there are none."""

    card: IndicatorCard
    differences: tuple[SexDifference, ...]
    looks: Looks | None
    reason: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeDifference:
    """Another age beside the indicator's own, in one place and period; the difference is the other minus the own.

    card: of the other age. overlapping: both ages hold some persons, so that a difference is rather missed.
    """

    card: IndicatorCard
    unit: Unit
    period: Period
    other: Cell
    own: Cell
    comparison: Comparison
    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class AgeAnswer:
    """Differences between ages: the county first, then municipalities by name. reason: why there are none.

    others: the indicator for other ages, with the county's newest cell of each; None where it has none.
    looks: of the county's ages; place_looks: of the municipalities'. Each family is counted together.
    """

    card: IndicatorCard
    differences: tuple[AgeDifference, ...]
    looks: Looks | None
    place_looks: Looks | None
    others: tuple[tuple[IndicatorCard, Cell | None], ...] = ()
    reason: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeLine:
    """An indicator of one place with its other ages, each in the newest period that shows both, by title."""

    card: IndicatorCard
    differences: tuple[AgeDifference, ...]


@dataclass(frozen=True, slots=True)
class UnitAges:
    """The ages of one place's indicators, in the order asked for. looks: all comparisons, counted together."""

    unit: Unit
    lines: tuple[AgeLine, ...]
    looks: Looks | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """An indicator on one line: a unit's series with verdict and trend, its county's and the country's newest cell."""

    card: IndicatorCard
    series: Series
    county: Cell | None
    benchmark: Cell | None
    caveats: tuple[str, ...] = ()
    by_sex: SexDifference | None = None


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """All chosen indicators of one unit, in the order asked for. missing: ids that the store does not know.

    sex_looks: the comparisons of women with men, which are counted together for themselves; None without any.
    """

    unit: Unit
    lines: tuple[FactLine, ...]
    looks: Looks
    missing: tuple[str, ...] = ()
    made_up: bool = False
    sex_looks: Looks | None = None


@dataclass(frozen=True, slots=True)
class CompareLine:
    """An indicator of several places, in the order of the answer's units; a place without cells has an empty series."""

    card: IndicatorCard
    series: tuple[Series, ...]
    benchmark: Series | None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """Chosen indicators of chosen places. looks: all comparisons with the country, counted together.

    missing, unknown: ids of indicators and of places that nobody knows.
    """

    units: tuple[Unit, ...]
    lines: tuple[CompareLine, ...]
    looks: Looks
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A unit in a funnel: its cell and on which side of the limits it lies. far: beyond those of 99.8 per cent too."""

    cell: Cell
    outcome: Outcome
    far: bool
    survives: bool | None = None


@dataclass(frozen=True, slots=True)
class FunnelAnswer:
    """Values against their base, with the limits of chance round the average. curves: base, low and high at each level.

    dispersion: how much wider than chance the points lie (1: as chance); points without a known base are left out, and
    counted in left_out by the code of the reason.
    """

    card: IndicatorCard
    period: Period | None
    average: float | None
    points: tuple[FunnelPoint, ...]
    curves: tuple[tuple[float, float, float, float, float], ...]
    dispersion: float | None
    looks: Looks | None
    left_out: dict[str, int] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YesCount:
    """How many of some municipalities answer yes. there: how many there are; who has not answered has not said no.

    by_answer: how many gave each answer, in the words of the indicator, the one that means yes first.
    """

    yes: int
    answered: int
    there: int
    by_answer: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> float | None:
        """Per cent of those that have answered; None where nobody has."""
        return 100 * self.yes / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class YesPeriod:
    """A county's municipalities in one period beside all of the country's, its own among them.

    country: None where no other municipality has answered; then published is the country's share in per cent as its
    source gives it.
    """

    period: Period
    county: YesCount
    country: YesCount | None
    published: float | None = None


@dataclass(frozen=True, slots=True)
class YesAnswer:
    """How many of the municipalities answer yes, period by period, the newest last.

    comparison: of the newest, with the country's other municipalities (or the published share). saying: the answer that
    is counted as yes. reason: why there is nothing.
    """

    card: IndicatorCard
    saying: str
    periods: tuple[YesPeriod, ...]
    comparison: Comparison | None
    reason: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator that differs from the country beyond chance for a unit; survives among all that were looked at."""

    card: IndicatorCard
    cell: Cell
    benchmark: Cell
    comparison: Comparison
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScreeningAnswer:
    """Hits by area of operation and name, never ranked. not_judged: how many could not be, by the reason's code.

    old: how many have a newest period from before the time that was asked for, and were not looked at.
    """

    unit: Unit
    groups: tuple[tuple[str, tuple[Hit, ...]], ...]
    looks: Looks
    not_judged: dict[str, int] = field(default_factory=dict)
    old: int = 0


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A figure that is another than it was; before is None when it is new. kind: new, revised, withdrawn, returned."""

    card: IndicatorCard
    kind: str
    before: Cell | None
    after: Cell


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """What changed since a moment. indicators: retitled, redefined, discontinued or removed ones, with the kind."""

    since: datetime
    cells: tuple[ChangedCell, ...]
    indicators: tuple[tuple[IndicatorCard, str], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class HistoryAnswer:
    """An indicator as it was known at the end of a day, and as it is now. days: when any figure came or changed.

    title, definition: those that held that day, "" where the indicator was not there yet.
    """

    day: date
    then: IndicatorAnswer
    now: IndicatorAnswer
    days: tuple[date, ...]
    title: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ProcessAnswer:
    """A county's unbroken series with the limits of what is usual. reason: the code of why there are none.

    limits: lower, mean and upper at each cell. signals: the code of why each cell is special, "none" for most.
    assurance: the code of what the process will do about its target, "" without one.
    """

    card: IndicatorCard
    cells: tuple[Cell, ...]
    limits: tuple[tuple[float, float, float], ...] = ()
    signals: tuple[str, ...] = ()
    assurance: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A figure of the plan's long-term goal beside what the plan wants: where it began, where it is, where it shall be.

    against_target: the newest value against the target, as against a fixed value; None without a target. changed: what
    became of the indicator since its definition was frozen ("retitled", …), empty for nothing. Nothing is credited to
    anybody's action.
    """

    card: IndicatorCard
    series: Series
    benchmark: Series | None
    baseline: float | None
    baseline_period: str
    target: float | None
    target_on: date | None
    against_target: Comparison | None
    changed: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """The figures of a goal for a county. missing: ids that nobody knows any more. looks: against the country."""

    lines: tuple[PanelLine, ...]
    looks: Looks
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Indicators that fit some words, best first, and how many there are in all."""

    cards: tuple[IndicatorCard, ...]
    total: int
    areas: tuple[tuple[str, int], ...] = ()
    """Areas of operation with how many of the hits each has."""
