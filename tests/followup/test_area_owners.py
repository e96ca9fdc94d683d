"""Whoever answers for an area asks about gaps in it, reads the answers and recommends; about nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.followup.owned import an_owned_plan, area, its_owner
from tests.followup.worlds import DUE, a_round, answer

from samplan.actors.models import Body, BodyKind, Person, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM, Permission
from samplan.followup import actions, queries, rules
from samplan.followup.models import Recommendation, Round
from samplan.followup.rules import NotTaken
from samplan.followup.statement_rules import acts_for
from samplan.plans.models import Plan, Responsible
from samplan.plans.rights import areas_answered_for
from samplan.publishing import actions as publishing
from samplan.publishing.followups import years_published

pytestmark = pytest.mark.django_db
MEASURES = ["gap-guideline", "gap-coordinator"]


@pytest.fixture
def plan() -> Plan:
    return an_owned_plan()


@pytest.fixture
def owner(plan: Plan) -> Person:
    return its_owner(plan)


def a_gap(plan: Plan, by: object, number: str = "2.1", **more: object) -> Round:
    bodies = Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).order_by("code")
    told = {
        "kind": "gap",
        "year": 2026,
        "due": DUE,
        "questions": MEASURES,
        "asked": {b.pk: [f"kommun{n}@exempel.example"] for n, b in enumerate(bodies, start=1)},
        "area_id": area(plan, number).pk,
        **more,
    }
    return actions.open_round(by=by, partnership=plan.partnership, **told)


def recommend(plan: Plan, by: object, number: str | None = "2.1") -> Recommendation:
    body = Body.objects.filter(county=plan.county, kind=BodyKind.MUNICIPALITY).first()
    area_id = area(plan, number).pk if number else None
    told = {"year": 2026, "text": "Utse en anhörigkonsulent.", "body_id": body.pk, "area_id": area_id}
    return actions.recommend(by=by, partnership=plan.partnership, **told)


def test_their_areas_are_those_that_they_answer_for_today(plan: Plan, owner: Person) -> None:
    here = plan.partnership
    assert list(rules.areas_to_follow_up(owner, here)) == [area(plan)]
    assert rules.can_follow_up_area(owner, here, area(plan).pk)
    assert not rules.can_follow_up_area(owner, here, area(plan, "2.2").pk)
    assert not rules.can_follow_up_area(owner, here, None)
    assert not rules.can_follow_up(owner, here)
    assert not areas_answered_for(SYSTEM, here, Permission.FOLLOW_UP).exists(), "who may for all has none of their own"
    Responsible.objects.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not rules.areas_to_follow_up(owner, here).exists()


def test_a_gap_round_of_an_area_is_opened_sent_closed_and_read_by_its_owner(plan: Plan, owner: Person) -> None:
    round_ = a_gap(plan, owner)
    assert (round_.area, round_.plan) == (area(plan), plan)
    assert actions.queue_letters(by=owner, round_id=round_.pk, sort="ask") == round_.asked.count()
    actions.prolong_round(by=owner, round_id=round_.pk, due=DUE + timedelta(days=3))
    answer(round_.asked.first(), "gap-guideline", "missing")
    actions.close_round(by=owner, round_id=round_.pk)
    round_.refresh_from_db()
    assert rules.can_run(owner, round_)
    told = queries.results_of(round_)
    assert [t.n for t in told.questions[0].tallies] == [0, 0, 1]
    [part] = queries.report_of(plan.partnership, 2026, public=False).areas
    assert (part.number, len(part.asked)) == ("2.1", 2)


def test_other_areas_kinds_and_the_county_s_rounds_are_refused(plan: Plan, owner: Person) -> None:
    with pytest.raises(NotAllowed):
        a_gap(plan, owner, "2.2")
    with pytest.raises(NotAllowed):
        a_gap(plan, owner, area_id=None)
    with pytest.raises(NotTaken):
        a_gap(plan, owner, kind="yearly", questions=["suicide-plan"])
    county = a_round(plan.partnership)
    other = a_gap(plan, SYSTEM, "2.2")
    for round_ in (county, other):
        assert not rules.can_run(owner, round_)
        for deed in (
            lambda r=round_: actions.queue_letters(by=owner, round_id=r.pk, sort="ask"),
            lambda r=round_: actions.close_round(by=owner, round_id=r.pk),
            lambda r=round_: actions.renew_link(by=owner, asked_id=r.asked.first().pk, email="a@exempel.example"),
        ):
            with pytest.raises(NotAllowed):
                deed()
    own = a_gap(plan, owner)
    actions.close_round(by=owner, round_id=own.pk)
    with pytest.raises(NotAllowed):
        actions.erase_contacts(by=owner, round_id=own.pk)


def test_it_stands_beside_the_county_s_own_and_each_is_compared_with_its_own(plan: Plan, owner: Person) -> None:
    county = a_gap(plan, SYSTEM, year=2025, area_id=None)
    answer(county.asked.first(), "gap-guideline", "in_place")
    actions.close_round(by=SYSTEM, round_id=county.pk)
    first = a_gap(plan, owner)
    with pytest.raises(NotTaken):
        a_gap(plan, owner)
    a_gap(plan, SYSTEM, area_id=None)
    answer(first.asked.first(), "gap-guideline", "missing")
    actions.close_round(by=owner, round_id=first.pk)
    assert queries.results_of(Round.objects.get(pk=first.pk)).before_year is None, "not the county's"
    again = a_gap(plan, owner, year=2027)
    actions.close_round(by=owner, round_id=again.pk)
    assert queries.results_of(Round.objects.get(pk=again.pk)).before_year == 2026


def test_an_owner_recommends_about_their_area_sees_the_answer_and_takes_back_what_is_unanswered(
    plan: Plan, owner: Person
) -> None:
    for number in ("2.2", None):
        with pytest.raises(NotAllowed):
            recommend(plan, owner, number)
    made = recommend(plan, owner)
    assert not acts_for(owner, plan.partnership, made.body), "they do not answer for the one that is asked"
    assert [line.may_answer for line in queries.recommendations_of(plan.partnership, owner)] == [False]
    with pytest.raises(NotAllowed):
        actions.answer_recommendation(by=owner, recommendation_id=made.pk, answer="done")
    actions.answer_recommendation(by=SYSTEM, recommendation_id=made.pk, answer="declined", reason="Ingen tid.")
    [line] = queries.recommendations_of(plan.partnership, owner)
    assert (line.answer, line.reason) == ("declined", "Ingen tid.")
    unanswered = recommend(plan, owner)
    county = recommend(plan, SYSTEM, None)
    with pytest.raises(NotAllowed):
        actions.withdraw_recommendation(by=owner, recommendation_id=county.pk)
    actions.withdraw_recommendation(by=owner, recommendation_id=unanswered.pk)


def test_the_pages_lead_an_owner_through_it(client, plan: Plan, owner: Person) -> None:
    here = plan.partnership
    client.force_login(owner)
    desk = client.get(reverse("workspace:rounds")).content.decode()
    opening = f"{reverse('workspace:round_open', args=[here.pk])}?slag=gap&amp;omrade={area(plan).pk}"
    assert f'href="{opening}"' in desk
    assert "Tidigt stöd" not in desk
    address = reverse("workspace:round_open", args=[here.pk])
    assert client.get(address).status_code == 403
    assert client.get(address, {"slag": "gap", "omrade": area(plan, "2.2").pk}).status_code == 403
    assert client.get(address, {"slag": "yearly", "omrade": area(plan).pk}).status_code == 404
    page = client.get(address, {"slag": "gap", "omrade": area(plan).pk}).content.decode()
    assert "2.1 Anhöriga" in page
    assert "Årliga frågor" not in page
    body = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).first()
    told = {
        **{"slag": "gap", "omrade": area(plan).pk, "year": 2026, "due": DUE.isoformat(), "fraga": MEASURES},
        **{"organisation": body.pk, f"epost-{body.pk}": "kommun@exempel.example"},
    }
    assert client.post(address, told).status_code == 302
    round_ = Round.objects.get()
    board = client.get(reverse("workspace:round", args=[round_.pk])).content.decode()
    assert "2.1 Anhöriga" in board
    assert reverse("workspace:consents", args=[round_.pk]) not in board
    answer(round_.asked.get(), "gap-guideline", "missing")
    assert client.post(reverse("workspace:round_close", args=[round_.pk])).status_code == 302
    results = client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    assert "Saknas" in results
    assert reverse("workspace:compiling", args=[round_.pk]) not in results
    assert client.get(reverse("workspace:compiling", args=[round_.pk])).status_code == 403
    county = a_round(here)
    assert client.get(reverse("workspace:round", args=[county.pk])).status_code == 403


def test_the_recommendations_page_offers_an_owner_their_areas_alone(client, plan: Plan, owner: Person) -> None:
    here = plan.partnership
    client.force_login(owner)
    address = reverse("workspace:recommendations", args=[here.pk])
    page = client.get(address).content.decode()
    form = page[page.index("Ny rekommendation") :]
    assert "2.1 Anhöriga" in form
    assert "Tidigt stöd" not in form
    body = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).first()
    told = {"body": body.pk, "text": "Utse någon.", "area": area(plan).pk, "due": ""}
    assert client.post(address, told).status_code == 302
    assert client.post(address, told | {"area": area(plan, "2.2").pk}).status_code == 422
    assert Recommendation.objects.get().made_by == owner
    nobody = factories.a_person(role=Role.AREA_OWNER, partnership=here)
    client.force_login(nobody)
    assert "Ny rekommendation" not in client.get(address).content.decode()
    assert client.post(address, told).status_code == 403


def test_published_years_keep_the_round_of_an_area_apart_from_the_county_s(plan: Plan, owner: Person) -> None:
    here = plan.partnership
    for year in (2025, 2026):
        for by, area_id, choice in ((SYSTEM, None, "in_place"), (owner, area(plan).pk, "missing")):
            round_ = a_gap(plan, by, year=year, area_id=area_id)
            for asked in round_.asked.all():
                answer(asked, "gap-guideline", choice)
            actions.close_round(by=by, round_id=round_.pk)
        publishing.publish_followup(by=SYSTEM, partnership=here, year=year)
    told = [q for q in years_published(here.county.slug) if q.code.startswith("gap-guideline")]
    assert [[y.year for y in q.years] for q in told] == [[2025, 2026], [2025, 2026]]
    assert len({q.code for q in told}) == 2, "each can be chosen"
    counts = {q.text.sv: [{c.code: n for c, n in y.counts if n} for y in q.years] for q in told}
    (of_area,) = [text for text in counts if text.startswith("2.1 Anhöriga: ")]
    asked_of = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).count()
    assert counts.pop(of_area) == [{"missing": asked_of}] * 2
    assert list(counts.values()) == [[{"in_place": asked_of}] * 2]
    rounds = {r.name.sv for r in queries.report_of(here, 2026, public=True).rounds}
    assert len(rounds) == 2
    assert any(name.endswith(", 2.1 Anhöriga") for name in rounds)
