"""On the page of a year's judgement the owners' answers stand beside, and one click takes them with their source."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_owners_answers import a_round_of, imported, item, plan  # noqa: F401 (fixtures)

from samplan.actors.models import Role
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.plans.models import Plan

pytestmark = pytest.mark.django_db


def test_an_answer_is_seen_beside_and_taken_with_one_click(client, plan: Plan) -> None:  # noqa: F811
    a_round_of(plan, "goals", "partly", "Fler än förra året.", needs="Fler utbildningar.")
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    address = reverse("workspace:judging", args=[plan.pk, 2026])
    page = client.get(address).content.decode()
    assert "Anhörigcentrum" in page
    assert "Fler än förra året." in page
    assert "Inte bedömt" in page, "nothing is judged by it"
    told = item(plan, "area")
    take = reverse("workspace:take_answer", args=[plan.pk, 2026, "area", told.id])
    assert f'action="{take}"' in page
    after = client.post(take, {"svar": told.proposed[0].key, "version": "0"}, follow=True).content.decode()
    assert "Svaret är bedömningen nu." in after
    assert 'Taget ur svaret från <span lang="sv">Anhörigcentrum</span>' in after
    assert f'action="{take}"' not in after
    assert "Taken from the answer" in client.get(f"/en{address}").content.decode()


def test_an_answer_does_not_take_the_place_of_what_somebody_judged_meanwhile(client, plan: Plan) -> None:  # noqa: F811
    a_round_of(plan, "status", "paused", "Vilar.", reason="Ingen ledare.")
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=plan.partnership))
    told = item(plan, "activity")
    said = actions.Said(value="done", text="Gjord.")
    actions.judge(by=SYSTEM, plan=plan, year=2026, kind="activity", item_id=told.id, said=said)
    take = reverse("workspace:take_answer", args=[plan.pk, 2026, "activity", told.id])
    page = client.post(take, {"svar": told.proposed[0].key, "version": "0"}, follow=True).content.decode()
    assert "Någon annan har bedömt det här sedan du öppnade sidan." in page
    assert item(plan, "activity").now.value == "done"


def test_the_first_judged_year_stands_beside_what_the_document_told(client, imported: Plan) -> None:  # noqa: F811
    actions.open_judging(by=SYSTEM, plan=imported, year=2025)
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=imported.partnership))
    page = client.get(reverse("workspace:judging", args=[imported.pk, 2025])).content.decode()
    assert "läst ur dokument" in page
    assert "Kommentar: Två kurser hölls." in page
    told = item_of(imported)
    judge = client.get(reverse("workspace:judge", args=[imported.pk, 2025, "area", told])).content.decode()
    assert "gammal.docx" in judge
    assert "Kommentar: Två kurser hölls." in judge


def item_of(plan: Plan) -> int:  # noqa: F811
    """The first area of a plan."""
    from samplan.plans.models import Area

    return Area.objects.filter(plan=plan).order_by("order").values_list("pk", flat=True)[0]
