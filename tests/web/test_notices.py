"""An answer and a decision reach those who waited: in their tasks until noted, and by one letter for who wants it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests import factories
from tests.web.mail import serving
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors import actions as actors
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Dependency, Notice, OwnershipAsk, Responsible
from samplan.plans.queries import answers_untold
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.items import ItemKind
from samplan.web.digest import letter_for, send_due
from samplan.web.mailing import NoMailServer
from samplan.web.workspace.answer_letters import tell_asker
from samplan.web.workspace.task_order import Task, TaskKind
from samplan.web.workspace.tasks import tasks_of

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def workspace(db) -> Workspace:
    return a_workspace()


def only(person, kind: TaskKind, day: date | None = None) -> list[Task]:
    return [t for t in tasks_of(person, today=day or TODAY) if t.kind is kind]


def answered(workspace: Workspace, answer: str = "accepted") -> OwnershipAsk:
    """A question of the coordinator's to the owner's body, with its answer."""
    waits = workspace.ask
    row = waits.responsible
    plans.answer_ask(by=SYSTEM, ask_id=waits.pk, answer="accepted")
    (ask,) = plans.ask_owners(by=workspace.coordinator, partnership=workspace.plan.partnership, rows=[row.pk])
    return plans.answer_ask(by=workspace.people["area_owner"], ask_id=ask.pk, answer=answer, text="Vi tänker så här.")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("accepted", TaskKind.ACCEPTED), ("declined", TaskKind.CAME_BACK), ("proposed", TaskKind.CAME_BACK)],
)
def test_every_answer_waits_for_who_asked_until_it_is_noted(client, workspace, answer, kind):
    ask = answered(workspace, answer)
    (task,) = only(workspace.coordinator, kind)
    assert task.note == reverse("workspace:note_answer", args=[ask.pk])
    assert task.title in letter_for(workspace.coordinator, TODAY).body
    for role in ("administrator", "area_owner"):
        assert only(workspace.people[role], kind) == []
    client.force_login(workspace.coordinator)
    assert task.note in client.get(reverse("workspace:tasks")).content.decode()
    assert client.post(task.note)["Location"] == reverse("workspace:tasks")
    assert only(workspace.coordinator, kind) == []
    assert Notice.objects.get().noted_at is not None


def test_nobody_notes_the_answers_of_others_nor_what_has_no_answer(workspace):
    ask = answered(workspace)
    with pytest.raises(NotAllowed):
        plans.note_answer(by=workspace.people["administrator"], ask_id=ask.pk)
    (again,) = plans.ask_owners(
        by=workspace.coordinator, partnership=workspace.plan.partnership, rows=[ask.responsible_id]
    )
    with pytest.raises(InvalidValue):
        plans.note_answer(by=workspace.coordinator, ask_id=again.pk)
    assert not Notice.objects.exists()


class TestDecision:
    """What areas and activities waited for is decided."""

    def released(self, workspace: Workspace, by=SYSTEM, on: date = TODAY, **waits) -> Dependency:
        made = factories.an_item(workspace.plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokaler"})
        plans.set_waiting(by=SYSTEM, dependency_id=made.pk, **(waits or {"areas": [workspace.area.pk]}))
        return plans.release_dependency(by=by, dependency_id=made.pk, decision="Länsrådet § 7", on=on)

    def test_owners_of_what_waited_are_told_until_they_note_it(self, client, workspace):
        owner = workspace.people["area_owner"]
        dependency = self.released(workspace)
        (task,) = only(owner, TaskKind.RELEASED)
        assert task.title == "Beslut om lokaler"
        assert "Beslut om lokaler" in letter_for(owner, TODAY).body
        assert only(workspace.people["region_contact"], TaskKind.RELEASED) == []
        client.force_login(owner)
        client.post(reverse("workspace:note_release", args=[workspace.plan.pk, dependency.pk]))
        assert only(owner, TaskKind.RELEASED) == []

    def test_who_answers_for_the_activity_that_waited_is_told(self, workspace):
        contact = workspace.people["municipal_contact"]
        body = contact.memberships.get().body
        values = {"text": body.name, "body": body.pk, "activity": workspace.activity.pk}
        factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, values, workspace.area.pk)
        other = workspace.area.activities.order_by("order")[1]
        self.released(workspace, activities=[other.pk])
        assert only(contact, TaskKind.RELEASED) == []
        self.released(workspace, activities=[workspace.activity.pk])
        assert len(only(contact, TaskKind.RELEASED)) == 1

    def test_old_decisions_and_ones_own_are_not_told(self, workspace):
        owner = workspace.people["area_owner"]
        self.released(workspace, on=TODAY - timedelta(91))
        assert only(owner, TaskKind.RELEASED) == []
        actors.grant_role(by=SYSTEM, person=owner, partnership=workspace.plan.partnership, role="coordinator")
        self.released(workspace, by=owner)
        assert only(owner, TaskKind.RELEASED) == []

    def test_it_cannot_be_noted_before_it_is_decided(self, client, workspace):
        owner = workspace.people["area_owner"]
        client.force_login(owner)
        address = reverse("workspace:note_release", args=[workspace.plan.pk, workspace.dependency.pk])
        assert client.post(address).status_code == 404


class TestLetter:
    """The letter that goes at once, to a mail server on this machine."""

    @pytest.fixture
    def asker(self, workspace, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
        return actors.choose_digest(by=workspace.coordinator, digest="weekly", answers_at_once=True)

    def test_one_letter_and_never_two(self, workspace, asker, settings):
        ask = answered(workspace, "proposed")
        with serving() as server:
            settings.EMAIL_PORT = server.port
            assert [tell_asker.func(ask.pk) for _n in range(3)] == [True, False, False]
            (letter,) = server.read()
        assert letter["To"] == asker.email
        text = letter.get_body(("plain",)).get_content()
        page = letter.get_body(("html",)).get_content()
        assert f'href="http://localhost:8000{reverse("workspace:answer", args=[ask.pk])}"' in page
        assert "Vi tänker så här." not in page
        assert reverse("workspace:answer", args=[ask.pk]) in text
        assert str(workspace.area) in text
        assert "Vi tänker så här." not in text
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert Notice.objects.get().sent_at is not None

    def test_an_answer_that_is_copied_sends_no_second_letter_and_stays_noted(self, workspace, asker, settings):
        ask = answered(workspace, "declined")
        with serving() as server:
            settings.EMAIL_PORT = server.port
            assert tell_asker.func(ask.pk)
            plans.note_answer(by=asker, ask_id=ask.pk)
            plans.roll_forward(by=SYSTEM, plan=workspace.plan, title="Nästa plan")
            plans.split_item(by=SYSTEM, kind=ItemKind.AREA, item_id=workspace.area.pk, texts=["Skola", "Fritid"])
            copies = OwnershipAsk.objects.filter(answer="declined").exclude(pk=ask.pk)
            assert len(copies) >= 1
            assert [tell_asker.func(copy.pk) for copy in copies] == [False] * len(copies)
            assert len(server.letters) == 1
        assert answers_untold(TODAY) == []
        assert only(asker, TaskKind.CAME_BACK) == []

    def test_a_server_that_refuses_midway_gets_no_second_try_and_the_task_stays(self, workspace, asker, settings):
        ask = answered(workspace)
        with serving(refuses=asker.email.encode()) as server:
            settings.EMAIL_PORT = server.port
            assert tell_asker.func(ask.pk) is False
        with serving() as server:
            settings.EMAIL_PORT = server.port
            assert tell_asker.func(ask.pk) is False
            assert server.letters == []
        assert Notice.objects.get().sent_at is None
        assert len(only(asker, TaskKind.ACCEPTED)) == 1

    def test_without_a_server_nothing_is_claimed_and_a_later_try_sends(self, workspace, asker, settings):
        ask = answered(workspace)
        with serving() as server:
            settings.EMAIL_PORT = server.port
        with pytest.raises(NoMailServer):
            tell_asker.func(ask.pk)
        assert not Notice.objects.exists()
        with serving() as server:
            settings.EMAIL_PORT = server.port
            assert asker.pk in send_due().done
            told = [str(letter["Subject"]) for letter in server.read()]
            assert told.count("Din fråga i Samplan har fått svar") == 1
            assert tell_asker.func(ask.pk) is False

    @pytest.mark.parametrize("chosen", [("off", True), ("weekly", False)])
    def test_who_wants_no_letters_gets_none(self, workspace, asker, settings, chosen):
        digest, at_once = chosen
        actors.choose_digest(by=asker, digest=digest, answers_at_once=at_once)
        ask = answered(workspace)
        with serving() as server:
            settings.EMAIL_PORT = server.port
            assert tell_asker.func(ask.pk) is False
            assert server.letters == []

    def test_the_answer_page_sets_it_going(
        self, client, workspace, asker, settings, django_capture_on_commit_callbacks
    ):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
        waits = workspace.ask
        plans.answer_ask(by=SYSTEM, ask_id=waits.pk, answer="accepted")
        rows = [waits.responsible_id]
        (ask,) = plans.ask_owners(by=asker, partnership=workspace.plan.partnership, rows=rows)
        client.force_login(workspace.people["area_owner"])
        with serving() as server, django_capture_on_commit_callbacks(execute=True):
            settings.EMAIL_PORT = server.port
            assert client.post(reverse("workspace:answer", args=[ask.pk]), {"answer": "accepted"}).status_code == 302
        assert Notice.objects.get().sent_at is not None

    def test_one_chooses_it_on_ones_own_page(self, client, workspace):
        client.force_login(workspace.coordinator)
        told = {"name": workspace.coordinator.name, "language": "sv", "digest": "weekly"}
        client.post(reverse("workspace:own_page"), {**told, "answers_at_once": "on"})
        workspace.coordinator.refresh_from_db()
        assert workspace.coordinator.answers_at_once
        client.post(reverse("workspace:own_page"), told)
        workspace.coordinator.refresh_from_db()
        assert not workspace.coordinator.answers_at_once


class TestSuccession:
    """What a body is to decide goes on with the body that it became."""

    def decision(self, workspace: Workspace, body, **values) -> Dependency:
        told = {"title": "Beslut om lokaler", "owner": body.name, "owner_body": body.pk, **values}
        return factories.an_item(workspace.plan, ItemKind.DEPENDENCY, told)

    def became(self, workspace: Workspace, before, after, on: date = TODAY, **choices):
        return plans.succeed_bodies(
            by=workspace.coordinator,
            partnership=workspace.plan.partnership,
            before=before,
            after=after,
            on=on,
            **choices,
        )

    def test_became_keeps_who_was_to_decide_in_the_history(self, workspace):
        here = workspace.plan.partnership
        old, new = factories.a_body(here, "Gamla nämnden"), factories.a_body(here, "Nya nämnden")
        made = self.decision(workspace, old)
        assert self.became(workspace, [old], [new]).decisions == 1
        made.refresh_from_db()
        assert (made.owner, made.owner_body) == ("Nya nämnden", new)
        latest = made.history.first()
        assert (latest.history_user, latest.history_change_reason) == (
            workspace.coordinator,
            "Gamla nämnden → Nya nämnden",
        )
        assert latest.prev_record.owner_body_id == old.pk

    def test_a_split_goes_where_one_chooses_and_a_merge_to_the_one(self, workspace):
        here = workspace.plan.partnership
        old, one, two = (factories.a_body(here, name) for name in ("Gamla", "Ena", "Andra"))
        first, second = self.decision(workspace, old), self.decision(workspace, old, title="Beslut om pengar")
        self.became(workspace, [old], [one, two], deciders={second.pk: two.pk})
        assert [Dependency.objects.get(pk=d.pk).owner_body for d in (first, second)] == [one, two]
        whole = factories.a_body(here, "Hela")
        assert self.became(workspace, [one, two], [whole]).decisions == 2
        assert {d.owner_body for d in Dependency.objects.filter(pk__in=[first.pk, second.pk])} == {whole}

    def test_what_is_decided_already_or_before_the_day_stays(self, workspace):
        here = workspace.plan.partnership
        old, new = factories.a_body(here, "Gamla nämnden"), factories.a_body(here, "Nya nämnden")
        done = self.decision(workspace, old)
        plans.release_dependency(by=SYSTEM, dependency_id=done.pk, decision="§ 1", on=TODAY)
        soon = self.decision(workspace, old, expected=TODAY + timedelta(5))
        later = self.decision(workspace, old, expected=TODAY + timedelta(50))
        assert self.became(workspace, [old], [new], on=TODAY + timedelta(20)).decisions == 1
        bodies = [Dependency.objects.get(pk=d.pk).owner_body for d in (done, soon, later)]
        assert bodies == [old, old, new]

    def test_the_page_asks_where_each_decision_goes(self, client, workspace):
        here = workspace.plan.partnership
        old, one, two = (factories.a_body(here, name) for name in ("Gamla", "Ena", "Andra"))
        made = self.decision(workspace, old)
        assert not Responsible.objects.filter(body=old).exists()
        client.force_login(workspace.coordinator)
        address = reverse("workspace:body_became", args=[here.pk, old.pk])
        told = {"on": TODAY.isoformat(), "new": "", "blev": [one.pk, two.pk]}
        page = client.post(address, told).content.decode()
        assert f'name="beslut-{made.pk}"' in page
        client.post(address, {**told, "bekraftat": "1", f"beslut-{made.pk}": str(two.pk)})
        assert Dependency.objects.get(pk=made.pk).owner_body == two
