"""What the tests of the workspace share: a county with a plan, an import in review, and a person in every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pytest
from django.utils import timezone, translation
from tests import factories, worlds
from tests.analysis import own_world
from tests.followup.worlds import a_round
from tests.intake.worlds import word_document

from samplan.actors.models import Partnership, Person
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as analysis
from samplan.followup import actions as followup
from samplan.followup.models import LoggedCourse, Round
from samplan.intake import actions as intake
from samplan.intake.models import Import, ProposedItem
from samplan.plans import actions as plans
from samplan.plans.models import (
    Activity,
    Area,
    Dependency,
    DraftComment,
    DraftSent,
    FrameworkImport,
    FrameworkNode,
    Goal,
    Need,
    OwnershipAsk,
    Plan,
    Responsible,
)
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.terms import Term
from samplan.publishing import actions as publishing
from samplan.publishing.models import Edition


@pytest.fixture(autouse=True)
def _swedish():
    """Addresses are the Swedish ones, in whatever language the page before was asked for."""
    with translation.override("sv"):
        yield


@dataclass(frozen=True)
class Compiled:
    """A year of follow-up, by its ids: the first municipality that was asked, a statement, a recommendation."""

    year: int
    asked: int
    body: int
    statement: int
    recommendation: int


@dataclass
class Workspace:
    """One county at work. people: by role, "stranger" of another county, "nobody" without any role."""

    plan: Plan
    people: dict[str, Person]

    @cached_property
    def imported(self) -> Import:
        """An import that waits, read when it is first asked for: the reading takes a process of its own."""
        return an_import(self.coordinator, self.plan.partnership)

    @cached_property
    def part_in(self) -> Import:
        """Another import, of which only the areas stand in a plan."""
        made = an_import(self.coordinator, self.plan.partnership, name="delvis.docx")
        for area in ProposedItem.objects.filter(imported=made, kind=ItemKind.AREA):
            intake.accept_item(by=SYSTEM, item=area)
        intake.commit_import(by=SYSTEM, imported=made)
        return Import.objects.get(pk=made.pk)

    @cached_property
    def edition(self) -> Edition:
        """The plan's first edition, published when it is first asked for."""
        return publishing.publish_edition(by=self.coordinator, plan=self.plan)

    @cached_property
    def round(self) -> Round:
        """This year's follow-up, open."""
        return a_round(self.plan.partnership)

    @cached_property
    def closed_round(self) -> Round:
        """Last year's follow-up, closed."""
        made = a_round(self.plan.partnership, year=self.round.year - 1)
        return followup.close_round(by=SYSTEM, round_id=made.pk)

    @cached_property
    def logged_course(self) -> LoggedCourse:
        """An occasion of a course, logged for the first area in an open round of courses."""
        code, here = "course-first-aid", self.plan.partnership
        made = a_round(here, kind="courses", questions=[code], targets={code: 80})
        told = {"code": code, "on": "2026-03-12", "place": "Torget", "instructor": "", "people": "Regionen 12"}
        return followup.log_course(by=SYSTEM, round_id=made.pk, area_id=self.area.pk, **told)

    @cached_property
    def reopened_round(self) -> Round:
        """A follow-up that was closed and opened again."""
        made = a_round(self.plan.partnership, year=self.round.year - 2)
        followup.close_round(by=SYSTEM, round_id=made.pk)
        return followup.reopen_round(by=SYSTEM, round_id=made.pk, reason="En siffra var fel", due=made.due)

    @cached_property
    def compiled(self) -> Compiled:
        """What has become of last year's follow-up: a statement, a judged year, a recommendation, all published."""
        here, year = self.plan.partnership, self.closed_round.year
        asked = self.closed_round.asked.order_by("pk").first()
        told = {"by": SYSTEM, "round_id": asked.round_id}
        put_right = {"asked_id": asked.pk, "code": "suicide-plan", "choice": "yes", "reason": "De ringde"}
        followup.correct_answer(**told, **put_right)
        made = followup.add_statement(**told, text="[antal] har en plan.", sources=[(asked.pk, "suicide-plan")])
        followup.open_judging(by=SYSTEM, plan=self.plan, year=year)
        wish = {"year": year, "text": "Anta en plan.", "body_id": asked.body_id}
        recommended = followup.recommend(by=SYSTEM, partnership=here, **wish)
        publishing.publish_followup(by=SYSTEM, partnership=here, year=year)
        return Compiled(year, asked.pk, asked.body_id, made.pk, recommended.pk)

    @cached_property
    def some_figures(self) -> own_world.SomeFigures:
        """An indicator of the first area with own values and files."""
        return own_world.some_figures(self.area)

    @cached_property
    def key_file(self) -> int:
        """A file of SKL's numbers that waits to be put in."""
        told = {"partnership": self.plan.partnership, "name": "skl.csv", "data": b"Nummer;Namn\n12;Trivsel\n"}
        return analysis.receive_key_file(by=SYSTEM, **told).pk

    @cached_property
    def term(self) -> int:
        """A word of the county's list."""
        told = Term("LPO", meaning="Lokalt programområde.")
        return plans.add_term(by=SYSTEM, partnership=self.plan.partnership, told=told).pk

    @property
    def coordinator(self) -> Person:
        """The county's coordinator."""
        return self.people["coordinator"]

    @property
    def area(self) -> Area:
        """The plan's first area."""
        return Area.objects.filter(plan=self.plan).order_by("order").first()

    @property
    def activity(self) -> Activity:
        """The first activity of the first area."""
        return Activity.objects.filter(area=self.area).order_by("order").first()

    @property
    def goal(self) -> Goal:
        """The first goal of the first area."""
        return Goal.objects.filter(area=self.area).order_by("order").first()

    @property
    def dependency(self) -> Dependency:
        """A decision that the first area waits for."""
        found = Dependency.objects.filter(plan=self.plan).first()
        if found is None:
            found = factories.an_item(self.plan, ItemKind.DEPENDENCY, {"title": "Beslut om samordnare"})
            plans.set_waiting(by=SYSTEM, dependency_id=found.pk, areas=[self.area.pk])
        return found

    @property
    def need(self) -> Need:
        """A need of the first area."""
        found = Need.objects.filter(area=self.area).first()
        return found or factories.an_item(self.plan, ItemKind.NEED, {"text": "Någon att ringa"}, self.area.pk)

    @property
    def node(self) -> FrameworkNode:
        """A part of a framework of the county's own."""
        found = FrameworkNode.objects.filter(framework__county=self.plan.county).first()
        if found is None:
            here = self.plan.partnership
            made = plans.create_framework(by=SYSTEM, partnership=here, name="Länets grupper", kind="target_groups")
            told = {"framework": made.code, "name": "Unga", "level": "grupp"}
            found = plans.add_node(by=SYSTEM, partnership=here, **told)
        return found

    @property
    def framework_file(self) -> FrameworkImport:
        """A file put into the framework of the county's own."""
        node = self.node
        found = FrameworkImport.objects.filter(framework=node.framework).first()
        if found is None:
            told = {"by": SYSTEM, "partnership": self.plan.partnership}
            file = {"name": "ramverk.csv", "data": b"code;level;name\nunga;grupp;Unga\ngamla;grupp;Gamla\n"}
            last = {"framework": node.framework.code, "last_day": date(2026, 1, 1)}
            found = plans.receive_framework_file(**told, **file, **last)
            plans.put_framework_file(**told, import_id=found.pk)
        return found

    @property
    def gone(self) -> Goal:
        """A goal that has been taken out of the plan."""
        found = Goal.objects.filter(area=self.area, removed_at__isnull=False).first()
        if found is None:
            goal = factories.an_item(
                self.plan, ItemKind.GOAL, {"level": "long", "text": "Ett mål som inte gäller"}, self.area.pk
            )
            found = plans.remove_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=goal.pk, reason="Dubblett")
        return found

    @cached_property
    def draft(self) -> DraftSent:
        """The plan's draft, out to user representatives."""
        day = timezone.localdate() + timedelta(days=7)
        return plans.send_draft(by=SYSTEM, plan=self.plan, due=day, roles={"user_representative"})

    def said(self, text: str) -> DraftComment:
        """What the user representative says of the first area of the draft."""
        told = {"sent_id": self.draft.pk, "place": f"area:{self.area.pk}"}
        return plans.comment_on_draft(by=self.people["user_representative"], text=text, **told)

    @cached_property
    def comment(self) -> DraftComment:
        """A comment that nobody has answered."""
        return self.said("Skriv enklare.")

    @cached_property
    def answered_comment(self) -> DraftComment:
        """A comment that is answered."""
        made = self.said("Det fattas en telefonlinje.")
        plans.answer_comment(by=SYSTEM, comment_id=made.pk, changed=True, text="Den är med nu.", seen_version=1)
        return made

    @cached_property
    def gone_comment(self) -> DraftComment:
        """A comment that was removed."""
        return plans.remove_comment(by=SYSTEM, comment_id=self.said("Skriv enklare!").pk, reason="Dubblett")

    def proposed(self, kind: ItemKind = ItemKind.ACTIVITY) -> ProposedItem:
        """The first proposed item of a kind."""
        return ProposedItem.objects.filter(imported=self.imported, kind=kind).order_by("order").first()

    @property
    def ask(self) -> OwnershipAsk:
        """A question that waits, to the body that the area owner acts for."""
        row = Responsible.objects.filter(area=self.area, activity=None).order_by("-order").first()
        found = OwnershipAsk.objects.filter(responsible=row, answer="").first()
        return found or plans.ask_owners(by=SYSTEM, partnership=self.plan.partnership, rows=[row.pk])[0]


def an_import(person: Person, partnership: Any, data: bytes | None = None, name: str = "plan.docx") -> Import:
    """A document received and read."""
    received = intake.receive_document(
        by=person, partnership=partnership, name=name, data=data or word_document(), in_background=False
    )
    return intake.read_import(imported_id=received.pk)


def a_workspace(
    activities: int = 3, here: Partnership | None = None, elsewhere: Partnership | None = None
) -> Workspace:
    """A county that plans in goal tables. here, elsewhere: this county and the stranger's; new ones if not told."""
    world = worlds.goal_table_world(activities, here)
    elsewhere = elsewhere or factories.a_partnership(factories.a_county("98", "Påhittlän"))
    stranger = factories.a_person(role="coordinator", partnership=elsewhere)
    return Workspace(world.plan, {**world.people, "stranger": stranger, "nobody": world.stranger})


@pytest.fixture
def workspace(db) -> Workspace:
    """The county at work."""
    return a_workspace()


@pytest.fixture
def signed_in(client, workspace):
    """The test client, signed in as the coordinator."""
    client.force_login(workspace.coordinator)
    return client
