"""Every public action of every room × every role. An action that is not in the table fails."""

from __future__ import annotations

import inspect
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from tests import factories, worlds
from tests.analysis import own_world as figures
from tests.followup import worlds as rounds
from tests.intake.worlds import word_document
from tests.web.action_states import STATES, YEAR, statement
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors import actions as actors
from samplan.actors.models import Body, BodyKind, Person, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions as followup
from samplan.followup.models import Confirmation
from samplan.intake import actions as intake
from samplan.intake.models import Import, ToldWord
from samplan.intake.recognisers.clues import Clue, ClueKind, Meaning
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Responsible
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import Successor
from samplan.plans.shapes.tags import Wanted

CLUE = Clue(ClueKind.COLUMN, "Löfte", Meaning.ACTIVITY)
ROOMS = ("actors", "plans", "intake", "followup", "analysis", "publishing")
ADMINISTRATOR, COORDINATORS = {"administrator"}, {"administrator", "coordinator"}
OWNERS = COORDINATORS | {"area_owner"}
MEASURERS = OWNERS | {"analyst"}
CONTACTS = OWNERS | {"municipal_contact"}
"""The region's contact stands for a body that is responsible for nothing in this county."""
NOBODY: set[str] = set()
MEMBERS = {role.value for role in Role}
ONESELF = {"everybody"}

TABLE: dict[str, set[str]] = {
    **dict.fromkeys(("create_county", "create_partnership", "create_person", "load_catalogue"), NOBODY),
    **dict.fromkeys(("invite_person", "grant_role", "end_role", "revoke_role", "switch_person"), ADMINISTRATOR),
    "require_two_steps": ADMINISTRATOR,
    **dict.fromkeys(("create_body", "rename_body", "set_contact", "succeed_body"), COORDINATORS),
    **dict.fromkeys(("change_own_details", "tie_sign_in", "choose_digest", "claim_form", "close_form"), ONESELF),
    "load_frameworks": NOBODY,
    **dict.fromkeys(("claim_digest", "note_digest_sent", "claim_notice", "note_notice_sent"), NOBODY),
    "note_answer": NOBODY,  # only who asked; here the system did
    "note_release": MEMBERS - {"user_representative", "reader"},  # who see drafts that are sent out to them alone
    "note_edition": MEMBERS,
    **dict.fromkeys(("send_draft", "change_draft_day", "take_back_draft", "erase_commenters"), COORDINATORS),
    **dict.fromkeys(("remove_comment", "restore_comment"), COORDINATORS),
    "answer_comment": OWNERS,
    "comment_on_draft": MEMBERS - {"reader"},  # here it is not sent to readers
    "take_back_comment": {"user_representative"},  # who wrote it
    "note_comment_answer": {"user_representative"},
    "purge_item": ADMINISTRATOR,
    **dict.fromkeys(
        ("create_plan", "import_plan_file", "place_plan_file", "withdraw_import", "tie_rows"), COORDINATORS
    ),
    "create_own_plan": COORDINATORS | {"municipal_contact"},  # the municipality's
    **dict.fromkeys(("set_plan_owner", "pick_items"), COORDINATORS),  # and whose own plan it is; here nobody's
    **dict.fromkeys(("prolong_plan", "roll_forward", "relate_plans", "unrelate_plans"), COORDINATORS),
    "change_relation": COORDINATORS,
    **dict.fromkeys(("set_plan_type", "set_gate", "record_counts", "remove_empty_plan"), COORDINATORS),
    **dict.fromkeys(("set_waiting", "release_dependency", "succeed_bodies"), COORDINATORS),
    **dict.fromkeys(("add_item", "change_item", "move_item", "remove_item", "restore_item", "reorder"), OWNERS),
    **dict.fromkeys(("merge_items", "split_item", "set_goal_attainment", "set_aside", "take_up_again"), OWNERS),
    **dict.fromkeys(("ask_owners", "hand_over", "share_need", "wait_for"), OWNERS),
    **dict.fromkeys(("report_activity", "set_activity_status", "reschedule_activity"), CONTACTS),
    "answer_ask": COORDINATORS | {"municipal_contact"},  # the municipality is asked, not the owner's unit
    **dict.fromkeys(("add_step", "change_step", "remove_step", "put_back_ties"), COORDINATORS),
    "tag_items": OWNERS,
    **dict.fromkeys(("create_framework", "add_node", "change_node", "map_nodes"), COORDINATORS),
    **dict.fromkeys(("change_framework", "move_node", "restore_node", "restore_framework"), COORDINATORS),
    "restore_words": COORDINATORS,
    **dict.fromkeys(("receive_framework_file", "put_framework_file", "undo_framework_file"), COORDINATORS),
    **dict.fromkeys(("add_term", "change_term", "remove_term", "restore_term"), COORDINATORS),
    **dict.fromkeys(("publish_edition", "withdraw_edition"), COORDINATORS),
    **dict.fromkeys(("publish_followup", "withdraw_followup", "keep_round_figures"), COORDINATORS),
    "enter_adoption": COORDINATORS,  # and who decides for the body; here the decision-maker stands for none
    **dict.fromkeys(("open_round", "close_round", "queue_letters", "revoke_link", "renew_link"), COORDINATORS),
    **dict.fromkeys(("reopen_round", "prolong_round", "name_head", "enter_answers", "take_over_answers"), COORDINATORS),
    **dict.fromkeys(("save_answers", "repeat_answers", "climb_ladder"), COORDINATORS),
    **dict.fromkeys(("ask_for_names", "remind_of_names"), COORDINATORS),
    **dict.fromkeys(("log_course", "change_course", "remove_course"), OWNERS),
    **dict.fromkeys(("erase_contact", "erase_contacts"), COORDINATORS),
    "purge_due": NOBODY,
    **dict.fromkeys(("ask_contacts", "confirm_contact", "trust_address"), COORDINATORS),
    **dict.fromkeys(("share_questions", "take_back_questions"), NOBODY),  # by one's own link alone
    "take_own_link": COORDINATORS | {"municipal_contact"},  # the municipality is asked
    **dict.fromkeys(("record_bounce", "claim_confirmation", "note_confirmation"), NOBODY),
    **dict.fromkeys(("save_answer", "finish_answers"), COORDINATORS),  # contacts answer by their own links
    **dict.fromkeys(("claim_letter", "note_letter"), NOBODY),
    **dict.fromkeys(("add_statement", "change_statement", "merge_statements", "remove_statement"), COORDINATORS),
    **dict.fromkeys(("correct_answer", "open_judging", "lock_year", "correct_judgement"), COORDINATORS),
    **dict.fromkeys(("take_back_year", "keep_language"), COORDINATORS),
    **dict.fromkeys(("recommend", "withdraw_recommendation", "lay_history", "drop_history"), COORDINATORS),
    "give_consent": COORDINATORS,  # contacts do by their own links
    "choose_name": COORDINATORS | {"municipal_contact"},  # the statement draws from the municipality's answer
    **dict.fromkeys(("judge", "take_answer"), CONTACTS),  # here an activity; goals and areas are the owners'
    "answer_recommendation": COORDINATORS | {"municipal_contact"},  # the municipality is recommended something
    **dict.fromkeys(("tie_figure", "change_figure", "remove_figure", "set_own_value", "remove_own_value"), MEASURERS),
    **dict.fromkeys(("receive_value_file", "put_value_file", "undo_value_file"), MEASURERS),
    **dict.fromkeys(("set_key_indicator", "remove_key_indicator"), COORDINATORS),
    **dict.fromkeys(("receive_key_file", "put_key_file", "undo_key_file"), COORDINATORS),
}
INTAKE = {"erase_document": ADMINISTRATOR}
"""Whatever else is done with a document on its way in is the coordinators'."""


def actions() -> dict[str, Any]:
    """The public actions, "room.name"."""
    found = {}
    for room in ROOMS:
        door = import_module(f"samplan.{room}.actions")
        for name in getattr(door, "__all__", None) or [n for n in vars(door) if not n.startswith("_")]:
            action = getattr(door, name)
            if inspect.isfunction(action) and action.__module__.startswith(door.__name__):
                found[f"{room}.{name}"] = action
    return found


ACTIONS = actions()
WRITES_NOTHING = {
    "followup.lay_history": "the plan was not read from a document that tells of earlier years",
    "followup.drop_history": "and so there is none to drop",
    "intake.fail_cut_short_readings": "nothing is being read",
}
"""Actions that are done without writing anything here, with the reason."""


def allowed(name: str) -> set[str]:
    """The roles that may."""
    room, action = name.split(".")
    if action == "fail_cut_short_readings":
        return ONESELF  # asks for each import that is being read; none is
    return INTAKE.get(action, COORDINATORS) if room == "intake" else TABLE[action]


@pytest.mark.django_db
def test_every_action_is_in_the_table():
    """Somebody who adds an action says here who may do it."""
    there = {name.split(".")[1] for name in ACTIONS if not name.startswith("intake.")}
    assert there - set(TABLE) == set()
    assert set(TABLE) - there == set()


class County:
    """A county in which everything is there that an action can be about."""

    def __init__(self, at: Workspace | None = None) -> None:
        self.at: Workspace = at or a_workspace()
        # Made now, not within an attempt that is rolled back.
        assert self.at.imported
        assert self.at.edition
        plan, here = self.at.plan, self.at.plan.partnership
        self.municipality = Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).order_by("code").first()
        first = Responsible.objects.filter(area__plan=plan).order_by("area__order", "order").first()
        factories.answers_for(self.municipality, first)
        self.rows = Responsible.objects.filter(pk=first.pk)
        self.removed = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Borttagen"}, self.at.area.pk)
        plans.remove_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=self.removed.pk, reason="Dubblett")
        self.other = factories.a_plan(here, title="En annan plan")
        self.relation = plans.relate_plans(by=SYSTEM, plan=plan, other=self.other, kind="touches")
        self.waiting = factories.an_item(plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokaler"})
        (self.ask,) = plans.ask_owners(by=SYSTEM, partnership=here, rows=[first.pk])
        self.word = self._told_word()
        self.body, self.unit = factories.a_body(here, "En enhet"), factories.a_body(here, "En annan enhet")
        self.finding = self._finding()
        self.file = self._files()
        self.figures = figures.some_figures(self.at.area)
        self.numbers = count(1)
        self.contact = rounds.contacts(rounds.a_round(here))[0]
        followup.queue_letters(by=SYSTEM, round_id=self.contact.asked.round_id, sort="ask")
        followup.ask_contacts(by=SYSTEM, partnership=here)
        self.confirmation = Confirmation.objects.first()
        self.statement, self.recommendation = self._compiled()
        self.unread, self.unreadable, self.put_in = self._documents()

    def _documents(self) -> tuple[Any, Any, Any]:
        """Three more: one that waits for its turn, one that could not be read, one that was put into a plan."""
        given = {"by": SYSTEM, "partnership": self.at.plan.partnership, "in_background": False}
        unread = intake.receive_document(**given, name="vantar.txt", data=b"Plan")
        unreadable = intake.receive_document(**given, name="trasig.docx", data=b"PK\x03\x04 trasig")
        unreadable = intake.read_import(imported_id=unreadable.pk)
        put_in = intake.receive_document(**given, name="inlagd.docx", data=word_document())
        intake.commit_whole(by=SYSTEM, imported=intake.read_import(imported_id=put_in.pk))
        return unread, unreadable, Import.objects.get(pk=put_in.pk)

    def _compiled(self) -> tuple[Any, Any]:
        """A statement of a closed round, and something that the municipality is recommended."""
        here = self.at.plan.partnership
        self.closed = rounds.a_round(here, year=YEAR)
        self.closed_asked = self.closed.asked.get(body=self.municipality)
        for asked in self.closed.asked.all():
            rounds.answer(asked)
        followup.close_round(by=SYSTEM, round_id=self.closed.pk)
        made = followup.add_statement(by=SYSTEM, round_id=self.closed.pk, **statement(self))
        followup.open_judging(by=SYSTEM, plan=self.at.plan, year=YEAR)
        wish = {"year": YEAR, "text": "Anta en plan.", "body_id": self.municipality.pk}
        return made, followup.recommend(by=SYSTEM, partnership=here, **wish)

    def _told_word(self) -> Any:
        """A word that the county has told, of a document of its own."""
        here = self.at.plan.partnership
        given = {"partnership": here, "name": "ord.txt", "data": b"Plan", "in_background": False}
        imported = intake.read_import(imported_id=intake.receive_document(by=SYSTEM, **given).pk)
        told = intake.tell_reader(by=SYSTEM, imported=imported, told=[CLUE], in_background=False)
        self.read_again = intake.read_import(imported_id=told.pk)
        return ToldWord.objects.get(partnership=here)

    def _files(self) -> dict[str, Any]:
        """Files that were read for a framework, the one to be undone put in."""
        told = {"by": SYSTEM, "partnership": self.at.plan.partnership}
        code = self.at.node.framework.code
        first = plans.receive_framework_file(**told, **self._file(), framework=code)
        put = plans.put_framework_file(**told, import_id=first.pk)
        return {"undo": put, "put": plans.receive_framework_file(**told, **self._file(), framework=code)}

    def _file(self) -> dict[str, Any]:
        return {"name": "ramverk.csv", "data": b"code;level;name\nunga;grupp;Unga\n", "last_day": date(2026, 1, 1)}

    def _finding(self) -> Any:
        """A finding about the first area that stands open."""
        from samplan.plans.queries import plan_check

        return next(f for f in plan_check(self.at.plan).open if f.place.area == str(self.at.area.pk))

    def values(self, name: str) -> dict[str, Any]:
        """What an action is given: by the names of what it asks for, and more where one name means several things."""
        at, activity, area = self.at, self.at.activity, self.at.area
        reader = at.people["reader"]
        said = {
            "partnership": at.plan.partnership, "plan": at.plan, "county": at.plan.county, "other": self.other,
            "person": reader, "membership": reader.memberships.get(), "last_day": date(2026, 1, 1),
            "role": "reader", "email": f"ny{next(self.numbers)}@exempel.example", "name": "Påhittad", "language": "sv",
            "code": "97", "region": "Region", "municipalities": [], "required": True, "active": False, "provider": "x",
            "body": self.body, "predecessor": self.body, "successor": self.unit, "on": date(2026, 1, 1),
            "before": [self.body], "after": [self.unit], "to": Successor(text="", body=self.unit.pk),
            "rows": [r.pk for r in self.rows],
            "kind": ItemKind.ACTIVITY, "values": {"status": "done"}, "parent_id": area.pk, "item_id": activity.pk,
            "seen_version": activity.version, "ids": list(Activity.objects.filter(area=area, removed_at=None)
            .values_list("pk", flat=True)[:2]), "text": "Ny text", "texts": ["En", "Två"], "reason": "Därför",
            "title": "Ny plan", "note": "Samma skola", "valid_to": date(2029, 12, 31),
            "plan_file": worlds.framework_plan(),
            "decided_by": "Länsrådet § 1", "archive_word": "fel", "activity_id": activity.pk, "status": "done",
            "timeframe": "2027", "start": None, "end": None, "attainment": "partly", "goal_id": at.goal.pk,
            "dependency_id": self.waiting.pk, "decision": "Länsrådet § 2", "key": self.finding.key, "levels": {},
            "import_ref": "ingen", "relation_id": self.relation.pk, "ask_id": self.ask.pk, "answer": "accepted",
            "asked": {self.municipality.pk: ["ny@exempel.example"]}, "questions": ["contact"], "year": 2031,
            "due": rounds.DUE, "round_id": self.contact.asked.round_id, "asked_id": self.contact.asked_id,
            "contact_id": self.contact.pk, "letter_id": self.contact.letters.get().pk, "sort": "ask", "sent": True,
            "statement_id": self.statement.pk, "seen": {self.statement.pk: 1}, "sources": [], "names": True,
            "recommendation_id": self.recommendation.pk, "body_id": self.municipality.pk,
            "said": followup.Said(value="done"), "keys": set(), "colleague_id": self.contact.pk, "still": "yes",
            "membership_id": self.confirmation.membership_id, "confirmation_id": self.confirmation.pk,
            "digest": "daily", "period": "2026-W10", "mark": "b" * 64, "letter": None, "notice": None,
            "told": [CLUE], "word": self.word,
            "imported": at.imported, "imported_id": at.imported.pk, "item": at.proposed(),
            "items": [at.proposed(ItemKind.GOAL)] * 2, "parent": at.proposed(ItemKind.AREA), "data": b"Plan",
        }  # fmt: skip
        return said | self._special(name)

    def _special(self, name: str) -> dict[str, Any]:
        at = self.at
        if name == "plans.take_up_again":
            return {"aside_id": plans.set_aside(by=SYSTEM, plan=at.plan, key=self.finding.key, reason="Sen").pk}
        if name == "actors.close_form":
            return {"form": actors.claim_form(by=at.coordinator, mark="a" * 64), "address": "/"}
        if name in {"publishing.withdraw_edition", "publishing.note_edition"}:
            return {"edition": at.edition}
        if name.startswith("analysis."):
            return self.figures.told(name)
        if name == "publishing.enter_adoption":
            return {"edition": at.edition, "body_id": self.municipality.pk, "answer": None}
        known: dict[str, dict[str, Any]] = {
            "actors.create_body": {"kind": "unit"},
            "actors.set_contact": {"contact": "enheten@exempel.example"},
            "plans.add_item": {"values": {"text": "Ny"}},
            "plans.share_need": {"need_id": at.need.pk, "areas": [at.area.pk]},
            "plans.wait_for": {"values": {"title": "Ny"}, "areas": [at.area.pk]},
            "plans.restore_item": {"item_id": self.removed.pk},
            "plans.remove_empty_plan": {"plan": self.other},
            "plans.relate_plans": {"kind": "replaces"},
            **{f"plans.{deed}": {"owner": self.municipality} for deed in ("create_own_plan", "set_plan_owner")},
            "plans.pick_items": {"plan": self.other, "source": at.plan, "chosen": {(ItemKind.GOAL, at.goal.pk)}},
            "followup.open_round": {"kind": "yearly"},
            "followup.enter_answers": {"given": {}, "at": datetime(2026, 1, 1, tzinfo=UTC)},
            "followup.share_questions": {"codes": ["contact"]},
            "followup.record_bounce": {"status": "5.1.1", "said": ""},
            "followup.purge_due": {"decision": "Påhittat beslut 1", "keep": lambda _rows: {}},
            "plans.create_framework": {"kind": "other"},
            "plans.add_node": {"framework": at.node.framework.code, "level": "grupp"},
            "plans.change_node": {"node_id": at.node.pk, "level": "grupp"},
            "plans.change_framework": {"framework": at.node.framework.code, "kind": "other"},
            "plans.move_node": {"node_id": at.node.pk, "parent": None},
            "plans.restore_node": {"node_id": at.node.pk, "values": {"name": "Unga"}},
            "plans.restore_framework": {"framework": at.node.framework.code, "values": {"name": "Grupper"}},
            "plans.receive_framework_file": {**self._file(), "framework": at.node.framework.code},
            **{f"plans.{deed}_framework_file": {"import_id": self.file[deed].pk} for deed in ("put", "undo")},
            "plans.map_nodes": {"start": at.node.pk},
            "plans.tag_items": {"framework": "malgrupper", "wanted": {("area", at.area.pk): Wanted(())}},
            "plans.tie_rows": {"goals": {at.activity.pk: at.goal.pk}, "responsible": []},
            "plans.set_goal_attainment": {"seen_version": at.goal.version},
            "intake.add_item": {"values": {"text": "Ny"}},
        }
        return known.get(name, {})

    def told(self, name: str) -> dict[str, Any]:
        """All that an action must be given, and what else of its own it can be."""
        own = STATES[name](self) if name in STATES else {}
        said, asked = self.values(name) | own, inspect.signature(ACTIONS[name]).parameters
        wanted = {p.name for p in asked.values() if p.default is p.empty}
        return {n: said[n] for n in (wanted | {"parent_id", *own}) & set(asked) - {"by"}}


def tried(name: str, person: Person | Any, told: dict[str, Any]) -> str:
    """How an attempt ends: "refused", "done", "refused too late" (it had begun to write) or "nothing done".

    Nothing of it stays. Whatever else goes wrong comes out: an action that is allowed must be possible, or it has not
    been tried.
    """
    wrote: list[str] = []

    def seen(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            wrote.append(sql[:200])
        return execute(sql, *more)

    with transaction.atomic(), connection.execute_wrapper(seen):
        try:
            ACTIONS[name](by=person, **told)
            end = "done" if wrote or name in WRITES_NOTHING else "nothing done"
        except NotAllowed:
            end = "refused too late" if wrote else "refused"
        finally:
            transaction.set_rollback(True)
    return end


def outcomes(county: County, name: str) -> dict[str, str]:
    """How an action ends for each role, for the stranger of another county, and for somebody without a role."""
    found = {}
    for role, person in county.at.people.items():
        person.refresh_from_db()  # an attempt before may have left its mark on it
        with transaction.atomic():
            found[role] = tried(name, person, county.told(name))
            transaction.set_rollback(True)
    return found


def wrong(name: str, found: dict[str, str]) -> dict[str, str]:
    """Those for whom it ended otherwise than the table says."""
    may = allowed(name)
    return {role: end for role, end in found.items() if end != ("done" if may == ONESELF or role in may else "refused")}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """One county for the whole table; each attempt is rolled back by the test that makes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield County()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_each_role(county, django_db_blocker, name):
    """Whoever is not in the table is refused by the rules and has written nothing; whoever is has done it."""
    with django_db_blocker.unblock():
        assert wrong(name, outcomes(county, name)) == {}


def _let_pass(*_told: Any, **_more: Any) -> None:
    """What stands where an action asked whether somebody may."""


RIGHTS = ("check_can_", "check_may")
STRIPPED = [
    *("actors.create_body", "actors.grant_role", "analysis.remove_figure", "followup.close_round"),
    *("followup.judge", "intake.drop_item", "plans.change_item", "plans.reschedule_activity", "plans.roll_forward"),
    *("plans.set_aside", "plans.tag_items", "publishing.publish_edition"),
]
"""Actions of every room. From each of them the checks of its room are taken out."""


@pytest.mark.parametrize("name", STRIPPED)
def test_an_action_without_its_check_is_found(county, django_db_blocker, monkeypatch, name):
    """The table can fail: an action that does not ask any more is found by everybody whom it should have refused."""
    room = f"samplan.{name.split('.')[0]}."
    for module in [m for path, m in sys.modules.items() if path.startswith(room)]:
        for word, value in list(vars(module).items()):
            if word.startswith(RIGHTS) and callable(value):
                monkeypatch.setattr(module, word, _let_pass)
    with django_db_blocker.unblock():
        assert set(wrong(name, outcomes(county, name))) == set(county.at.people) - allowed(name)
