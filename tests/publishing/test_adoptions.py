"""Each party's decision about an edition: who writes it, what stays of it, where everybody reads it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests import factories, worlds

from samplan.actors.models import Body, BodyKind
from samplan.actors.rules import NotAllowed
from samplan.publishing import actions, queries
from samplan.publishing.adoptions import adoptions_in, adoptions_of, adoptions_past
from samplan.publishing.models import Edition
from samplan.publishing.rules import NotAdoptable
from samplan.publishing.shapes import AdoptionAnswer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ADOPTED, DECLINED = AdoptionAnswer.ADOPTED, AdoptionAnswer.DECLINED


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    return worlds.goal_table_world()


@pytest.fixture
def edition(world) -> Edition:
    return actions.publish_edition(by=world.coordinator, plan=world.plan)


def municipality(world, at: int = 0) -> Body:
    return Body.objects.filter(county=world.plan.county, kind=BodyKind.MUNICIPALITY).order_by("code")[at]


def enter(world, edition, body, answer=ADOPTED, by=None, **more):
    told = {"decided_on": date(2026, 2, 3), "reference": "Kommunstyrelsen § 12", **more}
    return actions.enter_adoption(by=by or world.coordinator, edition=edition, body_id=body.pk, answer=answer, **told)


def view_of(edition):
    return queries.edition(edition.county_slug, edition.plan_slug, edition.label)


def test_parties_stand_in_the_plans_order_those_without_a_decision_as_not_yet(world, edition):
    assert adoptions_of(view_of(edition)) == []
    first, second = municipality(world), municipality(world, 1)
    enter(world, edition, first)
    enter(world, edition, second, DECLINED, reference="Kommunfullmäktige § 4")
    told = adoptions_of(view_of(edition))
    assert [row.name for row in told] == [body.name for body in view_of(edition).content.parties]
    answers = {row.name: row.answer for row in told}
    assert (answers[first.name], answers[second.name]) == (ADOPTED, DECLINED)
    assert list(answers.values()).count(None) == len(told) - 2


def test_the_name_stays_as_it_was_when_it_was_written(world, edition):
    body = municipality(world)
    row = enter(world, edition, body)
    Body.objects.filter(pk=body.pk).update(name="Ett nytt namn")
    row.refresh_from_db()
    assert row.body_name == body.name
    (told,) = adoptions_in(edition.county_slug)[edition.county_slug, edition.plan_slug, edition.label]
    assert told.name == body.name


def test_corrections_and_taking_away_leave_a_history(world, edition):
    body = municipality(world)
    enter(world, edition, body)
    enter(world, edition, body, DECLINED)
    assert enter(world, edition, body, None) is None
    assert adoptions_of(view_of(edition)) == []
    assert [(p.answer, p.by) for p in adoptions_past(edition)] == [
        (None, world.coordinator.name),
        (DECLINED, world.coordinator.name),
        (ADOPTED, world.coordinator.name),
    ]


def test_a_decision_maker_writes_for_their_own_body_and_no_other(world, edition):
    body, other = municipality(world), municipality(world, 1)
    here = world.partnership
    decider = factories.a_person("Påhittad i styrelsen", role="decision_maker", partnership=here, body=body)
    assert enter(world, edition, body, by=decider).entered_by == decider
    with pytest.raises(NotAllowed):
        enter(world, edition, other, by=decider)
    for role in ("municipal_contact", "area_owner", "reader", "decision_maker"):
        with pytest.raises(NotAllowed):
            enter(world, edition, body, by=world.people[role])


@pytest.mark.parametrize(
    "wrong", [{"decided_on": None}, {"decided_on": TODAY + timedelta(2)}, {"reference": " "}], ids=str
)
def test_a_day_that_has_been_and_a_decision_are_needed(world, edition, wrong):
    with pytest.raises(NotAdoptable):
        enter(world, edition, municipality(world), **wrong)
    assert adoptions_past(edition) == []


def test_only_parties_of_the_plan(world, edition):
    with pytest.raises(NotAdoptable):
        enter(world, edition, factories.a_body(world.partnership, "En enhet"))


def test_the_frozen_files_stay_byte_by_byte(world, edition):
    address = (edition.county_slug, edition.plan_slug, edition.label)
    before = {form: queries.edition_file(*address, form).sha256 for form in ("docx", "pdf", "xlsx", "json")}
    enter(world, edition, municipality(world))
    assert {form: queries.edition_file(*address, form).sha256 for form in before} == before


def test_everybody_reads_it_on_the_page_as_data_and_in_the_feed(client, world, edition):
    body = municipality(world)
    page = reverse("public:edition", args=[edition.county_slug, edition.plan_slug, edition.label])
    assert "Vilka har antagit planen" not in client.get(page).content.decode()
    enter(world, edition, body)
    for address in (page, reverse("public:plan", args=[edition.county_slug])):
        told = client.get(address).content.decode()
        assert "Vilka har antagit planen" in told
        assert "Kommunstyrelsen § 12" in told
        assert "Inte än" in told
    data = client.get(page.rstrip("/") + ".json").json()["edition"]["adoptions"]
    mine = next(row for row in data if row["body"]["name"] == body.name)
    assert mine == {
        "body": {"name": body.name, "code": body.code},
        "state": "adopted",
        "decided_on": "2026-02-03",
        "reference": "Kommunstyrelsen § 12",
    }
    assert {row["state"] for row in data} == {"adopted", "not_yet"}
    listed = reverse("public:editions", args=[edition.county_slug])
    assert "Kommunstyrelsen § 12" in client.get(listed).content.decode()
    assert client.get(listed.rstrip("/") + ".json").json()["editions"][0]["adoptions"] == [mine]
    for feed in (reverse("public:county_feed", args=[edition.county_slug]), reverse("public:feed")):
        assert "Kommunstyrelsen § 12" in client.get(feed).content.decode()


def test_the_workspace_lists_all_and_lets_those_write_who_may(client, world, edition):
    body = municipality(world)
    listed = reverse("workspace:adoptions", args=[world.plan.pk, edition.label])
    form = reverse("workspace:enter_adoption", args=[world.plan.pk, edition.label, body.pk])
    client.force_login(world.people["decision_maker"])
    told = client.get(listed).content.decode()
    assert body.name in told
    assert form not in told
    client.force_login(world.coordinator)
    assert form in client.get(listed).content.decode()
    assert client.post(form, {"answer": "adopted"}).status_code == 422
    told = {"answer": "adopted", "decided_on": "2026-02-03", "reference": "Kommunstyrelsen § 12"}
    assert client.post(form, told)["Location"] == listed
    assert "Kommunstyrelsen § 12" in client.get(listed).content.decode()
