"""What crosses the door about a plan's own figures: ties to official ones, own values, files with rows. No Django."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.analysis.results import IndicatorCard, Measure, Period, PeriodKind, Polarity, Sex, Status

COUNTRY = "0000"
OWN = "own:"
"""How the id of an indicator with own values begins; its number follows."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator was when it was chosen. It stays so, whatever becomes of the indicator at its source.

    reference: source and code ("kolada:N01452"), empty for the county's own values. unit: of the value ("procent").
    """

    title: str
    definition: str = ""
    reference: str = ""
    measure: Measure = Measure.OTHER
    unit: str = ""
    producer: str = ""
    fetched_on: date | None = None
    window: int = 1
    suicide: bool = False


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a plan wants to go with a figure. baseline: the value that it starts from, of the period so named.

    for_goal: whether it tells of the plan's long-term goal, and so stands on the plan's own page.
    """

    polarity: Polarity = Polarity.NONE
    baseline: float | None = None
    baseline_period: str = ""
    target: float | None = None
    target_on: date | None = None
    for_goal: bool = False


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Which value: unit is a code as Kolada's ("2080", "0020", "0000"), or body is the id of one of the county's."""

    period: Period
    sex: Sex = Sex.TOTAL
    unit: str = ""
    body: int | None = None


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """What stands in a cell of own values; None where nothing is known. value is of the indicator's unit."""

    status: Status = Status.VALUE
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None


NUMBERS = tuple(f.name for f in fields(OwnNumbers) if f.name != "status")


@dataclass(frozen=True, slots=True)
class OwnValueShape:
    """A value with its id and the version that the next change must have seen."""

    id: int
    version: int
    key: OwnKey
    numbers: OwnNumbers
    body_name: str = ""


@dataclass(frozen=True, slots=True)
class FigureShape:
    """A figure of a plan's indicator: its frozen definition and its aim.

    figure_id is the id that questions are asked with: the reference, or "own:" and the number for own values.
    """

    id: int
    version: int
    indicator: int
    area: int
    plan: int
    indicator_text: str
    definition: Definition
    aim: Aim

    @property
    def figure_id(self) -> str:
        """The id to ask questions with."""
        return self.definition.reference or f"{OWN}{self.id}"

    @property
    def own(self) -> bool:
        """Whether it holds the county's own values."""
        return not self.definition.reference

    def card(self) -> IndicatorCard:
        """What the answers say of it."""
        told = self.definition
        return IndicatorCard(
            id=self.figure_id,
            title=told.title,
            definition=told.definition,
            measure=told.measure,
            unit=told.unit,
            producer=told.producer,
            source="own" if self.own else told.reference.partition(":")[0],
            polarity=self.aim.polarity,
            window=told.window,
            suicide=told.suicide,
        )


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of a file. line: as the file counts them, None for the file as a whole."""

    line: int | None
    said: Sentences


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file as it was understood; before: what stands there now, None where nothing does."""

    line: int
    key: OwnKey
    numbers: OwnNumbers
    before: OwnNumbers | None = None


@dataclass(frozen=True, slots=True)
class ValueFileShape:
    """A file that was read: what it would do, or what it did. put, undone: whether it was put in, and taken out."""

    id: int
    name: str
    figure: int
    rows: tuple[FileRow, ...]
    faults: tuple[RowFault, ...]
    put: bool
    undone: bool

    @property
    def new(self) -> int:
        """How many values are new."""
        return sum(r.before is None for r in self.rows)

    @property
    def changed(self) -> int:
        """How many values become others."""
        return sum(r.before is not None and r.before != r.numbers for r in self.rows)


def key_to_json(key: OwnKey) -> dict[str, Any]:
    """A key as JSON."""
    period = asdict(key.period) | {"start": key.period.start.isoformat()}
    return {"period": period, "sex": key.sex.value, "unit": key.unit, "body": key.body}


def key_from_json(told: Mapping[str, Any]) -> OwnKey:
    """The key again."""
    period = told["period"]
    when = Period(date.fromisoformat(period["start"]), PeriodKind(period["kind"]), period["years"], period["label"])
    return OwnKey(when, Sex(told["sex"]), told["unit"], told["body"])


def numbers_to_json(numbers: OwnNumbers) -> dict[str, Any]:
    """What stands in a cell as JSON."""
    return asdict(numbers) | {"status": numbers.status.value}


def numbers_from_json(told: Mapping[str, Any]) -> OwnNumbers:
    """What stands in a cell again."""
    return OwnNumbers(**{**told, "status": Status(told["status"])})


def faults_in(numbers: OwnNumbers, measure: Measure) -> tuple[str, Sentences] | None:
    """The first thing that cannot be so, with the number it is about; None when all is well.

    The same rules hold for one value, for a row of a file and for what a source publishes.
    """
    return next((found for rule in _RULES if (found := rule(numbers, measure)) is not None), None)


def lacks_base(numbers: OwnNumbers, measure: Measure, unit: str) -> bool:
    """Whether a counted share or rate does not tell how many of how many. unit: its code, empty for a body."""
    counted = measure in {Measure.SHARE, Measure.RATE} and unit != COUNTRY and numbers.value is not None
    return counted and None in (numbers.numerator, numbers.denominator)


def own_faults_in(numbers: OwnNumbers, measure: Measure, unit: str) -> tuple[str, Sentences] | None:
    """The same for one of the county's own values, and what its privacy asks for. unit: its code, empty for a body.

    A counted share or rate tells how many of how many: a per cent alone may be of two persons, and nobody would see.
    """
    found = faults_in(numbers, measure)
    if found is not None or not lacks_base(numbers, measure, unit):
        return found
    return "numerator" if numbers.numerator is None else "denominator", Sentences(
        "Fyll i både täljare och nämnare: hur många av hur många. Utan dem syns det inte om antalet är litet.",
        "Fill in both numerator and denominator: how many of how many. Without them a small count goes unseen.",
    )


Found = tuple[str, Sentences] | None


def _finite(n: OwnNumbers, _measure: Measure) -> Found:
    for name in NUMBERS:
        told = getattr(n, name)
        if told is not None and not math.isfinite(told):
            return name, Sentences("Det här är inget tal.", "This is not a number.")
    return None


def _status_and_value(n: OwnNumbers, _measure: Measure) -> Found:
    shown = n.status in {Status.VALUE, Status.ZERO}
    if shown and n.value is None:
        return "value", Sentences(
            "Värdet saknas. Fyll i det, eller välj varför det inte finns.",
            "The value is missing. Fill it in, or choose why there is none.",
        )
    if not shown and any(getattr(n, name) is not None for name in NUMBERS):
        return "status", Sentences(
            "Läget säger att värdet inte finns, men tal är ifyllda. Ta bort talen eller ändra läget.",
            "The status says that there is no value, but numbers are given. Remove them or change the status.",
        )
    if n.status is Status.ZERO and n.value != 0:
        return "value", Sentences("Läget säger noll, men värdet är ett annat.", "The status says nought, not this.")
    return None


def _interval(n: OwnNumbers, _measure: Measure) -> Found:
    if (n.low is None) != (n.high is None):
        return "high" if n.high is None else "low", Sentences(
            "Ett intervall har två gränser. Fyll i båda eller ingen.",
            "An interval has two limits. Fill in both or none.",
        )
    if n.low is not None and n.high is not None and n.value is not None and not n.low <= n.value <= n.high:
        return "low", Sentences("Värdet ligger utanför sitt intervall.", "The value lies outside its interval.")
    return None


def _base(n: OwnNumbers, measure: Measure) -> Found:
    if n.denominator is not None and n.denominator <= 0:
        return "denominator", Sentences("Nämnaren ska vara större än noll.", "The denominator must be above nought.")
    if n.numerator is not None and n.numerator < 0:
        return "numerator", Sentences("Täljaren kan inte vara mindre än noll.", "The numerator cannot be below nought.")
    shares = {Measure.SHARE, Measure.SURVEY_SHARE}
    if measure in shares and n.numerator is not None and n.denominator is not None and n.numerator > n.denominator:
        return "numerator", Sentences(
            "Täljaren är större än nämnaren. En andel kan inte vara mer än allt.",
            "The numerator is above the denominator. A share cannot be more than the whole.",
        )
    return None


def _scale(n: OwnNumbers, measure: Measure) -> Found:
    if n.value is None:
        return None
    if measure in {Measure.SHARE, Measure.SURVEY_SHARE} and not 0 <= n.value <= 100:
        return "value", Sentences("En andel skrivs i procent, 0 till 100.", "A share is written in per cent, 0 to 100.")
    if measure in {Measure.COUNT, Measure.RATE} and n.value < 0:
        return "value", Sentences("Ett antal kan inte vara mindre än noll.", "A count cannot be below nought.")
    return None


SCALES = {Measure.SHARE: (100.0,), Measure.RATE: tuple(10.0**n for n in range(7))}
"""What values are told per: hundreds, and for rates any of what is usual, one to a million."""


def _decimals(value: float) -> int:
    """How many decimals a value is written with: as exact as it is written, so exactly must it agree."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _agrees(n: OwnNumbers, measure: Measure) -> Found:
    """A count is what is counted; a share or rate with its base is that base's, to what rounding may do."""
    if n.value is None or n.numerator is None:
        return None
    if measure is Measure.COUNT and n.value != n.numerator:
        return "value", Sentences(
            "Värdet och täljaren är olika tal. Ett antal skrivs en gång, som värde.",
            "The value and the numerator differ. A count is written once, as the value.",
        )
    scales = SCALES.get(measure, ())
    if not scales or n.denominator is None:
        return None
    off = max(0.51 * 10.0 ** -_decimals(n.value), 1e-6)
    if all(abs(scale * n.numerator / n.denominator - n.value) > off for scale in scales):
        return "value", Sentences(
            "Värdet stämmer inte med täljare och nämnare. Rätta ett av talen.",
            "The value does not agree with numerator and denominator. Correct one of the numbers.",
        )
    return None


_RULES = (_finite, _status_and_value, _interval, _base, _scale, _agrees)
