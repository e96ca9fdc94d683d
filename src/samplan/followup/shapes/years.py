"""A question over the years: how many chose what, which bodies moved, and their words side by side. No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samplan.actors.shapes import Sentences
from samplan.followup.shapes.rounds import Choice


@dataclass(frozen=True, slots=True)
class YearOf:
    """How a question was answered in a year. counts: how many chose each; silent: how many did not answer.

    silent is None where nobody tells: of a sum readers know how many filled it in, and no more. breaks: it was another
    question the year before it in the row, so the two are not compared. moved: how many bodies chose otherwise that
    year, None where nothing is compared or who they are is not shown.
    """

    year: int
    text: Sentences
    counts: tuple[tuple[Choice, int], ...]
    silent: int | None
    asked: int
    breaks: bool = False
    moved: int | None = None


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a body answered in a year: chosen is None for words alone and for silence (answered: False).

    moved: it chose otherwise the year before in the row, to the same question. more: what it filled in, each with its
    label; readers never see it.
    """

    chosen: Choice | None
    text: str
    answered: bool
    moved: bool = False
    corrected: date | None = None
    more: tuple[tuple[Sentences, Sentences], ...] = ()


@dataclass(frozen=True, slots=True)
class BodyYears:
    """A body's answers by year; None where it was not asked, or where its answer is not shown."""

    body: str
    cells: tuple[YearCell | None, ...]


@dataclass(frozen=True, slots=True)
class SumOf:
    """What was filled in in a year, added up: n of those asked filled it in. target: the year's, if there is one.

    corrected: the latest day on which one of the values was put right after the round was closed.
    """

    value: Sentences
    n: int
    asked: int
    target: int | None = None
    corrected: date | None = None


@dataclass(frozen=True, slots=True)
class SumYears:
    """A field of a question, added up year by year; None where nobody filled it in, or where the sum is not shown."""

    field: Sentences
    cells: tuple[SumOf | None, ...]


@dataclass(frozen=True, slots=True)
class QuestionYears:
    """A question with all its years, the oldest first. text: the newest. missing: years in which it was not asked.

    sums: what was filled in beside the choice and the words, field by field.
    """

    code: str
    number: int
    part: Sentences
    short: Sentences
    text: Sentences
    years: tuple[YearOf, ...]
    bodies: tuple[BodyYears, ...]
    missing: tuple[int, ...] = ()
    sums: tuple[SumYears, ...] = ()

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
