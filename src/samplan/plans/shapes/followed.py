"""When a plan and its areas were followed up, as other rooms tell it. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FollowedBy(StrEnum):
    """What tells that something was followed up: a round of questions, a judged year, a published year."""

    ROUND = "round"
    JUDGED = "judged"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Followed:
    """That something was followed up for a year. value, text: of a judgement.

    number: of what was published; of a judged year the id of the plan that it was judged in, which may be an earlier
    one. was: the title of the area that was followed up, where it has been split since and this is a part of it.
    """

    year: int
    by: FollowedBy
    value: str = ""
    text: str = ""
    number: int = 0
    was: str = ""


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What other rooms know of a plan's follow-up: of all of it, and of its areas by their ids; the newest first.

    former: by the same ids the slugs of areas that were split, which they were parts of.
    """

    plan: tuple[Followed, ...] = ()
    areas: Mapping[int, tuple[Followed, ...]] = field(default_factory=dict)
    former: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def last_of_plan(self) -> int | None:
        """The latest year that anything of the plan was followed up for."""
        return max((f.year for some in (self.plan, *self.areas.values()) for f in some), default=None)

    @property
    def last_of_areas(self) -> dict[str, int]:
        """The latest year of each area, by its id as contents have it."""
        return {str(area): some[0].year for area, some in self.areas.items() if some}
