"""When an area was last followed up, in a line on its page in the workspace."""

from __future__ import annotations

from dataclasses import dataclass

from samplan.plans.catalogue import attainment_label
from samplan.plans.shapes.content import Label
from samplan.plans.shapes.editing import AreaForEditing
from samplan.plans.shapes.followed import FollowedBy


@dataclass(frozen=True, slots=True)
class LastFollowed:
    """The latest year of an area's follow-up. judged: it was judged, else questions about it were answered.

    plan_id: of the plan whose year it was judged in; an earlier one where the area came out of that. was: the area that
    this was a part of then.
    """

    year: int
    judged: bool
    label: Label | None
    text: str
    plan_id: int
    was: str


def last_followed(area: AreaForEditing) -> LastFollowed | None:
    """What rounds and judged years last told of the area; None when they tell nothing. No query."""
    told = area.followed.areas.get(area.id, ())
    if not told:
        return None
    last = told[0]
    judged, label = last.by is FollowedBy.JUDGED, attainment_label(last.value)
    return LastFollowed(last.year, judged, label, last.text, last.number, last.was)
