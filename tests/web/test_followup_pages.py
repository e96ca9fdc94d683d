"""Pages of what becomes of follow-up: compiled, judged, recommended, published; whom they name, how often they ask."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories, worlds
from tests.followup.test_compiling import TEXT, bodies
from tests.followup.test_report import a_year, the_round
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.actions import Said
from samplan.followup.models import Consent, JudgedYear, Judgement, Recommendation, Statement
from samplan.plans.models import Activity, Goal, Plan
from samplan.publishing import actions as publishing
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db


def coordinator(plan: Plan) -> Person:
    return factories.a_person(role="coordinator", partnership=plan.partnership)


def published(plan: Plan) -> str:
    """The plan and its year out for everybody; where the year stands."""
    one = contacts(the_round(plan))[1]
    actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)
    return f"/{plan.county.slug}/uppfoljning/2026/"


def test_everybody_reads_the_year_and_nobody_who_has_not_consented_stands_beside_an_answer(client):
    plan = a_year()
    address = published(plan)
    page = client.get(address).content.decode()
    assert "En kommun har en antagen plan för suicidprevention." in page
    assert "1 av 6" in page
    assert "Eget ord" not in page
    grid = page.split('id="h-kommuner"')[1]
    assert "Exempelby 2 kommun" in grid
    assert "Exempelby 3 kommun" not in grid
    assert "5 organisationer visas inte med namn" in page


def test_both_pages_say_that_the_judgement_waits_until_the_year_is_locked(client):
    plan = a_year()
    JudgedYear.objects.update(locked_at=None)
    public = client.get(published(plan)).content.decode()
    client.force_login(coordinator(plan))
    desk = client.get(reverse("workspace:followup_publish", args=[plan.partnership_id, 2026])).content.decode()
    for page in (public, desk):
        assert "Bedömningen av mål och aktiviteter är inte klar. Den ges ut när året är låst." in page
    assert "Färre än förra året." not in public
    assert reverse("workspace:judged_years", args=[plan.pk]) in desk


def test_a_year_of_which_only_an_open_judgement_is_there_says_that_it_must_be_locked(client):
    plan = worlds.goal_table_world(3).plan
    told = {"by": SYSTEM, "plan": plan, "year": 2026}
    actions.open_judging(**told)
    goal = Goal.objects.filter(area__plan=plan).first()
    actions.judge(**told, kind="goal", item_id=goal.pk, said=Said(value="partly", text="Halvvägs."))
    client.force_login(coordinator(plan))
    address = reverse("workspace:followup_publish", args=[plan.partnership_id, 2026])
    refused = client.post(address, {"note": ""})
    assert refused.status_code == 422
    assert "Bedömningen 2026 är inte låst" in refused.content.decode()
    actions.lock_year(**told)
    assert client.post(address, {"note": ""}).status_code == 302


def test_an_opened_year_is_taken_back_from_the_page_until_something_is_judged(client):
    plan = worlds.goal_table_world(3).plan
    client.force_login(coordinator(plan))
    years = reverse("workspace:judged_years", args=[plan.pk])
    client.post(years, {"year": "2024"})
    client.post(years, {"year": "2025"})
    back = reverse("workspace:take_back_year", args=[plan.pk, 2025])
    assert back in client.get(years).content.decode()
    page = client.post(back, follow=True).content.decode()
    assert "2025 är taget tillbaka. 2024 är öppet igen." in page
    goal = Goal.objects.filter(area__plan=plan).first()
    actions.judge(by=SYSTEM, plan=plan, year=2024, kind="goal", item_id=goal.pk, said=Said(value="partly"))
    back = reverse("workspace:take_back_year", args=[plan.pk, 2024])
    assert back not in client.get(years).content.decode()
    assert "Något är bedömt i 2024." in client.post(back, follow=True).content.decode()


def test_each_page_has_its_data_and_files_at_its_address(client):
    address = published(a_year())
    for path in (address, f"{address}1/", f"{address}for/exempelby-2-kommun/", f"/en{address}"):
        page = client.get(path).content.decode()
        found = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', page)
        assert found, path
        assert client.get(found[1]).json()
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{"), ("csv", b"\xef\xbb\xbf")):
        assert client.get(f"{address}1/fil/{form}").content.startswith(start)
    assert client.get(f"{address}1/fil/pdf?layout=goal-table").status_code == 200
    assert client.get(f"{address}1/fil/pdf?layout=annat").status_code == 404
    assert client.get(f"{address}for/exempelby-2-kommun/fil/docx").content.startswith(b"PK")
    assert client.get(f"{address}for/exempelby-3-kommun/").status_code == 404


def test_a_withdrawn_year_tells_why_and_gives_no_file(client):
    plan = a_year()
    address = published(plan)
    told = {"by": SYSTEM, "partnership": plan.partnership, "year": 2026, "number": 1}
    publishing.withdraw_followup(**told, reason="Någon ångrade sig")
    page = client.get(f"{address}1/").content.decode()
    assert "Någon ångrade sig" in page
    assert "Exempelby 2" not in page
    assert client.get(f"{address}1/fil/pdf").status_code == 404
    assert client.get(address).status_code == 404


def test_a_body_says_by_its_link_whether_it_may_be_named(client):
    plan = a_year()
    one = contacts(the_round(plan))[0]
    link = f"/svara/{token_of(one.pk, one.key)}/"
    assert "Får vi visa ert namn?" in client.get(f"{link}klart/").content.decode()
    client.post(f"{link}namn/", {"namn": "ja"})
    assert Consent.objects.get().names
    client.post(f"{link}namn/", {"namn": "nej"})
    assert not Consent.objects.get().names


def test_a_draft_becomes_a_statement_and_a_typed_number_is_refused_with_all_that_was_written(client):
    plan = a_year(statements=0)
    round_ = the_round(plan)
    client.force_login(coordinator(plan))
    new = reverse("workspace:statement_add", args=[round_.pk])
    page = client.get(f"{new}?fraga=suicide-plan&svar=yes").content.decode()
    assert "[antal] svarar ja på frågan" in page
    sources = {f"kalla-{a.pk}-suicide-plan": "says" for a in bodies(round_)[:1]}
    refused = client.post(new, {"text": "[antal] svarar. Flera kommuner svarar.", **sources})
    assert refused.status_code == 422
    assert "Flera kommuner svarar." in refused.content.decode()
    assert not Statement.objects.exists()
    client.post(new, {"text": TEXT, **sources})
    (one,) = queries.compilation_of(round_).statements
    assert (one.said.sv, one.n) == ("En kommun har en antagen plan för suicidprevention.", 1)
    client.post(reverse("workspace:statement", args=[round_.pk, one.id]), {"ta-bort": "ja"})
    assert not Statement.objects.exists()


def test_judging_keeps_what_was_written_when_a_reason_is_missing(client):
    plan = a_year()
    JudgedYear.objects.update(locked_at=None)
    client.force_login(coordinator(plan))
    activity = Activity.objects.filter(area__plan=plan).order_by("pk").first()
    row = Judgement.objects.get(activity=activity)
    address = reverse("workspace:judge", args=[plan.pk, 2026, "activity", activity.pk])
    told = {"value": "paused", "text": "Kursen vilar.", "version": row.version}
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert "Kursen vilar." in refused.content.decode()
    client.post(address, {**told, "reason": "Läraren slutade"})
    row.refresh_from_db()
    assert (row.value, row.reason) == ("paused", "Läraren slutade")


def test_a_contact_answers_a_recommendation_from_their_tasks(client):
    plan = a_year()
    one = Recommendation.objects.get()
    client.force_login(factories.a_person(role="municipal_contact", partnership=plan.partnership, body=one.body))
    address = reverse("workspace:recommendation", args=[one.pk])
    assert address in client.get(reverse("workspace:tasks")).content.decode()
    assert client.post(address, {"answer": "declined", "reason": ""}).status_code == 422
    client.post(address, {"answer": "done", "reason": ""})
    assert address not in client.get(reverse("workspace:tasks")).content.decode()


def test_a_year_that_nobody_can_judge_yet_is_refused_with_one_sentence(client):
    plan = a_year()
    client.force_login(coordinator(plan))
    refused = client.post(reverse("workspace:judged_years", args=[plan.pk]), {"year": "2105"})
    assert refused.status_code == 422
    assert "2105 ligger för långt fram, det senaste år som går att öppna är" in refused.content.decode()


@pytest.mark.parametrize("name", ["compiling", "judging", "followup_year", "recommendations", "meeting"])
def test_pages_ask_the_database_as_often_however_much_there_is(client, name):
    def asked(plan: Plan) -> int:
        round_, here = the_round(plan), plan.partnership_id
        known = {
            "compiling": [round_.pk],
            "judging": [plan.pk, 2026],
            "followup_year": [here, 2026],
            "recommendations": [here],
            "meeting": [plan.pk],
        }
        client.force_login(coordinator(plan))
        address = reverse(f"workspace:{name}", args=known[name])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    few, many = asked(a_year(3, 2, code="91")), asked(a_year(12, 40, statements=5, code="92"))
    assert few == many <= 40


def test_two_grids_in_a_year_are_called_what_they_are(client):
    plan = a_year()
    gap = a_round(plan.partnership, kind="gap", questions=["gap-school"])
    for asked in bodies(gap):
        answer(asked, "gap-school", "in_place")
    actions.close_round(by=SYSTEM, round_id=gap.pk)
    client.force_login(coordinator(plan))
    page = client.get(reverse("workspace:followup_year", args=[plan.partnership_id, 2026])).content.decode()
    names = re.findall(r'role="region" tabindex="0" aria-label="([^"]+)"', page)
    assert names == ["Svar kommun för kommun: Årliga frågor", "Svar kommun för kommun: Gapanalys"]
