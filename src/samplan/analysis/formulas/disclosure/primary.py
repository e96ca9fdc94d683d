"""Which figures are too small to show, before anything is said of what adds up.

The defaults are our own policy for our own and uploaded counts. Official values are shown as their publisher shows
them; its hiding is never narrowed. A data set may be stricter; looser only by a decision that is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from samplan.analysis.formulas.given import Numbers, floats
from samplan.analysis.formulas.intervals import event_counts


class Shown(StrEnum):
    """What happens to a figure."""

    SHOW = "show"
    UNCERTAIN = "uncertain"
    """Shown, marked as uncertain."""
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What happens to a figure, and the code of why."""

    shown: Shown
    reason: str = ""


SHOW = Judgement(Shown.SHOW)


def hide(reason: str) -> Judgement:
    """The figure is hidden."""
    return Judgement(Shown.HIDE, reason)


@dataclass(frozen=True, slots=True)
class Policy:
    """The smallest numbers that are shown. A default is the least strict that needs no decision.

    count: 1 up to this are hidden (so 1-4). answers, persons: the base of a percentage, of a survey or of persons.
    numerator: of a percentage. mean: the base of a mean. events, standardised_events: of a rate, of a directly
    standardised rate. certain: rates on fewer events are marked as uncertain. decision: who decided that it is looser
    than the default, and when; without it a looser policy is refused (ValueError).

    Reference: the rules that Swedish and British publishers state (Kolada, Socialstyrelsen, Skolverket, ONS, NHS).
    """

    count: int = 5
    answers: int = 30
    persons: int = 21
    numerator: int = 4
    mean: int = 8
    events: int = 3
    standardised_events: int = 10
    certain: int = 20
    decision: str = ""

    def __post_init__(self) -> None:
        """Looser only by a named decision."""
        loose = self.looser_in()
        if loose and not self.decision.strip():
            raise ValueError(f"A rule looser than the default needs a named decision: {', '.join(loose)}.")

    def looser_in(self) -> tuple[str, ...]:
        """The numbers that are below the defaults."""
        names = [f.name for f in fields(self) if f.name != "decision"]
        defaults = {f.name: f.default for f in fields(self)}
        return tuple(n for n in names if getattr(self, n) < defaults[n])


DEFAULT = Policy()


def of_count(count: int, *, others: Sequence[int] | None = None, policy: Policy = DEFAULT) -> Judgement:
    """A number of persons. others: the numbers in the other kinds of the same group, where the reader sees them.

    1-4 are hidden. Nought is shown, unless the rest of the group is then 1-4, or everybody is of one kind among three
    or more. A group that is wholly of the kind counted is hidden too. Reasons: "small_count", "small_rest", "one_kind".

    Reference: our policy, point 2.
    """
    if 0 < count < policy.count:
        return hide("small_count")
    if others is None:
        return SHOW
    rest = sum(others)
    if 0 < rest < policy.count:
        return hide("small_rest")
    of_one_kind = sum(n > 0 for n in (count, *others)) == 1
    if of_one_kind and (count > 0 or len(others) > 1):
        return hide("one_kind")
    return SHOW


def of_share(numerator: int | None, denominator: int, *, survey: bool = False, policy: Policy = DEFAULT) -> Judgement:
    """A percentage. survey: the base is answers (30 needed), else persons (21 needed). numerator None: not known.

    A numerator of 1-3 hides it, and so does a rest of 1-3. Reasons: "few_answers", "few_persons", "small_numerator",
    "small_rest", "one_kind" (all of them).

    Reference: our policy, point 2; Kolada's rules for placed children (numerator below 4, denominator below 21).
    """
    if denominator < (policy.answers if survey else policy.persons):
        return hide("few_answers" if survey else "few_persons")
    if numerator is None:
        return SHOW
    if 0 < numerator < policy.numerator:
        return hide("small_numerator")
    if 0 < denominator - numerator < policy.numerator:
        return hide("small_rest")
    return hide("one_kind") if numerator == denominator else SHOW


def of_mean(size: int, *, policy: Policy = DEFAULT) -> Judgement:
    """A mean of so many persons: 8 needed. Reason: "few_persons".

    Reference: our policy, point 2; NHS Digital (means of up to seven persons are hidden).
    """
    return hide("few_persons") if size < policy.mean else SHOW


def of_rate(events: int, *, standardised: bool = False, policy: Policy = DEFAULT) -> Judgement:
    """A rate on so many events: 3 needed, 10 if directly standardised; below 20 it is marked as uncertain.

    Reasons: "few_events", "uncertain".

    Reference: our policy, point 3; Office for National Statistics, deaths.
    """
    if events < (policy.standardised_events if standardised else policy.events):
        return hide("few_events")
    return Judgement(Shown.UNCERTAIN, "uncertain") if events < policy.certain else SHOW


def small_counts(counts: Numbers, *, policy: Policy = DEFAULT) -> npt.NDArray[np.bool_]:
    """Which of many counts are 1-4. Missing ones are not."""
    given = floats(counts)
    return (given > 0) & (given < policy.count)


def counts_behind(shown: float, decimals: int, base: int, *, multiplier: float = 100) -> range:
    """The counts that a rate or percentage may come from, as it is shown, when its base is known.

    One count alone means that the rounded figure tells the hidden count: hide it with the count.

    Reference: our policy, "leaks that the table does not show".
    """
    half = 0.5 * 10.0**-decimals
    lowest = np.ceil((shown - half) / multiplier * base - 1e-9)
    highest = np.floor((shown + half) / multiplier * base + 1e-9)
    return range(max(0, int(lowest)), int(highest) + 1)


def count_behind_interval(low: float, high: float, *, level: float = 0.95, largest: int = 10_000) -> int:
    """The count that a rate's interval comes from: the higher limit over the lower depends on nothing else.

    So the interval of a hidden count is hidden with it, even where the population is not known.

    Reference: our policy, "leaks that the table does not show".
    """
    counts = event_counts(np.arange(1, largest + 1), level=level)
    return int(np.argmin(np.abs(np.log(counts.high / counts.low) - np.log(high / low)))) + 1
