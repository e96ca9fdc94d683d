"""What the columns under one header hold, weighed together: the word over each, its content, its place, its neighbours.

Each column has a sum for each role that it may have. Of all ways to give the columns roles the one with the best total
is chosen; how much the next best lacks tells how sure that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from samplan.intake.recognisers.structured.areacolumns import ENOUGH, Standing, area_score
from samplan.intake.recognisers.structured.areanames import may_name_area
from samplan.intake.recognisers.structured.content import is_doing, is_goal_like, is_sum, measures, share
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Role

AIMS = frozenset({Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL, Role.OVERALL_GOAL})
DONE = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})
TEXTUAL = frozenset(
    {Role.FOLLOWUP, Role.COMMENT, Role.NEEDS, Role.BACKGROUND, Role.REPORTED, Role.FUND, Role.PERSPECTIVE, Role.ABOUT}
)  # fmt: skip
"""Roles of running words that no test knows by their content, only what they are not."""
TYPED = frozenset({Role.TIME, Role.START, Role.END, Role.COST, Role.RESPONSIBLE, Role.INDICATOR})
WEIGHED = AIMS | TYPED | TEXTUAL | {Role.ACTIVITY, Role.AREA, Role.UNKNOWN}
"""Roles that are weighed; a column of any other is left as its header says."""

_LONE = frozenset({Role.AREA, Role.TIME, Role.RESPONSIBLE, Role.COST})
"""Roles that one column of a table has, where no word over another says that it has it too."""
_BY_CONTENT = (Role.AREA, Role.TIME, Role.COST, Role.RESPONSIBLE, Role.INDICATOR, Role.ACTIVITY, Role.GOAL)
_IMPOSSIBLE = -1.5
_TWICE = {Role.ACTIVITY: 0.5, Role.INDICATOR: 0.6, Role.GOAL: 0.3}
"""What a second column of a role costs, where no word over it says so."""
_NOTHING_DONE = 0.6
"""What a table costs in which nothing is to be done."""
_MOST_ROLES, _MOST_COLUMNS = 4, 8


@dataclass(frozen=True)
class Weighed:
    """A column as it is weighed. texts: its paragraphs. worded: how much the words over it speak for each role."""

    standing: Standing
    texts: Sequence[str]
    worded: Mapping[Role, float] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        """How many words a text has in the mean."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def fit(self) -> dict[Role, float]:
        """How far the content of the column is what each role holds, from 0 to 1."""
        return _fits(self)

    @cached_property
    def gainsaid(self) -> float:
        """How much of the content is plainly values, which no column of running words holds."""
        return max(_led(self.texts), share(self.texts, is_sum), share(self.texts, is_time))


def by_word(certainty: float) -> float:
    """How much a header's word speaks for what it means."""
    return 2.2 * certainty * certainty


def _fits(column: Weighed) -> dict[Role, float]:
    texts = column.texts
    timed, paid = share(texts, is_time), share(texts, is_sum)
    led = _led(texts)
    measured = share(texts, lambda text: len(text.split()) > 2 and measures(text))
    aimed = share(texts, lambda text: is_goal_like(text) and not measures(text))
    done = share(texts, is_doing)
    rest = max(0.0, 1 - timed - paid - led - measured - aimed - done) if column.mean >= 2.5 else 0.0
    return {
        Role.TIME: timed,
        Role.COST: paid,
        Role.RESPONSIBLE: led,
        Role.INDICATOR: measured,
        Role.GOAL: aimed,
        Role.ACTIVITY: done + 0.4 * rest,
    }


def _led(texts: Sequence[str]) -> float:
    """How far texts are names of those who do something: where some are known bodies, the others like them are too."""
    bodies = share(texts, only_bodies)
    return min(1.0, 0.4 + 0.9 * bodies) if bodies >= 0.2 and share(texts, like_name) >= 0.7 else bodies


def scores(column: Weighed, *, wanted: bool, doers: bool) -> dict[Role, float]:
    """The sum of each role that a column may have. wanted: nothing else names the areas; doers: others tell who."""
    fit = column.fit
    named = area_score(column.standing, wanted=wanted, doers=doers)
    fit_area = named - ENOUGH + 0.5 if named >= ENOUGH else _IMPOSSIBLE
    alike = share(column.texts, may_name_area) if column.mean <= 6 and column.standing.place == 0 else 0.0
    found = {Role.UNKNOWN: 0.0}
    for role in {*_BY_CONTENT, *column.worded}:
        if role is Role.AREA:
            content = fit_area
        elif role in TYPED:
            content = 2.6 * fit[Role.TIME if role in (Role.START, Role.END) else role] + _IMPOSSIBLE
        elif role in TEXTUAL:
            content = -1.5 * max(fit[Role.TIME], fit[Role.COST], fit[Role.RESPONSIBLE], alike)
        else:
            content = 1.6 * fit[Role.GOAL if role in AIMS else Role.ACTIVITY] - 0.4
        found[role] = content + column.worded.get(role, 0.0)
    return found


def assign(columns: Sequence[Weighed], known: Sequence[Role], *, wanted: bool) -> list[tuple[Role, float]]:
    """The role of each column with how much the best way without it lacks. known: those of columns that are sure."""
    sums = []
    for column in columns:
        others = [other.fit[Role.RESPONSIBLE] for other in columns if other is not column]
        doers = Role.RESPONSIBLE in known or max(others, default=0.0) >= 0.6
        ranked = sorted(scores(column, wanted=wanted, doers=doers).items(), key=lambda pair: -pair[1])
        sums.append(ranked[:_MOST_ROLES] if len(columns) <= _MOST_COLUMNS else ranked[:1])
    best: dict[tuple[int, Role], float] = {}
    _try(sums, columns, list(known), [], 0.0, best)
    chosen = []
    for place, ranked in enumerate(sums):
        totals = sorted(((best.get((place, role), -99.0), role) for role, _ in ranked), key=lambda pair: -pair[0])
        chosen.append((totals[0][1], totals[0][0] - totals[1][0] if len(totals) > 1 else 9.0))
    return chosen


def _try(
    sums: Sequence[Sequence[tuple[Role, float]]],
    columns: Sequence[Weighed],
    known: list[Role],
    given: list[Role],
    total: float,
    best: dict[tuple[int, Role], float],
) -> None:
    """Go on with each role that the next column may have; note for each column and role the best total with it."""
    place = len(given)
    if place == len(sums):
        total -= 0.0 if DONE & {*known, *given} else _NOTHING_DONE
        for at, role in enumerate(given):
            best[at, role] = max(best.get((at, role), -99.0), total)
        return
    for role, sum_ in sums[place]:
        again = role in known or role in given
        worded = columns[place].worded.get(role, 0.0) > 0
        if again and not worded and role in _LONE:
            continue
        less = _TWICE.get(role, 0.0) if again and not worded else 0.0
        _try(sums, columns, known, [*given, role], total + sum_ - less, best)
