"""Pages of a question over the years: everybody's answers at the desk, what is published for the public."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_years import a_history, a_year_of
from tests.followup.worlds import contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.models import Round
from samplan.publishing import actions as publishing

pytestmark = pytest.mark.django_db


def newest(here) -> Round:
    return Round.objects.filter(partnership=here).order_by("-year").first()


def desk(client, here, role: str = "coordinator"):
    client.force_login(factories.a_person(role=role, partnership=here))
    return reverse("workspace:round_years", args=[newest(here).pk])


def test_a_question_stands_with_all_its_years_and_the_line_breaks_where_it_changed(client):
    here = a_history({2023: "nnnnn", 2024: "ynnnn"})
    a_year_of(here, 2025, "yyynn", version=2)
    page = client.get(desk(client, here) + "?fraga=suicide-plan").content.decode()
    assert "2025 ändrades frågan. Åren före jämförs inte med åren från och med då." in page
    assert page.count("Antal svar, år för år") == 2
    assert "Ord 2023 n" in page
    assert "Ord 2025 y" in page
    assert page.split("Organisation för organisation")[1].count("ändrat") == 1
    results = client.get(reverse("workspace:round_results", args=[newest(here).pk])).content.decode()
    assert reverse("workspace:round_years", args=[newest(here).pk]) in results


def test_all_questions_and_years_as_table_and_as_data(client):
    here = a_history({2023: "nnnnn", 2024: "ynnn-"})
    desk(client, here)
    at = [newest(here).pk]
    rows = client.get(reverse("workspace:round_years_file", args=[*at, "csv"])).content.decode("utf-8-sig").splitlines()
    assert any("Ord 2024 y" in r and ";ja;" in r for r in rows)
    told = client.get(reverse("workspace:round_years_file", args=[*at, "json"])).json()
    question = next(q for q in told["questions"] if q["code"] == "suicide-plan")
    assert [y["year"] for y in question["years"]] == [2023, 2024]
    assert [(y["moved"], y["not_answered"]) for y in question["years"]] == [(None, 0), (1, 1)]
    assert question["bodies"][0]["answers"][1] == {
        "choice": "yes",
        "text": "Ord 2024 y",
        "moved": True,
        "answered": True,
    }


def test_only_those_who_run_follow_up_read_everybodys_years(client):
    here = a_history({2023: "nnnnn", 2024: "ynnnn"})
    for role in ("reader", "area_owner"):
        assert client.get(desk(client, here, role)).status_code == 403
    client.logout()
    assert client.get(reverse("workspace:round_years", args=[newest(here).pk])).status_code == 302


def test_the_public_page_tells_counts_and_only_those_who_said_yes_and_never_their_words(client):
    here = a_history({2024: "nnnny", 2026: "yypny"})
    for round_ in Round.objects.filter(partnership=here):
        one = next(c for c in contacts(round_) if c.asked_id == bodies(round_)[0].pk)
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    for year in (2024, 2026):
        publishing.publish_followup(by=SYSTEM, partnership=here, year=year)
    plan = factories.a_plan(here)
    factories.an_area(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    address = f"/{here.county.slug}/uppfoljning/ar-for-ar/"
    page = client.get(address + "?fraga=suicide-plan").content.decode()
    assert "Ord 20" not in page
    table = page.split('id="h-rorelse"')[1]
    assert "Exempelby 1" in table
    assert "Exempelby 2" not in table
    assert "ändrat" in table
    assert "Ord 20" not in str(client.get(address[:-1] + ".json").json())
    csv = client.get(address[:-1] + ".csv").content.decode("utf-8-sig")
    assert "Exempelby" not in csv
    assert f'href="{address}"' in client.get(f"/{here.county.slug}/uppfoljning/").content.decode()
