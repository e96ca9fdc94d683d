"""An area that was split: each of its parts has its past, told as that of the area that it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories
from tests.followup.test_followed import TODAY, a_round_of_areas
from tests.followup.test_followed import plan as plan  # the world of a plan that says nothing of follow-up

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.plans import actions as plans
from samplan.plans import queries as plan_queries
from samplan.plans.models import Activity, Area, Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing.layouts.followup import followup_document

pytestmark = pytest.mark.django_db
PARTS = ("Unga", "Vuxna", "Äldre")


def first(plan: Plan) -> Area:
    return Area.objects.filter(plan=plan, removed_at=None).order_by("order").first()


def judge(plan: Plan, year: int, area: Area, text: str) -> None:
    actions.open_judging(by=SYSTEM, plan=plan, year=year)
    said = Said(value="partly", text=text)
    actions.judge(by=SYSTEM, plan=plan, year=year, kind="area", item_id=area.pk, said=said)
    actions.lock_year(by=SYSTEM, plan=plan, year=year)


def split(plan: Plan) -> tuple[str, list[Area]]:
    area = first(plan)
    return area.title, list(plans.split_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, texts=PARTS))


def followed(area: Area) -> list[tuple[int, str]]:
    told = plan_queries.area_for_editing(area.pk).followed.areas[area.pk]
    return list(dict.fromkeys((f.year, f.was) for f in told))


def test_each_part_was_followed_up_with_the_area_that_it_was(plan: Plan) -> None:
    actions.close_round(by=SYSTEM, round_id=a_round_of_areas(plan).pk)
    judge(plan, 2025, first(plan), "Halvvägs.")
    was, parts = split(plan)
    assert [followed(part) for part in parts] == [[(2026, was), (2025, was)]] * 3
    silent = [f for f in plan_queries.plan_check(plan, today=TODAY).open if f.code == "not_followed_up_for_a_year"]
    assert not {f.place.area for f in silent} & {str(p.pk) for p in parts}


def test_the_parts_take_it_with_them_into_the_next_version(plan: Plan) -> None:
    judge(plan, 2025, first(plan), "Halvvägs.")
    was, _parts = split(plan)
    told = {"title": "Nästa plan", "valid_from": date(2027, 1, 1), "valid_to": date(2030, 12, 31), "choices": {}}
    rolled = plans.roll_forward(by=SYSTEM, plan=plan, **told)
    areas = list(Area.objects.filter(plan=rolled, removed_at=None, title__in=PARTS))
    assert [followed(area) for area in areas] == [[(2025, was)]] * 3


def test_an_area_that_was_not_split_says_nothing_of_another(plan: Plan) -> None:
    judge(plan, 2025, first(plan), "Halvvägs.")
    assert followed(first(plan)) == [(2025, "")]


def test_whoever_judges_a_part_sees_what_was_said_of_the_whole(plan: Plan, client: Client) -> None:
    judge(plan, 2025, first(plan), "Halvvägs.")
    was, parts = split(plan)
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    told = {a.title: a.items[0] for a in queries.year_of_judging(plan, 2026).areas}
    assert [(told[t].before.text, told[t].was) for t in PARTS] == [("Halvvägs.", was)] * 3
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    page = client.get(reverse("workspace:judging", args=[plan.pk, 2026])).content.decode()
    assert page.count(f"Bedömt som en del av {was}") == 3
    page = client.get(reverse("workspace:area", args=[plan.pk, parts[1].pk])).content.decode()
    assert f"Bedömt som en del av {was}" in page


def test_the_year_of_the_parts_has_the_wholes_judgement_beside_it_with_its_name(plan: Plan) -> None:
    judge(plan, 2025, first(plan), "Halvvägs.")
    was, parts = split(plan)
    judge(plan, 2026, parts[1], "Klart.")
    (area,) = queries.report_of(plan.partnership, 2026, public=True).areas
    assert (area.title, area.before_comment, area.was) == ("Vuxna", "Halvvägs.", was)
    report = queries.report_of(plan.partnership, 2026, public=True)
    texts = [text for text, _place in followup_document(report).texts()]
    assert f"Bedömt 2025, som en del av {was}" in texts


def test_readers_find_the_published_years_of_the_whole_at_each_part(db: None, client: Client) -> None:
    plan = factories.a_plan()
    factories.an_area(plan)
    judge(plan, 2025, first(plan), "Halvvägs.")
    publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2025)
    was, parts = split(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    for part in parts:
        page = Client().get(f"/{plan.county.slug}/omrade/{part.slug}/").content.decode()
        assert f"som en del av {was}" in page
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    inside = client.get(reverse("workspace:area", args=[plan.pk, parts[1].pk])).content.decode()
    assert f"som en del av {was}" in inside.split("Utgiven uppföljning")[1]


def test_activities_that_moved_keep_their_own_past(plan: Plan) -> None:
    activity = Activity.objects.filter(area=first(plan)).first()
    actions.open_judging(by=SYSTEM, plan=plan, year=2025)
    actions.judge(
        by=SYSTEM, plan=plan, year=2025, kind="activity", item_id=activity.pk, said=Said(value="done", text="Gjort.")
    )
    split(plan)
    actions.open_judging(by=SYSTEM, plan=plan, year=2026)
    items = [i for a in queries.year_of_judging(plan, 2026).areas for i in a.items if i.kind == "activity"]
    assert [(i.before.text, i.was) for i in items if i.before] == [("Gjort.", "")]
