"""A running plan's yearly snapshots: one for each year, suggested when the year has passed, compared with the last."""

from __future__ import annotations

from datetime import datetime
from unicodedata import normalize

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests import factories, worlds

from samplan.documents import read
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions, queries
from samplan.publishing.models import Edition
from samplan.publishing.rules import NoSnapshot
from samplan.web.workspace.task_order import TaskKind
from samplan.web.workspace.tasks import tasks_of

pytestmark = pytest.mark.django_db
THIS = timezone.localdate().year


@pytest.fixture(autouse=True)
def _swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def world():
    """A county whose plan runs on without an end."""
    made = worlds.goal_table_world()
    type(made.plan).objects.filter(pk=made.plan.pk).update(mode="running", valid_to=None)
    made.plan.refresh_from_db()
    return made


def snapshot(world, year: int) -> Edition:
    return actions.publish_edition(by=world.coordinator, plan=world.plan, snapshot_of=year)


def test_it_is_an_edition_that_says_its_year_everywhere(client, world):
    made = snapshot(world, THIS)
    view = queries.edition(made.county_slug, made.plan_slug, made.label)
    assert view.snapshot_year == THIS
    assert f"{made.label}, årsläge {THIS}" in view.citation
    assert f"yearly snapshot {THIS}" in view.citation_en
    page = reverse("public:edition", args=[made.county_slug, made.plan_slug, made.label])
    assert f"årsläge {THIS}" in client.get(page).content.decode()
    assert client.get(page.rstrip("/") + ".json").json()["edition"]["snapshot_year"] == THIS
    listed = reverse("public:editions", args=[made.county_slug])
    assert f"Årsläge {THIS}" in client.get(listed).content.decode()
    assert f"årsläge {THIS}" in client.get(reverse("public:county_feed", args=[made.county_slug])).content.decode()
    for form in ("docx", "pdf"):
        file = queries.edition_file(made.county_slug, made.plan_slug, made.label, form)
        words = normalize("NFC", " ".join(text for text, _place in read(file.data, name=file.name).texts()))
        assert f"årsläge {THIS}" in words, form


def test_one_for_each_year_and_a_withdrawn_one_makes_room(world):
    first = snapshot(world, THIS)
    with pytest.raises(NoSnapshot):
        snapshot(world, THIS)
    assert Edition.objects.count() == 1
    actions.withdraw_edition(by=world.coordinator, edition=first, reason="Fel siffror.")
    assert snapshot(world, THIS).number == 2


def test_only_running_plans_and_years_that_they_held_in(world):
    for year in (THIS + 1, world.plan.valid_from.year - 1):
        with pytest.raises(NoSnapshot):
            snapshot(world, year)
    type(world.plan).objects.filter(pk=world.plan.pk).update(mode="goal_table")
    with pytest.raises(NoSnapshot):
        snapshot(world, THIS)


def test_it_is_suggested_when_the_year_has_passed_without_one(world):
    def suggested(person, year: int) -> list[str]:
        day = datetime(year, 2, 1).date()  # noqa: DTZ001
        return [t.url for t in tasks_of(person, today=day) if t.kind is TaskKind.SNAPSHOT]

    assert suggested(world.coordinator, THIS + 1) == []
    actions.publish_edition(by=world.coordinator, plan=world.plan)
    assert suggested(world.coordinator, THIS + 1) == [reverse("workspace:snapshot", args=[world.plan.pk])]
    assert suggested(world.coordinator, THIS) == []
    assert suggested(world.people["area_owner"], THIS + 1) == []
    snapshot(world, THIS)
    assert suggested(world.coordinator, THIS + 1) == []


def test_the_page_makes_it_and_last_years_is_one_click_away(client, world):
    client.force_login(world.coordinator)
    address = reverse("workspace:snapshot", args=[world.plan.pk])
    before = client.post(address, {"year": THIS - 1})
    assert before.status_code == 302
    factories.an_item(world.plan, ItemKind.OVERALL_GOAL, {"text": "Ett nytt mål"})
    after = client.post(address, {"year": THIS})
    older, newer = Edition.objects.order_by("number")
    assert after["Location"] == reverse("public:edition", args=[newer.county_slug, newer.plan_slug, newer.label])
    changes = reverse("public:changes", args=[newer.county_slug, newer.plan_slug])
    link = f"{changes}?fran={older.label}&amp;till={newer.label}"
    words = f'{link}">jämfört med årsläget {THIS - 1}'
    assert words in client.get(after["Location"]).content.decode()
    assert link in client.get(reverse("public:editions", args=[newer.county_slug])).content.decode()
    assert "Ett nytt mål" in client.get(link.replace("&amp;", "&")).content.decode()
    assert client.post(address, {"year": THIS}).status_code == 422
    assert "finns redan" in client.get(address).content.decode()
