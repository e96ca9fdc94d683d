"""Mina uppgifter of those who do not write in the plan: what each role finds there, and when it goes."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.analysis import own_world

from samplan.actors.models import Body, BodyKind
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as analysis
from samplan.analysis.shapes import Definition
from samplan.followup import actions as followup
from samplan.plans import actions as plans
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing.shapes import AdoptionAnswer
from samplan.web.digest import letter_for
from samplan.web.workspace.task_order import Task, TaskKind
from samplan.web.workspace.tasks import tasks_of

NOW = timezone.localdate()


def only(person, kind: TaskKind, today: date | None = None) -> list[Task]:
    return [t for t in tasks_of(person, today=today) if t.kind is kind]


@pytest.fixture
def town(workspace) -> Body:
    """The first municipality, one of the plan's owners."""
    here = workspace.plan.county
    return Body.objects.filter(county=here, kind=BodyKind.MUNICIPALITY).order_by("code").first()


@pytest.fixture
def decider(workspace, town):
    """Who decides for that municipality."""
    return factories.a_person(role="decision_maker", partnership=workspace.plan.partnership, body=town)


class TestAdopting:
    """What the owners decide about an edition."""

    def test_who_decides_for_an_owner_is_asked_until_it_is_written(self, workspace, decider, town):
        assert only(decider, TaskKind.ADOPT) == []
        edition = workspace.edition
        (found,) = only(decider, TaskKind.ADOPT)
        told = [workspace.plan.pk, edition.label, town.pk]
        assert found.url == reverse("workspace:enter_adoption", args=told)
        assert town.name in found.why
        said = {"decided_on": NOW, "reference": "Kommunstyrelsen § 12"}
        publishing.enter_adoption(by=decider, edition=edition, body_id=town.pk, answer=AdoptionAnswer.DECLINED, **said)
        assert only(decider, TaskKind.ADOPT) == []

    def test_nobody_else_is(self, workspace, decider):
        assert workspace.edition
        asked = {role for role, person in workspace.people.items() if only(person, TaskKind.ADOPT)}
        assert asked == set()

    def test_only_the_newest_edition_and_not_for_ever(self, workspace, decider):
        assert workspace.edition
        newest = publishing.publish_edition(by=SYSTEM, plan=workspace.plan, though_unchanged=True)
        (found,) = only(decider, TaskKind.ADOPT)
        assert f"/{newest.label}/" in found.url
        assert only(decider, TaskKind.ADOPT, NOW + timedelta(180))
        assert only(decider, TaskKind.ADOPT, NOW + timedelta(181)) == []
        publishing.withdraw_edition(by=SYSTEM, edition=newest, reason="Fel")
        (found,) = only(decider, TaskKind.ADOPT)
        assert f"/{workspace.edition.label}/" in found.url


class TestJudging:
    """Years that are open."""

    def test_each_finds_how_much_of_their_own_is_left(self, workspace):
        plan, owner = workspace.plan, workspace.people["area_owner"]
        assert only(owner, TaskKind.JUDGE) == []
        followup.open_judging(by=SYSTEM, plan=plan, year=2025)
        (found,) = only(owner, TaskKind.JUDGE)
        assert found.url == reverse("workspace:judging", args=[plan.pk, 2025])
        assert "6 delar" in found.why  # an area with two goals and three activities
        item = {"kind": "activity", "item_id": workspace.activity.pk}
        followup.judge(by=owner, plan=plan, year=2025, **item, said=followup.Said(value="done"))
        (found,) = only(owner, TaskKind.JUDGE)
        assert "5 delar" in found.why
        (whole,) = only(workspace.coordinator, TaskKind.JUDGE)
        assert "7 delar" in whole.why
        for role in ("reader", "analyst", "controller", "municipal_contact", "stranger", "nobody"):
            assert only(workspace.people[role], TaskKind.JUDGE) == []
        followup.lock_year(by=SYSTEM, plan=plan, year=2025)
        assert only(owner, TaskKind.JUDGE) == []


class TestMoney:
    """Costs and funds without a year, for the controller."""

    def test_they_are_counted_until_they_have_one(self, workspace):
        plan, controller = workspace.plan, workspace.people["controller"]
        assert only(controller, TaskKind.MONEY) == []
        cost = factories.an_item(plan, ItemKind.COST, {"min": "1000", "max": "2000"}, workspace.area.pk)
        factories.an_item(plan, ItemKind.FUND, {"name": "Medel", "amount": "5000"})
        (found,) = only(controller, TaskKind.MONEY)
        assert "2 kostnader eller medel saknar år" in found.why
        assert found.url == reverse("workspace:money", args=[plan.pk])
        plans.change_item(by=SYSTEM, kind=ItemKind.COST, item_id=cost.pk, values={"year": 2026}, seen_version=1)
        (found,) = only(controller, TaskKind.MONEY)
        assert "1 kostnad eller medel saknar år" in found.why
        assert only(workspace.people["analyst"], TaskKind.MONEY) == []
        assert only(controller, TaskKind.MONEY, date(2029, 1, 1)) == []


class TestFigures:
    """Figures that lack what is needed to trust them, for the analyst."""

    def test_own_figures_without_a_definition(self, workspace):
        analyst = workspace.people["analyst"]
        figure = own_world.an_own_figure(workspace.area)
        assert only(analyst, TaskKind.FIGURES) == []
        bare = Definition("Elever som vet vart de kan vända sig", "", measure=figure.measure, unit="procent")
        told = own_world.an_own_figure(workspace.area, bare)
        (found,) = only(analyst, TaskKind.FIGURES)
        assert "1 siffra saknar definition" in found.why
        assert found.url == reverse("workspace:figures", args=[workspace.plan.pk])
        assert only(workspace.people["controller"], TaskKind.FIGURES) == []
        analysis.remove_figure(by=SYSTEM, figure_id=told.pk)
        assert only(analyst, TaskKind.FIGURES) == []


class TestNews:
    """New editions, for those who only read."""

    def test_the_first_is_read_and_the_next_compared(self, workspace):
        reader = workspace.people["reader"]
        assert only(reader, TaskKind.NEWS) == []
        assert workspace.edition
        (found,) = only(reader, TaskKind.NEWS)
        assert found.url == reverse("public:edition", args=["exempellan", workspace.plan.slug, workspace.edition.label])
        publishing.publish_edition(by=SYSTEM, plan=workspace.plan, though_unchanged=True)
        (found,) = only(reader, TaskKind.NEWS)
        assert found.url == reverse("public:changes", args=["exempellan", workspace.plan.slug])
        assert only(reader, TaskKind.NEWS, NOW + timedelta(14))
        assert only(reader, TaskKind.NEWS, NOW + timedelta(15)) == []

    def test_only_those_who_neither_write_nor_publish(self, workspace):
        assert workspace.edition
        told = {role for role, person in workspace.people.items() if only(person, TaskKind.NEWS)}
        assert told == {"reader", "analyst", "controller", "decision_maker", "user_representative"}

    def test_who_has_noted_it_is_told_again_only_of_a_newer_one(self, client, workspace):
        assert workspace.edition
        reader, other = workspace.people["reader"], workspace.people["analyst"]
        (found,) = only(reader, TaskKind.NEWS)
        client.force_login(reader)
        assert found.note in client.get(reverse("workspace:tasks")).content.decode()
        for _twice in range(2):
            assert client.post(found.note)["Location"] == reverse("workspace:tasks")
        assert only(reader, TaskKind.NEWS) == []
        assert len(only(other, TaskKind.NEWS)) == 1
        publishing.publish_edition(by=SYSTEM, plan=workspace.plan, though_unchanged=True)
        assert len(only(reader, TaskKind.NEWS)) == 1

    def test_an_edition_that_is_not_there_cannot_be_noted(self, client, workspace):
        client.force_login(workspace.people["reader"])
        address = reverse("workspace:note_edition", args=[workspace.plan.pk, "2001-01-01"])
        assert client.post(address).status_code == 404

    def test_a_withdrawn_edition_is_no_news(self, workspace):
        publishing.withdraw_edition(by=SYSTEM, edition=workspace.edition, reason="Fel")
        assert only(workspace.people["reader"], TaskKind.NEWS) == []


def test_every_link_leads_to_a_page_that_its_reader_may_open(client, workspace, decider):
    assert workspace.edition
    followup.open_judging(by=SYSTEM, plan=workspace.plan, year=2025)
    factories.an_item(workspace.plan, ItemKind.FUND, {"name": "Medel", "amount": "5000"})
    people = [*workspace.people.values(), decider]
    links = {(person, task.url) for person in people for task in tasks_of(person)}
    for person, url in links:
        client.force_login(person)
        assert client.get(url.split("#")[0]).status_code == 200, (person.name, url)
    assert len(links) > 15


def test_the_letter_tells_of_it(workspace, decider):
    assert workspace.edition
    letter = letter_for(decider, NOW)
    assert "Skriv vad ni har beslutat." in unescape(letter.body)
    decider.language = "en"
    assert "Write what you have decided." in letter_for(decider, NOW).body


def test_the_queries_do_not_grow_with_the_county(workspace, decider, django_assert_max_num_queries):
    assert workspace.edition
    followup.open_judging(by=SYSTEM, plan=workspace.plan, year=2025)
    people = workspace.people
    most = {"reader": 8, "analyst": 9, "controller": 9, "decision_maker": 8, "user_representative": 8}
    for n in (1, 30):
        for _n in range(n):
            own_world.an_own_figure(workspace.area)
            factories.an_item(workspace.plan, ItemKind.FUND, {"name": "Medel", "amount": "5000"})
        for role, number in most.items():
            with django_assert_max_num_queries(number):
                assert tasks_of(people[role])
        with django_assert_max_num_queries(16):
            assert tasks_of(decider)
        with django_assert_max_num_queries(40):
            assert tasks_of(people["area_owner"])
