"""Plans as content, made from plan files: what the layouts set and the editions freeze."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

from hypothesis import strategies as st
from tests.plans.strategies import plan_files

from samplan.plans.shapes import content as c
from samplan.plans.shapes.exchange import Area, GoalStatus, Horizon, PlanFile

STATUSES = (
    c.Label(code="ongoing", sv="Pågår", en="Ongoing", mark="ongoing"),
    c.Label(code="done", sv="Klar", en="Done", mark="done"),
)
ATTAINED = c.Label(code="partly", sv="Delvis uppnått", en="Partly achieved", mark="partly")
NEED_FIELDS = {"text", "source", "year", "evidence"}
GOAL_WORDS = {
    GoalStatus.ACHIEVED: "Uppnått",
    GoalStatus.PARTLY: "Delvis uppnått",
    GoalStatus.NOT_ACHIEVED: "Inte uppnått",
    GoalStatus.NOT_STARTED: "Inte påbörjat",
    GoalStatus.ONGOING: "Arbete pågår",
}


def content_of(plan: PlanFile, *, judged: bool = False) -> c.PlanContent:
    """The plan file as content; judged: every other activity has a status and every other goal a judgement."""
    ids = count(1)
    return c.PlanContent(
        id="1",
        slug="plan",
        title=plan.title or "",
        county_code=plan.county_code,
        county=plan.county,
        county_slug="exempellan",
        made_up=True,
        parties=[c.Body(name="Region Exempel", code="region-0099"), c.Body(name="Almby kommun")],
        valid_from=plan.valid_from,
        valid_to=plan.valid_to,
        overall_goals=plan.overall_goals,
        target_images=plan.target_images,
        focus_areas=[c.FocusAreaContent(number=f.number, title=f.title) for f in plan.focus_areas],
        perspectives=plan.perspectives,
        areas=[_area(area, ids, judged) for area in plan.areas],
        funds=plan.funds,
        other=plan.other,
        opening=list(range(0, len(plan.other), 2)),
    )


def _area(area: Area, ids: count[int], judged: bool) -> c.AreaContent:
    def new() -> str:
        return str(next(ids))

    status = area.goal_status
    goals = _goals(area, new, judged)
    serves = {goal.text: goal.id for goal in reversed(goals)}
    return c.AreaContent(
        id=new(),
        slug=f"omrade-{new()}",
        number=area.number,
        title=area.title,
        group=area.group,
        focus_areas=area.focus_areas,
        identified_by=area.identified_by,
        identified_year=area.identified_year,
        background=area.background,
        needs=area.needs,
        need_rows=[c.NeedContent(id=new(), **need.model_dump(include=NEED_FIELDS)) for need in area.need_rows],
        goals=goals,
        activities=[
            c.ActivityContent(
                id=new(),
                status=STATUSES[n % 2] if judged else None,
                responsible=[c.Body(name=name) for name in activity.responsible]
                or ([c.Body(name="Psykiatrin")] if judged and n % 2 else []),
                goal=serves.get(activity.goal or ""),
                **activity.model_dump(exclude={"goal", "responsible"}),
            )
            for n, activity in enumerate(area.activities)
        ],
        indicators=[c.IndicatorContent(id=new(), **indicator.model_dump()) for indicator in area.indicators],
        responsible=[c.Body(name=name) for name in area.responsible],
        costs=area.costs,
        followups=[c.FollowUpContent(id=new(), **followup.model_dump()) for followup in area.followups],
        goal_status=c.Label(code=status.value, sv=GOAL_WORDS[status], en=status.value) if status else None,
        comment=area.comment,
        challenge_questions=[
            c.QuestionContent(
                id=new(),
                text=question.text,
                proposals=[c.ProposalContent(id=new(), **p.model_dump()) for p in question.proposals],
            )
            for question in area.challenge_questions
        ],
        followup_questions=area.followup_questions,
        other=area.other,
    )


def _goals(area: Area, new: Callable[[], str], judged: bool) -> list[c.GoalContent]:
    """The goals; a step stands under the first long-term goal with the words that it names."""
    ids = [new() for _goal in area.goals]
    long = {g.text: i for g, i in reversed(list(zip(area.goals, ids, strict=True))) if g.level is Horizon.LONG}
    return [
        c.GoalContent(
            id=own,
            level=goal.level,
            text=goal.text,
            under=long.get(goal.under or ""),
            attainment=ATTAINED if judged and n % 2 else None,
        )
        for n, (goal, own) in enumerate(zip(area.goals, ids, strict=True))
    ]


def contents() -> st.SearchStrategy[c.PlanContent]:
    """Whole plans, odd characters and all."""
    files = plan_files(county_code="99", county="Exempellän")
    return st.builds(lambda plan, judged: content_of(plan, judged=judged), files, st.booleans())


def large(areas: int = 40, activities: int = 10) -> c.PlanContent:
    """A plan as large as they get: by default 40 areas with 400 activities."""
    texts = (
        "Kurser i första hjälpen till psykisk hälsa, fyra gånger om året",
        "Stöd till kommunerna att skriva en egen plan mot suicid",
        "Gemensam rutin efter suicidförsök för akuten, psykiatrin och kommunen",
    )
    times = ("2024 – och fortlöpande", "Vt 2024 / Förlängt till Ht 2026", "Ht 2025 / Påbörjat")
    return c.PlanContent(
        id="1",
        slug="stor-plan",
        title="En stor plan för Exempellän 2024–2028",
        county_code="99",
        county="Exempellän",
        county_slug="exempellan",
        made_up=True,
        valid_from=date(2024, 1, 1),
        valid_to=date(2028, 12, 31),
        focus_areas=[c.FocusAreaContent(number=n, title=f"Fokusområde nummer {n}") for n in range(1, 6)],
        areas=[
            c.AreaContent(
                id=str(a),
                slug=f"omrade-{a}",
                number=f"{a // 8 + 1}.{a % 8 + 1}",
                title=f"Utvecklingsområde nummer {a}",
                group=f"{a // 8 + 1}. Insatsområde",
                focus_areas=[a % 5 + 1],
                background="Många fler försöker, och ännu fler sörjer någon. " * 8,
                needs="Kommunerna behöver stöd för att göra egna planer. " * 3,
                goals=[
                    c.GoalContent(id=f"{a}-l", level="long", text="Färre suicid i hela länet, i alla åldrar."),
                    c.GoalContent(
                        id=f"{a}-k", level="short", text="Alla kommuner har en egen plan.", attainment=ATTAINED
                    ),
                ],
                activities=[
                    c.ActivityContent(
                        id=f"{a}-{n}",
                        text=texts[n % 3],
                        timeframe=times[n % 3],
                        start=date(2024, 1, 1),
                        status=STATUSES[n % 2],
                        responsible=[c.Body(name="Folkhälsoenheten")],
                    )
                    for n in range(activities)
                ],
                indicators=[c.IndicatorContent(id=f"{a}-i", text="Antal kommuner med en egen plan")],
                responsible=[c.Body(name="Socialcheferna")],
            )
            for a in range(areas)
        ],
    )
