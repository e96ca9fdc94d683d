"""Small named worlds that many tests live in. All that is in them is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests import factories

from samplan.actors.models import Partnership, Person, Role
from samplan.actors.shapes import SYSTEM
from samplan.plans.actions import load_frameworks, set_gate
from samplan.plans.models import Plan
from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    BlockKind,
    ChallengeQuestion,
    Cost,
    FocusArea,
    FollowUp,
    Fund,
    Goal,
    GoalStatus,
    Horizon,
    Indicator,
    IndicatorKind,
    OtherBlock,
    PlanFile,
    Proposal,
    TargetImage,
)
from samplan.plans.shapes.findings import GateLevel


@dataclass(frozen=True)
class World:
    """A county with one plan and one person in each role; `people[role]` finds them, `stranger` has none."""

    partnership: Partnership
    plan: Plan
    people: dict[str, Person]
    stranger: Person

    @property
    def coordinator(self) -> Person:
        """The county's coordinator."""
        return self.people[Role.COORDINATOR]


FOCUS_AREAS = [
    FocusArea(number=1, title="Förebyggande och främjande arbete"),
    FocusArea(number=2, title="Tillgängliga tidiga insatser"),
]


def goal_table_plan(activities: int = 3) -> PlanFile:
    """A plan in goal tables: one area with as many activities as wished, one without much."""
    return PlanFile(
        title="Exempelläns plan för psykisk hälsa 2025–2028",
        valid_from=date(2025, 1, 1),
        valid_to=date(2028, 12, 31),
        overall_goals=["Alla i Exempellän ska få hjälp innan det blir svårt."],
        target_images=[TargetImage(number="1", title="Ingen faller mellan stolarna", text="Vi möts i tid.")],
        focus_areas=FOCUS_AREAS,
        perspectives=["Barnperspektivet", "Jämställdhet"],
        areas=[
            Area(
                number="1.1",
                title="Suicidprevention",
                group="Förebygga",
                focus_areas=[1, 2],
                identified_by="Exempelnätverket",
                identified_year=2024,
                background="Påhittad bakgrund om länet.",
                needs="Fler behöver våga fråga.",
                goals=[
                    Goal(level=Horizon.LONG, text="Färre påhittade invånare mår dåligt."),
                    Goal(level=Horizon.SHORT, text="Tio utbildade instruktörer."),
                ],
                activities=[
                    Activity(
                        text=f"Påhittad utbildning nummer {i + 1}",
                        timeframe="Ht 2025 / Påbörjat",
                        start=date(2025, 7, 1),
                        end=date(2025, 12, 31),
                        year=2025,
                    )
                    for i in range(activities)
                ],
                indicators=[Indicator(text="10 utbildade instruktörer???", kind=IndicatorKind.COUNT, reference="7")],
                responsible=["Elevhälsan i Exempelby 1", "Psykiatrin"],
                costs=[Cost(year=2025, min="100000", max="150000.50")],
                followups=[FollowUp(year=2025, heading="Aktiviteter", text="Allt är påhittat men gick bra.")],
                goal_status=GoalStatus.PARTLY,
                comment="Skriven för tester.",
                other=[OtherBlock(kind=BlockKind.LABEL, text="Långsiktigt mål", page=3, position=14)],
            ),
            Area(
                number="1.2",
                title="Tidiga insatser",
                focus_areas=[2],
                activities=[Activity(text="Möte med alla kommuner", kind=ActivityKind.REPORTED, ongoing=True)],
            ),
        ],
        funds=[Fund(name="Suicidprevention", amount="1240000", year=2025)],
        other=[OtherBlock(kind=BlockKind.FURNITURE, text="Sida 1", page=1, position=0)],
    )


def framework_plan() -> PlanFile:
    """A plan that asks challenge questions."""
    return PlanFile(
        title="Exempelläns inriktning",
        areas=[
            Area(
                title="Skola och fritid",
                group="Uppväxt",
                challenge_questions=[
                    ChallengeQuestion(
                        text="Hur kan fler unga få någon att prata med?",
                        proposals=[
                            Proposal(text="Öppen mottagning på biblioteket", actor="Exempelby 2"),
                            Proposal(text="Chatt på kvällar"),
                        ],
                    )
                ],
                followup_questions=["Vad har ni gjort i år?"],
            )
        ],
    )


def _world(plan_file: PlanFile, partnership: Partnership | None = None) -> World:
    load_frameworks()
    partnership = partnership or factories.a_partnership()
    plan = factories.an_imported_plan(plan_file, partnership)
    undecided = {"target_question_marks": GateLevel.WARN}  # the world's plan has a target that is not decided
    set_gate(by=SYSTEM, partnership=partnership, levels=undecided)
    answering = factories.answering_bodies(plan)
    people = {
        role.value: factories.a_person(
            f"Påhittad {role.label}", role=role, partnership=partnership, body=answering.get(role)
        )
        for role in Role
    }
    return World(partnership, plan, people, factories.a_person("Påhittad Främling"))


def goal_table_world(activities: int = 3, partnership: Partnership | None = None) -> World:
    """A county that plans in goal tables; Exempellän unless another one is told."""
    return _world(goal_table_plan(activities), partnership)


def framework_world() -> World:
    """A county that plans by theory of change."""
    return _world(framework_plan())


def empty_world() -> World:
    """A county with a plan in which nothing stands yet."""
    return _world(PlanFile(title="Tom plan"))
