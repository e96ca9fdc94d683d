"""What a source gave, in one shape for all sources, before anything is read into it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields


@dataclass(frozen=True, slots=True)
class GivenIndicator:
    """An indicator as its source describes it. The fields after `published` are told by some sources only.

    levels: unit kinds that it has ("municipality", "region", "country"). published: the period that the source will
    publish next, "" when it publishes no more. years: length of its windows. breaks: days as 2021-01-01. margin: code
    of the indicator that holds its uncertainty. What is "" or 0 is read from title and definition when it is stored.
    """

    code: str
    title: str
    definition: str
    by_sex: bool = False
    levels: tuple[str, ...] = ()
    operating_area: str = ""
    published: str = ""
    measure: str = ""
    unit: str = ""
    producer: str = ""
    polarity: str = ""
    years: int = 0
    breaks: tuple[str, ...] = ()
    margin: str = ""
    hiding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenUnit:
    """A unit. kind: "municipality", "region", "country" or "group"."""

    id: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class GivenGroup:
    """A group of units, with the ids of its members."""

    id: str
    title: str
    members: tuple[str, ...]


@dataclass(slots=True)
class GivenValues:
    """Values as columns of one length, as they came. period: the source's text. sex: T, K or M.

    status: the source's own word for why there is no value. deleted: the source took the figure back. members: how
    many units a group's value is made from. fetched_at: when the answer came, as 2026-11-28 03:00:00 UTC.
    """

    indicator: list[str] = field(default_factory=list)
    unit: list[str] = field(default_factory=list)
    period: list[str] = field(default_factory=list)
    sex: list[str] = field(default_factory=list)
    value: list[float | None] = field(default_factory=list)
    low: list[float | None] = field(default_factory=list)
    high: list[float | None] = field(default_factory=list)
    numerator: list[float | None] = field(default_factory=list)
    denominator: list[float | None] = field(default_factory=list)
    status: list[str] = field(default_factory=list)
    deleted: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        """Number of values."""
        return len(self.indicator)

    def add(
        self,
        indicator: str,
        unit: str,
        period: str,
        sex: str,
        value: float | None,
        *,
        status: str = "",
        deleted: bool = False,
        low: float | None = None,
        high: float | None = None,
        numerator: float | None = None,
        denominator: float | None = None,
    ) -> None:
        """Add one value."""
        self.indicator.append(indicator)
        self.unit.append(unit)
        self.period.append(period)
        self.sex.append(sex)
        self.value.append(value)
        self.low.append(low)
        self.high.append(high)
        self.numerator.append(numerator)
        self.denominator.append(denominator)
        self.status.append(status)
        self.deleted.append(deleted)

    def extend(self, other: GivenValues) -> None:
        """Add the values of another."""
        for told in fields(self):
            getattr(self, told.name).extend(getattr(other, told.name))
