"""What a formula returns: a value with its interval, or the reason for having none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class NoInterval(StrEnum):
    """Why a value stands without an interval."""

    TOTAL = "total"
    """A total count: nothing was drawn by lot."""
    NOT_PUBLISHED = "not_published"
    """A sample, but its publisher gives no interval."""
    MODEL = "model"
    """An index, a sum of money or the like, for which no interval is known."""
    TOO_FEW = "too_few"
    """The base is too small for the method."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval at a level (0.95), the method's name and the numbers that it was made from.

    low and high are None exactly when no_interval says why. inputs: name of the number -> number, for the reader who
    computes again. Values keep the scale of the method (`multiplier` among the inputs where there is one).
    """

    value: float
    low: float | None
    high: float | None
    level: float
    method: str
    inputs: dict[str, float] = field(default_factory=dict)
    no_interval: NoInterval | None = None

    def __post_init__(self) -> None:
        """An interval or the reason for none, never both, never neither."""
        if (self.low is None or self.high is None) != (self.no_interval is not None):
            raise ValueError("an estimate has an interval or the reason for having none")


class CannotCompute(ValueError):
    """A formula refuses: the base is nought, a number is missing, or the method does not hold there.

    code: a short name that the words on screen hang on, such as "base_is_zero", "missing_count", "too_few_events".
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
