"""Asks every predicate."""

from __future__ import annotations

from datetime import date

from samplan.plans.checks.registry import codes, look_at_area, look_at_plan
from samplan.plans.checks.sight import AreaSight, Around, Sight, around_of
from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.findings import Finding
from samplan.plans.shapes.followed import FollowedUp
from samplan.plans.shapes.terms import Term

NOTHING_KNOWN = FollowedUp()


def check_plan(
    content: PlanContent, today: date, followed: FollowedUp = NOTHING_KNOWN, terms: tuple[Term, ...] = ()
) -> tuple[Finding, ...]:
    """Every finding of a plan, in the catalogue's order of predicates and then the plan's own order.

    The work grows with the size of the plan. today: the day that the times of the plan are held against. followed:
    what rounds, judged years and published years tell of its follow-up, beside the plan's own texts.
    terms: the words that the county has said something of itself.
    """
    sight = Sight(content, around_of(content, today, followed, terms))
    found = look_at_plan(sight)
    for area in sight.areas:
        found += look_at_area(area)
    rank = {code: at for at, code in enumerate(codes())}
    return tuple(sorted(found, key=lambda f: rank[f.code]))


def check_area(area: AreaContent, around: Around) -> tuple[Finding, ...]:
    """What concerns one area by itself: findings that need the whole plan are left out."""
    return tuple(look_at_area(AreaSight(area, around)))
