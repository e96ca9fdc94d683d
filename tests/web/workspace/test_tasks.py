"""Mina uppgifter: each role finds what waits for it, with why, when and the way to the form; nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.web.workspace.conftest import an_import

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import Activity
from samplan.plans.queries import removed_in
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.task_order import Task, TaskKind, in_order, parted
from samplan.web.workspace.tasks import lacks_of, tasks_of

TODAY = date(2026, 3, 2)


def task(kind: TaskKind, due: date | None = None, title: str = "") -> Task:
    return Task(kind, title or kind.value, "", "", "", due)


def kinds(person, today: date = TODAY) -> list[TaskKind]:
    return [t.kind for t in tasks_of(person, today=today)]


def only(person, kind: TaskKind, today: date = TODAY) -> list[Task]:
    return [t for t in tasks_of(person, today=today) if t.kind is kind]


class TestOrder:
    """The rule, without any database."""

    def test_the_oldest_day_stands_first_and_no_day_last(self):
        late, soon = TODAY - timedelta(30), TODAY + timedelta(3)
        told = [
            task(TaskKind.INVITATION),
            task(TaskKind.STATUS, soon),
            task(TaskKind.IMPORT),
            task(TaskKind.DECISION, late),
            task(TaskKind.ANSWER, soon),
        ]
        expected = [TaskKind.DECISION, TaskKind.ANSWER, TaskKind.STATUS, TaskKind.IMPORT, TaskKind.INVITATION]
        assert [t.kind for t in in_order(told)] == expected

    def test_equals_stay_as_they_came(self):
        told = [task(TaskKind.STATUS, TODAY, name) for name in ("a", "b", "c")]
        assert in_order(told) == told

    def test_today_has_not_passed(self):
        told = [task(TaskKind.STATUS, TODAY), task(TaskKind.STATUS, TODAY - timedelta(1)), task(TaskKind.IMPORT)]
        passed, coming, undated = parted(told, TODAY)
        assert (passed, coming, undated) == ([told[1]], [told[0]], [told[2]])


def test_the_area_owner_finds_passed_activities_without_state_and_the_form(workspace):
    owner = workspace.people["area_owner"]
    found = only(owner, TaskKind.STATUS)
    assert len(found) == 3
    assert found[0].due == date(2025, 12, 31)
    assert found[0].url.startswith(
        reverse("workspace:change", args=[workspace.plan.pk, "activity", workspace.activity.pk])
    )
    plans.set_activity_status(
        by=owner, activity_id=workspace.activity.pk, status="done", seen_version=workspace.activity.version
    )
    assert len(only(owner, TaskKind.STATUS)) == 2


@pytest.mark.parametrize("role", ["reader", "user_representative"])
def test_a_draft_that_names_somebody_who_sees_none_tells_them_nothing(client, workspace, role):
    person, area = workspace.people[role], workspace.area
    body = Body.objects.filter(county=workspace.plan.county, kind="unit").first()
    told = {"text": body.name, "body": body.pk, "person": person.pk}
    row = factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, told, area.pk)
    (ask,) = plans.ask_owners(by=SYSTEM, partnership=workspace.plan.partnership, rows=[row.pk])
    assert tasks_of(person, today=TODAY) == []
    client.force_login(person)
    assert area.title not in client.get(reverse("workspace:asks")).text
    address = reverse("workspace:answer", args=[ask.pk])
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_near_waits_where_nothing_is_said_and_passed_also_where_it_is_only_begun(workspace):
    owner = workspace.people["area_owner"]
    assert workspace.activity.status == "started"
    assert only(owner, TaskKind.STATUS, date(2025, 12, 31)) == []
    assert len(only(owner, TaskKind.STATUS, date(2026, 1, 1))) == 3
    values = {"text": "Utan läge", "end": date(2026, 6, 30)}
    unsaid = factories.an_item(workspace.plan, ItemKind.ACTIVITY, values, workspace.area.pk)
    assert unsaid.text not in {t.words for t in only(owner, TaskKind.STATUS, date(2026, 5, 30))}
    assert unsaid.text in {t.words for t in only(owner, TaskKind.STATUS, date(2026, 5, 31))}


def test_who_answers_for_an_activity_of_their_own_has_it_and_the_area_owner_not(workspace):
    contact = workspace.people["municipal_contact"]
    assert only(contact, TaskKind.STATUS) == []
    municipality = contact.memberships.get().body
    values = {"text": municipality.name, "body": municipality.pk, "activity": workspace.activity.pk}
    factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, values, workspace.area.pk)
    (mine,) = only(contact, TaskKind.STATUS)
    assert mine.words == workspace.activity.text
    own = reverse("workspace:report", args=[workspace.plan.pk])
    assert mine.url == f"{own}#activity-{workspace.activity.pk}"
    assert len(only(workspace.people["area_owner"], TaskKind.STATUS)) == 2


def test_a_question_waits_for_the_body_and_comes_back_to_who_asked(workspace):
    owner, coordinator = workspace.people["area_owner"], workspace.coordinator
    row = workspace.ask.responsible
    plans.answer_ask(by=SYSTEM, ask_id=workspace.ask.pk, answer="accepted")
    due = TODAY + timedelta(7)
    (ask,) = plans.ask_owners(by=coordinator, partnership=workspace.plan.partnership, rows=[row.pk], due=due)
    (asked,) = only(owner, TaskKind.ANSWER)
    assert (asked.due, asked.url) == (due, reverse("workspace:answer", args=[ask.pk]))
    assert only(coordinator, TaskKind.ANSWER) == []
    plans.answer_ask(by=owner, ask_id=ask.pk, answer="declined", text="Vi har inte tid.")
    assert only(owner, TaskKind.ANSWER) == []
    assert len(only(coordinator, TaskKind.CAME_BACK)) == 1
    assert only(workspace.people["administrator"], TaskKind.CAME_BACK) == []
    plans.ask_owners(by=coordinator, partnership=workspace.plan.partnership, rows=[row.pk])
    assert only(coordinator, TaskKind.CAME_BACK) == []


def test_a_decision_waits_for_the_body_that_decides_else_for_the_coordinator(workspace):
    contact = workspace.people["region_contact"]
    body = contact.memberships.get().body
    soon = {"title": "Beslut om lokaler", "expected": TODAY + timedelta(10)}
    factories.an_item(workspace.plan, ItemKind.DEPENDENCY, {**soon, "owner": body.name, "owner_body": body.pk})
    factories.an_item(workspace.plan, ItemKind.DEPENDENCY, {**soon, "title": "Beslut om pengar"})
    assert [t.title for t in only(contact, TaskKind.DECISION)] == ["Beslut om lokaler"]
    (mine,) = only(workspace.coordinator, TaskKind.DECISION)
    assert mine.title == "Beslut om pengar"
    plan = workspace.plan
    released = plan.dependencies.get(title="Beslut om pengar")
    assert mine.url == reverse("workspace:release", args=[plan.pk, released.pk])


def test_a_decision_maker_finds_what_their_body_is_to_decide_and_no_questions(workspace):
    body = factories.a_body(workspace.plan.partnership, "Länsrådet")
    here = workspace.plan.partnership
    decider = factories.a_person("Påhittad i Länsrådet", role="decision_maker", partnership=here, body=body)
    values = {"title": "Beslut om lokaler", "expected": TODAY, "owner": "Länsrådet", "owner_body": body.pk}
    made = factories.an_item(workspace.plan, ItemKind.DEPENDENCY, values)
    (found,) = tasks_of(decider, today=TODAY)
    release = reverse("workspace:release", args=[workspace.plan.pk, made.pk])
    assert (found.kind, found.url) == (TaskKind.DECISION, release)
    assert only(workspace.people["decision_maker"], TaskKind.DECISION) == []
    assert only(workspace.coordinator, TaskKind.DECISION) == []


def test_a_decision_of_a_body_that_nobody_decides_for_waits_for_the_coordinator(workspace):
    body = factories.a_body(workspace.plan.partnership, "Länsrådet")
    values = {"title": "Beslut om lokaler", "expected": TODAY, "owner": "Länsrådet", "owner_body": body.pk}
    factories.an_item(workspace.plan, ItemKind.DEPENDENCY, values)
    factories.a_person("Påhittad läsare i rådet", role="reader", partnership=workspace.plan.partnership, body=body)
    assert [t.title for t in only(workspace.coordinator, TaskKind.DECISION)] == ["Beslut om lokaler"]


def test_coordinators_find_documents_unpublished_plans_and_the_end_of_a_plan(workspace):
    assert TaskKind.PUBLISH in kinds(workspace.coordinator)
    assert workspace.edition
    assert TaskKind.PUBLISH not in kinds(workspace.coordinator)
    an_import(workspace.coordinator, workspace.plan.partnership)
    (waiting,) = only(workspace.coordinator, TaskKind.IMPORT)
    assert "kvar att granska" in waiting.why
    assert only(workspace.people["reader"], TaskKind.IMPORT) == []
    near = date(2028, 9, 1)
    assert [t.due for t in only(workspace.coordinator, TaskKind.VALIDITY, near)] == [date(2028, 12, 31)]
    assert only(workspace.people["area_owner"], TaskKind.VALIDITY, near) == []
    factories.a_plan(
        workspace.plan.partnership, title="Nästa", valid_from=date(2029, 1, 1), valid_to=date(2032, 12, 31)
    )
    assert only(workspace.coordinator, TaskKind.VALIDITY, near) == []


def test_changes_long_after_the_edition_are_told(workspace):
    assert workspace.edition
    factories.an_item(workspace.plan, ItemKind.ACTIVITY, {"text": "Ny aktivitet"}, workspace.area.pk)
    later = timezone.localdate() + timedelta(40)
    assert len(only(workspace.coordinator, TaskKind.PUBLISH, later)) == 1
    assert only(workspace.coordinator, TaskKind.PUBLISH, timezone.localdate()) == []


def test_invitations_not_used_are_the_administrators(workspace):
    administrator = workspace.people["administrator"]
    before = {t.title for t in only(administrator, TaskKind.INVITATION)}
    assert "Påhittad Läsare" in before
    reader = workspace.people["reader"]
    reader.last_login = timezone.now()
    reader.save()
    assert {t.title for t in only(administrator, TaskKind.INVITATION)} == before - {"Påhittad Läsare"}
    assert only(workspace.coordinator, TaskKind.INVITATION) == []


@pytest.mark.parametrize("role", ["stranger", "nobody", "reader", "analyst"])
def test_others_have_nothing_of_it_and_the_page_teaches(client, workspace, role):
    assert workspace.ask
    client.force_login(workspace.people[role])
    assert tasks_of(workspace.people[role]) == []
    told = unescape(client.get(reverse("workspace:tasks")).content.decode())
    assert "Inget väntar på dig." in told
    assert "Här står frågor till din organisation" in told


def test_what_the_plan_lacks_is_told_with_its_list(client, workspace):
    owner = workspace.people["area_owner"]
    (found,) = lacks_of(owner)
    assert found.url == f"{reverse('workspace:check', args=[workspace.plan.pk])}?visa=mina"
    client.force_login(owner)
    address = reverse("workspace:tasks_lacks")
    for headers in ({}, {"HX-Request": "true"}):
        told = unescape(client.get(address, headers=headers).content.decode())
        assert found.why in told
        assert ("<h1" in told) is not bool(headers)
    assert lacks_of(workspace.people["reader"]) == []


def test_one_lands_there_after_sign_in_and_the_menu_counts(client, workspace):
    owner = workspace.people["area_owner"]
    owner.set_password(factories.PASSWORD)
    owner.save()
    answer = client.post(reverse("account_login"), {"login": owner.email, "password": factories.PASSWORD})
    assert answer["Location"] == reverse("workspace:tasks")
    told = unescape(client.get(answer["Location"]).content.decode())
    assert Activity.objects.filter(area__plan=workspace.plan).count() > 0
    number = len(tasks_of(owner))
    assert number >= 3
    start = unescape(client.get(reverse("workspace:start")).content.decode())
    assert f'Mina uppgifter <span class="sp-count">{number}</span>' in told
    assert f'Mina uppgifter <span class="sp-count">{number}</span>' in start


def test_what_was_removed_a_year_ago_is_the_administrators_to_decide_on(workspace):
    administrator, removed_on = workspace.people["administrator"], timezone.localdate()
    assert workspace.gone
    year = removed_on + timedelta(365)
    assert only(administrator, TaskKind.PURGE, year - timedelta(1)) == []
    (found,) = only(administrator, TaskKind.PURGE, year)
    assert found.url == reverse("workspace:removed", args=[workspace.plan.pk])
    assert "1 borttagen del" in found.why
    assert only(workspace.coordinator, TaskKind.PURGE, year) == []
    assert only(administrator, TaskKind.PURGE, year + timedelta(61)) == []
    plans.restore_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=workspace.gone.pk)
    assert only(administrator, TaskKind.PURGE, year) == []


def test_what_lies_removed_is_counted_by_one_query(workspace, django_assert_num_queries):
    here, today = [workspace.plan.partnership_id], timezone.localdate()
    for number in (1, 25):
        for _n in range(number):
            made = factories.an_item(workspace.plan, ItemKind.ACTIVITY, {"text": "Borttagen"}, workspace.area.pk)
            plans.remove_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=made.pk, reason="Dubblett")
        with django_assert_num_queries(1):
            ((_pk, title, _count),) = removed_in(here, today, today)
        assert title == workspace.plan.title
    assert removed_in(here, today, today)[0][2] == 26


def test_only_who_works_for_a_municipality_is_led_to_its_part_of_the_plan(client, workspace):
    assert workspace.edition
    own = reverse("workspace:report", args=[workspace.plan.pk])
    here = workspace.plan.partnership
    clinic = factories.a_body(here, "Öppenvården")
    town = Body.objects.filter(county=here.county, kind="municipality").first()
    for body, seen in ((clinic, False), (town, True)):
        client.force_login(factories.a_person(role="region_contact", partnership=here, body=body))
        assert ("Kommunens del av planen" in client.get(own).content.decode()) is seen
