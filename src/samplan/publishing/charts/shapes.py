"""What a chart is made of. Frozen; all words are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Size(StrEnum):
    """How wide a drawing is. Letters keep their size, so each width is a drawing of its own."""

    WIDE = "wide"
    MIDDLE = "mid"
    NARROW = "narrow"
    SMALL = "small"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a time. year: where it stands on the axis, in years; end: where a period of several years ends.

    low, high: the interval, None where there is none. part: which side of the breaks it belongs to, from 0.
    """

    year: float
    value: float
    low: float | None = None
    high: float | None = None
    end: float | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's values in time order. own: the one that the chart is about; others are grey and dashed."""

    name: str
    last: str
    """The newest value as it is written at the line's end."""
    points: tuple[Point, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """Where values before and after mean different things, with what stands on each side."""

    year: float
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPicture:
    """A chart over time. title and description are what is read instead of it. ticks: year -> what it is called.

    unit: stands once, at the highest tick, as "%" does. from_zero: the scale starts at nought (rates drawn as steps).
    target: a line of its own with its word.
    """

    title: str
    description: str
    lines: tuple[Line, ...]
    unit: str = ""
    breaks: tuple[Break, ...] = ()
    target: float | None = None
    target_word: str = ""
    from_zero: bool = False
    decimals: int = 0
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A place in a funnel. base: where it stands across; side: 0 within the limits, above nought over them, else under.

    name: written beside it, "" for none.
    """

    base: float
    value: float
    side: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """A funnel. title and description are what is read instead of it. average_word: name and value at its line's end.

    curves: base, low and high of the inner limits, low and high of the outer. limit_words: the inner's and the outer's.
    across: what the bases are. decimals: of the values.
    """

    title: str
    description: str
    dots: tuple[Dot, ...]
    average: float
    average_word: tuple[str, str]
    curves: tuple[tuple[float, float, float, float, float], ...]
    limit_words: tuple[str, str]
    across: str
    unit: str = ""
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class PlaceDot:
    """A place in a row of its own. words: its value as it is written; value None: the words say why there is none."""

    name: str
    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PlacesPicture:
    """Places under one another, each with its interval, beside a benchmark. title, description: what is read instead.

    benchmark: its name and value; a line down the drawing, with the band of its interval; value None for no line.
    """

    title: str
    description: str
    dots: tuple[PlaceDot, ...]
    benchmark: PlaceDot
    unit: str = ""
    decimals: int = 1


Picture = SeriesPicture | FunnelPicture | PlacesPicture
"""What can be drawn."""
