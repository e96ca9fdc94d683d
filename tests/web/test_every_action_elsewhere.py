"""Every action that somebody may take in what is their own, tried in what is another's. One without a row fails."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests import factories
from tests.analysis import own_world as figures
from tests.web.action_states import YEAR
from tests.web.test_every_action import ACTIONS, ONESELF, County, allowed, county, tried

from samplan.actors.models import Body, BodyKind, Role
from samplan.actors.rights import granted
from samplan.actors.shapes import SYSTEM, Permission, Scope
from samplan.followup import actions as followup
from samplan.followup.models import Asked, Round
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Area, DraftSent, Goal, Responsible
from samplan.plans.queries import plan_check
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import Successor
from samplan.plans.shapes.tags import Wanted

__all__ = ["county"]
OWN = ("area_owner", "municipal_contact", "region_contact")
"""The roles that reach only what their body answers for."""
Told = dict[str, Any]


class Elsewhere:
    """The second area of the plan, which another body answers for, and what belongs to another municipality."""

    def __init__(self, mine: County) -> None:
        self.mine, self.plan = mine, mine.at.plan
        self.area = Area.objects.filter(plan=self.plan).order_by("-order").first()
        body = factories.a_body(self.plan.partnership, "Beroendevården")
        self.row = self._add(ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk})
        self.activity = self._add(ItemKind.ACTIVITY, {"text": "Deras kurs"})
        self.second = self._add(ItemKind.ACTIVITY, {"text": "Deras andra kurs"})
        self.goal = self._add(ItemKind.GOAL, {"text": "Deras mål", "level": "long"})
        self.need = self._add(ItemKind.NEED, {"text": "Deras behov"})
        self.gone = self._add(ItemKind.ACTIVITY, {"text": "Deras borttagna"})
        plans.remove_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=self.gone.pk, reason="Dubblett")
        self.figures = figures.some_figures(self.area)
        self.indicator = self._add(ItemKind.INDICATOR, {"text": "Deras indikator"})
        (self.ask,) = plans.ask_owners(by=SYSTEM, partnership=self.plan.partnership, rows=[self.row.pk])
        towns = Body.objects.filter(county=self.plan.county, kind=BodyKind.MUNICIPALITY).order_by("code")
        self.town = towns.exclude(pk=mine.municipality.pk).first()
        self.asked = Asked.objects.get(round_id=mine.contact.asked.round_id, body=self.town)
        wish = {"year": YEAR, "text": "Anta en plan.", "body_id": self.town.pk}
        self.wish = followup.recommend(by=SYSTEM, partnership=self.plan.partnership, **wish)

    def _add(self, kind: ItemKind, values: Told) -> Any:
        return factories.an_item(self.plan, kind, values, self.area.pk)

    @property
    def key(self) -> str:
        """A finding about the area alone."""
        found = plan_check(self.plan).open
        return next(f for f in found if set(f.areas) == {str(self.area.pk)}).key

    def comment(self, *, whole: bool = False) -> Any:
        """What somebody says of the area, or of the whole plan."""
        day, roles = timezone.localdate() + timedelta(days=7), {"user_representative"}
        out = DraftSent.objects.filter(plan=self.plan, taken_back_at=None).first()
        out = out or plans.send_draft(by=SYSTEM, plan=self.plan, due=day, roles=roles)
        place = "" if whole else f"area:{self.area.pk}"
        return plans.comment_on_draft(by=SYSTEM, sent_id=out.pk, text="Skriv enklare.", place=place)

    def aside(self) -> int:
        """A finding about the area that is set aside."""
        return plans.set_aside(by=SYSTEM, plan=self.plan, key=self.key, reason="Sen").pk


def an_item(there: Elsewhere) -> Iterable[Told]:
    """Items of several kinds, one by one."""
    for kind, row in ((ItemKind.ACTIVITY, there.activity), (ItemKind.GOAL, there.goal), (ItemKind.AREA, there.area)):
        row.refresh_from_db()
        values = {"title" if kind is ItemKind.AREA else "text": "Annat"}
        told = {"kind": kind, "item_id": row.pk, "values": values, "seen_version": row.version}
        yield {**told, "texts": ["En", "Två"]}


def an_activity(there: Elsewhere) -> Iterable[Told]:
    """An activity of the area."""
    there.activity.refresh_from_db()
    yield {"activity_id": there.activity.pk, "seen_version": there.activity.version}


def mixed(there: Elsewhere, name: str, theirs: Any, mine: Any) -> Iterable[Told]:
    """Theirs alone, and theirs hidden behind one of one's own."""
    assert there.plan
    yield {name: [theirs]}
    yield {name: [mine, theirs]}


def rows(there: Elsewhere) -> Iterable[Told]:
    """Parts in areas: theirs alone, and behind one of one's own."""
    own = Responsible.objects.filter(area=there.mine.at.area, activity=None).order_by("-order").first()
    to = {"to": Successor(text=there.mine.unit.name, body=there.mine.unit.pk), "on": date(2026, 1, 1)}
    for some in mixed(there, "rows", there.row.pk, own.pk):
        yield {**some, **to}


def merging(there: Elsewhere) -> Iterable[Told]:
    """Activities of the area."""
    yield {"kind": ItemKind.ACTIVITY, "ids": [there.activity.pk, there.second.pk]}


def moving(there: Elsewhere) -> Iterable[Told]:
    """Theirs to one's own, one's own to theirs, and theirs within theirs."""
    own, theirs = there.mine.at, there.area.pk
    yield {"kind": ItemKind.ACTIVITY, "item_id": there.activity.pk, "new_parent_id": own.area.pk}
    yield {"kind": ItemKind.ACTIVITY, "item_id": own.activity.pk, "new_parent_id": theirs}
    yield {"kind": ItemKind.ACTIVITY, "item_id": there.activity.pk, "position": 1}


def adding(there: Elsewhere) -> Iterable[Told]:
    """Something in the area, and something that stands in the plan itself."""
    yield {"kind": ItemKind.ACTIVITY, "values": {"text": "Ny"}, "parent_id": there.area.pk}
    yield {"kind": ItemKind.OVERALL_GOAL, "values": {"text": "Nytt"}, "parent_id": None}
    yield {"kind": ItemKind.AREA, "values": {"title": "Nytt"}, "parent_id": None}


def ordering(there: Elsewhere) -> Iterable[Told]:
    """The order of the area's activities, and of the areas."""
    areas = Area.objects.filter(plan=there.plan, removed_at=None).order_by("-order").values_list("pk", flat=True)
    some = Activity.objects.filter(area=there.area, removed_at=None).order_by("-order").values_list("pk", flat=True)
    yield {"kind": ItemKind.ACTIVITY, "ids": list(some), "parent_id": there.area.pk}
    yield {"kind": ItemKind.AREA, "ids": list(areas), "parent_id": None}


def a_goal(there: Elsewhere) -> Iterable[Told]:
    """A goal of the area."""
    yield {"goal_id": there.goal.pk, "seen_version": Goal.objects.get(pk=there.goal.pk).version}


def sharing(there: Elsewhere) -> Iterable[Told]:
    """Their need taken to one's own area, and one's own need laid on theirs."""
    yield {"need_id": there.need.pk, "areas": [there.area.pk, there.mine.at.area.pk]}


def tagging(there: Elsewhere) -> Iterable[Told]:
    """The area, one of its activities, and the area behind one's own."""
    own, theirs = ("area", there.mine.at.area.pk), ("area", there.area.pk)
    for keys in ([theirs], [("activity", there.activity.pk)], [own, theirs]):
        yield {"wanted": {key: Wanted(()) for key in keys}}


def judging(there: Elsewhere) -> Iterable[Told]:
    """The area, a goal and an activity of it."""
    for kind, row in (("activity", there.activity), ("goal", there.goal), ("area", there.area)):
        value = "done" if kind == "activity" else "partly"
        yield {"kind": kind, "item_id": row.pk, "said": followup.Said(value=value)}


def naming(there: Elsewhere) -> Iterable[Told]:
    """A statement that draws from another municipality's answer."""
    closed = there.mine.closed
    theirs = closed.asked.get(body=there.town)
    told = {"text": "[antal] har en plan.", "sources": [(theirs.pk, "suicide-plan")]}
    made = followup.add_statement(by=SYSTEM, round_id=closed.pk, **told)
    yield {"asked_id": theirs.pk, "statement_id": made.pk}


def taking(there: Elsewhere) -> Iterable[Told]:
    """What another body said of its own activity in the round of what is told; none before that is laid."""
    round_ = Round.objects.filter(kind="status", plan=there.plan, year=YEAR).last()
    body = there.row.body_id
    yield {"item_id": there.activity.pk, "key": f"{round_.pk if round_ else 0}-{body}"}


def logging(there: Elsewhere) -> Iterable[Told]:
    """A course of the area in the round of what is told, and one that is logged for it; none before that is laid."""
    round_ = Round.objects.filter(kind="courses", partnership=there.plan.partnership, year=YEAR).last()
    told = {"code": "course-first-aid", "on": "2025-05-12", "place": "", "instructor": "", "people": "Regionen 3"}
    theirs = round_ and followup.log_course(by=SYSTEM, round_id=round_.pk, area_id=there.area.pk, **told)
    yield {"area_id": there.area.pk, "course_id": theirs.pk if theirs else 0}


def of_figures(name: str) -> Callable[[Elsewhere], Iterable[Told]]:
    """What the figures of the area's indicator need."""

    def told(there: Elsewhere) -> Iterable[Told]:
        more: Told = {"key": figures.key(2022, unit=there.figures.unit)} if name == "set_own_value" else {}
        more |= {"indicator_id": there.indicator.pk} if name == "tie_figure" else {}
        said = there.figures.told(f"analysis.{name}") | more
        yield {word: value for word, value in said.items() if word != "told" or name == "tie_figure"}

    return told


THERE: dict[str, Callable[[Elsewhere], Iterable[Told]]] = {
    **{n: of_figures(n.removeprefix("analysis.")) for n in ACTIONS if n.startswith("analysis.") and "_key_" not in n},
    "followup.answer_recommendation": lambda t: [{"recommendation_id": t.wish.pk}],
    "followup.change_course": logging,
    "followup.choose_name": naming,
    "followup.judge": judging,
    "followup.log_course": logging,
    "followup.remove_course": logging,
    "followup.take_answer": taking,
    "followup.take_own_link": lambda t: [{"asked_id": t.asked.pk}],
    "plans.add_item": adding,
    "plans.answer_comment": lambda t: [{"comment_id": t.comment().pk}, {"comment_id": t.comment(whole=True).pk}],
    "plans.answer_ask": lambda t: [{"ask_id": t.ask.pk}],
    "plans.ask_owners": rows,
    "plans.change_item": an_item,
    "plans.create_own_plan": lambda t: [{"owner": t.town}],
    "plans.hand_over": rows,
    "plans.merge_items": merging,
    "plans.move_item": moving,
    "plans.remove_item": an_item,
    "plans.reorder": ordering,
    "plans.report_activity": an_activity,
    "plans.reschedule_activity": an_activity,
    "plans.restore_item": lambda t: [{"item_id": t.gone.pk}],
    "plans.set_activity_status": an_activity,
    "plans.set_aside": lambda t: [{"key": t.key}],
    "plans.set_goal_attainment": a_goal,
    "plans.share_need": sharing,
    "plans.split_item": lambda t: list(an_item(t))[:2],
    "plans.tag_items": tagging,
    "plans.take_up_again": lambda t: [{"aside_id": t.aside()}],
    "plans.wait_for": lambda t: mixed(t, "areas", t.area.pk, t.mine.at.area.pk),
}
"""For each action, one or more attempts at what is another's: what is told otherwise than at home."""
SEE_ALL = {role.value for role in Role if granted(role, Permission.SEE_DRAFTS) is Scope.COUNTY}
OF_THEIR_OWN = sorted(
    n for n in ACTIONS if allowed(n) != ONESELF and allowed(n) & set(OWN) and not allowed(n) >= SEE_ALL
)
"""What everybody may who sees all drafts is nobody's own."""


@pytest.fixture(scope="module")
def there(county, django_db_blocker):
    """The second area; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Elsewhere(county)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_action_of_ones_own_has_its_row():
    assert sorted(THERE) == OF_THEIR_OWN


@pytest.mark.parametrize("name", OF_THEIR_OWN)
def test_what_is_anothers_is_refused(county, there, django_db_blocker, name):
    """The coordinator does it, so that the attempt is a real one; those whose right is their own are refused."""
    with django_db_blocker.unblock():
        for n in range(len(list_of(there, name))):
            for role in ("coordinator", *OWN):
                with transaction.atomic():
                    told = county.told(name)
                    changed = list_of(there, name)[n]
                    end = tried(
                        name, county.at.people[role], told | {k: v for k, v in changed.items() if takes(name, k)}
                    )
                    transaction.set_rollback(True)
                assert end == ("done" if role == "coordinator" else "refused"), (name, n, role)


def list_of(there: Elsewhere, name: str) -> list[Told]:
    """The attempts of a row; what they make stays as long as the attempt."""
    return list(THERE[name](there))


def takes(name: str, word: str) -> bool:
    """Whether the action is told this."""

    return word in inspect.signature(ACTIONS[name]).parameters
