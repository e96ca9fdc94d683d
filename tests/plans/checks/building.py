"""Small plans to check: a good one in which nothing is amiss, and ways to change one thing in it. All made up."""

from __future__ import annotations

from datetime import date
from typing import Any

from samplan.plans import checks
from samplan.plans.catalogue import activity_label, attainment_label
from samplan.plans.shapes.content import (
    ActivityContent,
    AreaContent,
    Body,
    FocusAreaContent,
    FollowUpContent,
    GoalContent,
    IndicatorContent,
    PlanContent,
    ProposalContent,
    QuestionContent,
)
from samplan.plans.shapes.exchange import Cost, Horizon, IndicatorKind
from samplan.plans.shapes.findings import Finding

TODAY = date(2026, 6, 1)
PARTY = Body(name="Region Exempel", code="region-99")


def goal(text: str = "Fler unga känner sig trygga.", *, n: int = 1, **more: Any) -> GoalContent:
    """A goal, judged."""
    told = {"level": Horizon.LONG, "attainment": attainment_label("partly"), **more}
    return GoalContent(id=f"g{n}", text=text, **told)


def activity(text: str = "Utbilda ledare i ett program.", *, n: int = 1, status: str = "", **more: Any) -> Any:
    """An activity in 2027."""
    told = {"timeframe": "2027", "start": date(2027, 1, 1), "end": date(2027, 12, 31), **more}
    return ActivityContent(id=f"a{n}", text=text, status=activity_label(status), **told)


def indicator(text: str = "Andel unga som känner sig trygga", *, n: int = 1, **more: Any) -> IndicatorContent:
    """A share with its source."""
    told = {"kind": IndicatorKind.SHARE, "source": "Liv och hälsa ung", **more}
    return IndicatorContent(id=f"i{n}", text=text, **told)


def followup(text: str = "Två kurser är hållna.", *, n: int = 1, year: int | None = 2026, **more: Any) -> Any:
    """What was said this year."""
    return FollowUpContent(id=f"f{n}", text=text, year=year, **more)


def question(
    text: str = "Hur kan fler unga få någon att prata med?", *, n: int = 1, actor: str | None = "Skolan", **m: Any
):
    """A challenge question with a proposal."""
    proposals = m.pop("proposals", [ProposalContent(id=f"p{n}", text=f"Öppen mottagning nummer {n}", actor=actor)])
    return QuestionContent(id=f"q{n}", text=text, proposals=proposals)


def area(n: int = 1, **more: Any) -> AreaContent:
    """An area in which nothing is amiss. n makes its id, number and words."""
    told: dict[str, Any] = {
        "number": f"1.{n}",
        "title": f"Påhittat område {n}",
        "focus_areas": [1],
        "identified_by": "Exempelnätverket",
        "background": f"Behovet är beskrivet i underlag {n}.",
        "goals": [goal(f"Fler unga i del {n} känner sig trygga.", n=n)],
        "activities": [activity(f"Utbilda ledare i del {n} av länet.", n=n)],
        "indicators": [indicator(f"Andel unga i del {n} som känner sig trygga", n=n)],
        "responsible": [PARTY],
        "costs": [Cost(year=2027, min="1000", max="2000")],
        "followups": [followup(f"Kurs nummer {n} är hållen.", n=n)],
        **more,
    }
    return AreaContent(id=str(n), slug=f"omrade-{n}", **told)


def asking(n: int = 1, **more: Any) -> AreaContent:
    """An area that plans by questions."""
    bare: dict[str, Any] = {"goals": [], "activities": [], "indicators": [], "costs": []}
    return area(n, **{**bare, "challenge_questions": [question(n=n)], "followup_questions": ["Vad gjordes?"], **more})


def plan(*areas: AreaContent, **more: Any) -> PlanContent:
    """A plan of these areas; of two good ones when none is given."""
    told: dict[str, Any] = {
        "title": "Exempelläns plan",
        "parties": [PARTY],
        "valid_from": date(2025, 1, 1),
        "valid_to": date(2028, 12, 31),
        "focus_areas": [FocusAreaContent(number=1, title="Förebygga")],
        **more,
    }
    return PlanContent(id="77", slug="plan", areas=list(areas or (area(1), area(2))), **told)


def with_goal(text: str = "Fler unga känner sig trygga.", **more: Any) -> PlanContent:
    """A plan whose first area has this goal."""
    return plan(area(1, goals=[goal(text, **more)]), area(2))


def with_activity(text: str = "Utbilda ledare.", **more: Any) -> PlanContent:
    """A plan whose first area has this activity and no follow-up of its own year."""
    return plan(area(1, activities=[activity(text, **more)]), area(2))


def with_indicator(text: str = "Andel som deltar", **more: Any) -> PlanContent:
    """A plan whose first area has this indicator."""
    return plan(area(1, indicators=[indicator(text, **more)]), area(2))


def with_text(text: str) -> PlanContent:
    """A plan whose first area has this background."""
    return plan(area(1, background=text), area(2))


def with_responsible(*names: str, code: str | None = None) -> PlanContent:
    """A plan whose first area names these as responsible."""
    return plan(area(1, responsible=[Body(name=name, code=code) for name in names]), area(2))


def found(content: PlanContent, code: str, today: date = TODAY) -> list[Finding]:
    """The findings of one predicate."""
    return [f for f in checks.check_plan(content, today) if f.code == code]
