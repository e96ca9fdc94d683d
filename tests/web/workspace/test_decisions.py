"""Any decision is found by body, year and words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from samplan.actors.models import Body, BodyKind
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.publishing import actions as publishing
from samplan.publishing.decided import decisions_in
from samplan.publishing.shapes import AdoptionAnswer


def laid(workspace) -> None:
    """An edition that is decided, adopted by one municipality, and a dependency that is released."""
    edition = publishing.publish_edition(
        by=workspace.coordinator, plan=workspace.plan, decided_by="Länsrådet § 7", decided_on=date(2025, 3, 12)
    )
    town = Body.objects.filter(county=workspace.plan.county, kind=BodyKind.MUNICIPALITY).order_by("code").first()
    told = {"answer": AdoptionAnswer.ADOPTED, "decided_on": date(2026, 2, 3), "reference": "Kommunstyrelsen § 12"}
    publishing.enter_adoption(by=SYSTEM, edition=edition, body_id=town.pk, **told)
    released = {"dependency_id": workspace.dependency.pk, "decision": "Region Exempel § 31", "on": date(2026, 9, 14)}
    plans.release_dependency(by=SYSTEM, **released)


def test_decisions_come_latest_first_and_are_found_by_body_year_and_words(workspace):
    laid(workspace)
    here = workspace.plan.partnership
    every = decisions_in(here)

    def found(**asked):
        return [d.reference for d in every if d.fits(**asked)]

    assert found() == ["Region Exempel § 31", "Kommunstyrelsen § 12", "Länsrådet § 7"]
    assert found(body="länsrådet") == ["Länsrådet § 7"]
    assert found(year=2026) == ["Region Exempel § 31", "Kommunstyrelsen § 12"]
    assert found(words="samordnare") == ["Region Exempel § 31"]
    assert found(words="samordnare", year=2025) == []


def test_the_page_searches_and_costs_the_same_however_many_there_are(client, workspace, django_assert_max_num_queries):
    laid(workspace)
    client.force_login(workspace.people["decision_maker"])
    page = reverse("workspace:decisions", args=[workspace.plan.partnership_id])
    client.get(page)
    with django_assert_max_num_queries(12):
        told = client.get(page, {"organ": "kommunstyrelsen"}).content.decode()
    assert "Kommunstyrelsen § 12" in told
    assert "Region Exempel § 31" not in told
    assert "Inget beslut stämmer" in client.get(page, {"q": "zirkon"}).content.decode()
