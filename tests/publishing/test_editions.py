"""Editions: frozen for ever, by those who may, found by their address in a fixed number of queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests import factories, worlds

from samplan.actors.models import AuditEvent, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.plans import actions as plans
from samplan.plans.models import Plan
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.findings import GateLevel
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions, queries, rules
from samplan.publishing.models import Edition, Withdrawal
from samplan.publishing.shapes import FileFormat

pytestmark = pytest.mark.django_db
Queries = Callable[..., object]


def published(world: worlds.World, **more: object) -> Edition:
    """An edition of the world's plan."""
    return actions.publish_edition(by=world.coordinator, plan=world.plan, **more)


def today() -> str:
    """The label that an edition published now gets."""
    return timezone.localdate().isoformat()


def test_an_edition_holds_the_plan_with_its_labels_and_leaves_one_event() -> None:
    world = worlds.goal_table_world()
    before = AuditEvent.objects.count()
    edition = published(world, decided_by="Länsrådet § 7", decided_on=date(2026, 3, 12), note="Första utgåvan.")
    view = queries.edition(edition.county_slug, edition.plan_slug, edition.label)
    assert (view.label, view.number, view.withdrawn) == (today(), 1, False)
    assert [area.title for area in view.content.areas] == ["Suicidprevention", "Tidiga insatser"]
    assert view.content.areas[0].activities[0].status.sv == "Påbörjad"
    assert view.citation.endswith("Beslutad av Länsrådet § 7, 12 mars 2026.")
    assert view.published_on == timezone.localdate()
    event = AuditEvent.objects.latest("pk")
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.object_id) == ("publish_edition", str(edition.pk))


def test_an_edition_reads_the_same_when_the_plan_changes() -> None:
    world = worlds.goal_table_world()
    first = published(world)
    factories.an_area(world.plan, "Ett nytt område")
    second = published(world)
    assert second.label == f"{today()}-2"
    assert [e.number for e in queries.editions(first.county_slug)] == [2, 1]
    assert len(queries.edition(first.county_slug, first.plan_slug, first.label).content.areas) == 2
    assert len(queries.edition_in_force(first.county_slug).content.areas) == 3
    assert first.digest != second.digest


def test_the_same_content_has_the_same_digest_after_the_database_has_had_it() -> None:
    world = worlds.goal_table_world()
    edition = Edition.objects.get(pk=published(world).pk)
    assert rules.digest(edition.content) == edition.digest
    assert published(world, though_unchanged=True).digest == edition.digest


@pytest.mark.parametrize("model", [Edition, Withdrawal])
def test_the_database_refuses_to_change_what_is_published(model: type[Edition] | type[Withdrawal]) -> None:
    world = worlds.goal_table_world()
    edition = published(world)
    actions.withdraw_edition(by=world.coordinator, edition=edition, reason="Fel bilaga.")
    values = {"title": "Annat"} if model is Edition else {"reason": "Annat"}
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.update(**values)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.get().save()
    assert not model.objects.filter(**values).exists()


ALLOWED = {Role.ADMINISTRATOR, Role.COORDINATOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_publish_and_withdraw(role: Role) -> None:
    world = worlds.goal_table_world()
    person = world.people[role]
    edition = published(world)
    if role in ALLOWED:
        again = actions.publish_edition(by=person, plan=world.plan, though_unchanged=True)
        assert again.published_by == person
        actions.withdraw_edition(by=person, edition=edition, reason="Fel siffror.")
        return
    with pytest.raises(NotAllowed):
        actions.publish_edition(by=person, plan=world.plan)
    with pytest.raises(NotAllowed):
        actions.withdraw_edition(by=person, edition=edition, reason="Fel siffror.")
    assert Edition.objects.count() == 1


def test_a_stranger_may_neither_publish_nor_preview() -> None:
    world = worlds.goal_table_world()
    with pytest.raises(NotAllowed):
        actions.publish_edition(by=world.stranger, plan=world.plan)
    with pytest.raises(NotAllowed):
        queries.draft_file(world.plan.pk, "pdf", "auto", world.stranger)


def test_a_plan_without_areas_is_not_published() -> None:
    world = worlds.empty_world()
    with pytest.raises(rules.NothingToPublish) as refused:
        published(world)
    assert "inget område" in refused.value.sv
    assert Edition.objects.count() == 0


def test_a_memo_on_grants_is_published_though_it_has_no_area() -> None:
    world = worlds.empty_world()
    plans.add_item(by=SYSTEM, plan=world.plan, kind=ItemKind.FUND, values={"name": "Suicidprevention", "amount": "10"})
    edition = published(world)
    made = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, "docx")
    assert any("Suicidprevention" in text for text, _ in read(made.data, name=made.name).texts())


def test_a_withdrawn_edition_stays_with_its_reason_and_is_not_the_newest() -> None:
    world = worlds.goal_table_world()
    first, second = published(world), published(world, though_unchanged=True)
    actions.withdraw_edition(by=world.coordinator, edition=second, reason="  Fel bilaga.  ")
    view = queries.edition(second.county_slug, second.plan_slug, second.label)
    assert (view.withdrawn, view.withdrawn_why) == (True, "Fel bilaga.")
    assert len(view.content.areas) == 2
    assert queries.edition_in_force(first.county_slug).label == first.label
    assert [entry.edition_label for entry in queries.published_counties()] == [first.label]
    assert [(e.label, e.withdrawn) for e in queries.editions(first.county_slug)] == [
        (second.label, True),
        (first.label, False),
    ]
    actions.withdraw_edition(by=SYSTEM, edition=first, reason="Också fel.")
    assert queries.published_counties() == []
    assert queries.edition_in_force(first.county_slug).withdrawn


def test_withdrawing_needs_a_reason_and_happens_once() -> None:
    world = worlds.goal_table_world()
    edition = published(world)
    with pytest.raises(rules.NotWithdrawable, match="why"):
        actions.withdraw_edition(by=world.coordinator, edition=edition, reason="  ")
    actions.withdraw_edition(by=world.coordinator, edition=edition, reason="Fel.")
    with pytest.raises(rules.NotWithdrawable, match="already"):
        actions.withdraw_edition(by=world.coordinator, edition=edition, reason="Fel igen.")


def test_an_address_without_an_edition_is_told_so() -> None:
    for ask in (
        lambda: queries.edition_in_force("ingenstans"),
        lambda: queries.edition("ingenstans", "plan", "2020-01-01"),
        lambda: queries.edition_file("ingenstans", "plan", "2020-01-01", "pdf"),
    ):
        with pytest.raises(rules.NoSuchEdition, match="ingenstans"):
            ask()
    assert queries.editions("ingenstans") == []
    assert queries.published_counties() == []


@pytest.mark.parametrize("kind", list(FileFormat))
def test_an_edition_can_be_taken_out_in_every_format(kind: FileFormat) -> None:
    world = worlds.goal_table_world()
    edition = published(world)
    file = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, kind)
    assert file.name == f"{edition.county_slug}-{edition.plan_slug}-{edition.label}.{kind.value}"
    starts = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "json": b"{"}
    assert file.data.startswith(starts[kind.value])


def test_an_edition_as_json_can_be_read_as_the_plan_that_was_published() -> None:
    world = worlds.goal_table_world()
    edition = published(world)
    file = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, "json")
    plan = PlanFile.model_validate(json.loads(file.data))
    assert plan.areas == worlds.goal_table_plan().areas
    assert plan.funds == worlds.goal_table_plan().funds


def test_unknown_formats_and_layouts_are_refused() -> None:
    world = worlds.goal_table_world()
    edition = published(world)
    with pytest.raises(ValueError, match="odt"):
        queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, "odt")
    with pytest.raises(ValueError, match="poster"):
        queries.draft_file(world.plan.pk, "pdf", "poster", world.coordinator)


def test_a_draft_of_a_plan_that_is_not_there() -> None:
    with pytest.raises(Plan.DoesNotExist):
        queries.draft_file(4711, "pdf", "auto", SYSTEM)


@pytest.mark.parametrize("activities", [2, 120])
def test_queries_are_few_however_large_the_plan(activities: int, django_assert_max_num_queries: Queries) -> None:
    world = worlds.goal_table_world(activities)
    with django_assert_max_num_queries(20):  # the plan's content takes 18
        queries.draft_file(world.plan.pk, "docx", "auto", world.coordinator)
    edition = published(world)
    where = (edition.county_slug, edition.plan_slug, edition.label)
    with django_assert_max_num_queries(1):
        assert len(queries.published_counties()) == 1
    with django_assert_max_num_queries(2):
        queries.edition_in_force(edition.county_slug)
    with django_assert_max_num_queries(1):
        queries.edition(*where)
    with django_assert_max_num_queries(1):
        assert len(queries.editions(edition.county_slug)) == 1
    with django_assert_max_num_queries(1):
        queries.edition_file(*where, "pdf")


def test_counties_stand_in_swedish_order() -> None:
    world = worlds.goal_table_world()
    published(world)
    for code, name in (("98", "Åsexempels län"), ("97", "Zexempels län")):
        plan = factories.an_imported_plan(
            worlds.goal_table_plan(), factories.a_partnership(factories.a_county(code, name))
        )
        told = {"target_question_marks": GateLevel.WARN}  # the plan has a target that is not decided
        plans.set_gate(by=SYSTEM, partnership=plan.partnership, levels=told)
        actions.publish_edition(by=SYSTEM, plan=plan)
    names = [entry.county for entry in queries.published_counties()]
    assert names == ["Exempellän", "Zexempels län", "Åsexempels län"]
    assert all(entry.made_up for entry in queries.published_counties())
