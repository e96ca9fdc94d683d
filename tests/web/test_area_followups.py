"""An area's page leads to the years of follow-up that say something of it, and tells the last in a line."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_report import a_year
from tests.followup.worlds import a_round, answer

from samplan.actors.models import Role
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.actions import Said
from samplan.plans.models import Area, Plan
from samplan.publishing import actions as publishing

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """A plan with an edition, judged and followed up in 2026, and another area that nothing is said of."""
    made = a_year()
    factories.an_area(made, "Tidigt stöd", number="1.5")
    publishing.publish_edition(by=SYSTEM, plan=made)
    return made


def publish(plan: Plan, year: int = 2026) -> None:
    publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=year)


def area_of(plan: Plan, number: str = "1.4") -> Area:
    return Area.objects.get(plan=plan, number=number)


def public(client, plan: Plan, number: str = "1.4") -> str:
    slug = plan.partnership.county.slug
    return client.get(reverse("public:area", args=[slug, area_of(plan, number).slug])).content.decode()


def test_the_public_page_leads_to_the_years_and_tells_the_last(client, plan: Plan) -> None:
    address = reverse("public:followup_year", args=[plan.partnership.county.slug, 2026])
    link = f'href="{address}#omrade-{area_of(plan).slug}"'
    assert link not in public(client, plan)
    publish(plan)
    page = public(client, plan)
    assert link in page
    assert "Delvis uppnått" in page
    assert "Fler kurser." in page
    assert "4 mål och aktiviteter är bedömda." in page
    assert "Ingen uppföljning är skriven ännu." not in page
    assert f'id="omrade-{area_of(plan).slug}"' in client.get(address).content.decode()
    assert f'href="{address}#' not in public(client, plan, "1.5"), "nothing is said of that area"


def test_earlier_years_stand_after_the_last_one(client, plan: Plan) -> None:
    publish(plan)
    actions.open_judging(by=SYSTEM, plan=plan, year=2027)
    actions.judge(
        by=SYSTEM,
        plan=plan,
        year=2027,
        kind="area",
        item_id=area_of(plan).pk,
        said=Said(value="achieved", text="Klart."),
    )
    actions.lock_year(by=SYSTEM, plan=plan, year=2027)
    publish(plan, 2027)
    page = public(client, plan)
    assert page.index(">2027</a>") < page.index("Klart.") < page.index("Tidigare år") < page.index(">2026</a>")
    data = client.get(reverse("public:area", args=[plan.partnership.county.slug, area_of(plan).slug])[:-1] + ".json")
    assert [y["year"] for y in data.json()["published_followups"]] == [2027, 2026]
    english = client.get("/en" + reverse("public:area", args=[plan.partnership.county.slug, area_of(plan).slug]))
    assert "Earlier years" in english.content.decode()


def test_a_withdrawn_year_is_not_led_to_and_an_edition_s_own_page_never_changes(client, plan: Plan) -> None:
    edition = reverse("public:edition_area", args=[plan.partnership.county.slug, plan.slug, "1", area_of(plan).slug])
    before = client.get(edition).content
    publish(plan)
    assert client.get(edition).content == before
    publishing.withdraw_followup(by=SYSTEM, partnership=plan.partnership, year=2026, number=1, reason="Fel siffror.")
    assert "#omrade-" not in public(client, plan)


def test_the_workspace_s_page_tells_the_last_judgement_and_leads_to_it(client, plan: Plan) -> None:
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    address = reverse("workspace:area", args=[plan.pk, area_of(plan).pk])
    page = client.get(address).content.decode()
    assert "Senast bedömt för 2026." in page
    assert "Delvis uppnått" in page
    judging = reverse("workspace:judging", args=[plan.pk, 2026])
    assert f'href="{judging}#h-{area_of(plan).pk}"' in page
    assert f'id="h-{area_of(plan).pk}"' in client.get(judging).content.decode()
    publish(plan)
    assert "#omrade-" in client.get(address).content.decode()
    other = client.get(reverse("workspace:area", args=[plan.pk, area_of(plan, "1.5").pk])).content.decode()
    assert "Så har området följts upp" not in other


def test_a_round_s_questions_about_an_area_are_told_where_nobody_has_judged(client) -> None:
    plan = factories.a_plan(valid_from=date(2024, 1, 1))
    area = factories.an_area(plan, number="1.4")
    round_ = a_round(plan.partnership, plan_id=plan.pk, questions=[])
    answer(round_.asked.first(), round_.questions.get().code, "4", "Påhittat.")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    page = client.get(reverse("workspace:area", args=[plan.pk, area.pk])).content.decode()
    assert "Frågor om området besvarades i en uppföljning för 2026." in page
