"""A question over the years: how many chose what, which bodies moved, and their words side by side. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samplan.actors.shapes import Sentences
from samplan.followup.shapes.rounds import Choice


@dataclass(frozen=True, slots=True)
class YearOf:
    """How a question was answered in a year. counts: how many chose each; silent: how many did not answer.

    breaks: it was another question the year before it in the row, so the two are not compared. moved: how many bodies
    chose otherwise that year, None where nothing is compared or who they are is not shown.
    """

    year: int
    text: Sentences
    counts: tuple[tuple[Choice, int], ...]
    silent: int
    asked: int
    breaks: bool = False
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a body answered in a year: chosen is None for words alone and for silence (answered: False).

    moved: it chose otherwise the year before in the row, to the same question.
    """

    chosen: Choice | None
    text: str
    answered: bool
    moved: bool = False
    corrected: date | None = None


@dataclass(frozen=True, slots=True)
class BodyYears:
    """A body's answers by year; None where it was not asked, or where its answer is not shown."""

    body: str
    cells: tuple[YearCell | None, ...]


@dataclass(frozen=True, slots=True)
class QuestionYears:
    """A question with all its years, the oldest first. text: the newest. missing: years in which it was not asked."""

    code: str
    number: int
    part: Sentences
    short: Sentences
    text: Sentences
    years: tuple[YearOf, ...]
    bodies: tuple[BodyYears, ...]
    missing: tuple[int, ...] = ()

    @property
    def stretches(self) -> tuple[tuple[YearOf, ...], ...]:
        """The years in stretches within which the question is the same."""
        found: list[list[YearOf]] = []
        for year in self.years:
            if year.breaks or not found:
                found.append([])
            found[-1].append(year)
        return tuple(map(tuple, found))

    @property
    def rows(self) -> tuple[BodyYears, ...]:
        """The bodies of which something is shown."""
        return tuple(b for b in self.bodies if any(c is not None for c in b.cells))
