"""Who owns what over time: asking, answering, handing over, bodies that become others, and what nobody owns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import factories, worlds

from samplan.actors.models import AuditEvent, BodySuccession
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import Area, Responsible
from samplan.plans.queries import plan_content, plan_file
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart, Successor

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def an_owner(plan, area, text, **values):
    """Somebody with a part in an area or an item of it."""
    return factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": text, **values}, area.pk)


def a_county():
    """A plan of two areas, with two units that share them."""
    partnership = factories.a_partnership()
    plan = factories.a_plan(partnership)
    clinic, school = factories.a_body(partnership, "Psykiatrin"), factories.a_body(partnership, "Elevhälsan")
    first, second = factories.an_area(plan, "Suicidprevention"), factories.an_area(plan, "Skola")
    rows = [
        an_owner(plan, first, "Psykiatrin", body=clinic.pk),
        an_owner(plan, second, "Psykiatrin", body=clinic.pk, part=OwnerPart.TAKES_PART),
        an_owner(plan, second, "Elevhälsan", body=school.pk),
    ]
    return partnership, plan, clinic, school, rows


def shown(plan) -> list[tuple[list[str], list[str]]]:
    """Who is responsible and who takes part, area by area."""
    return [([b.name for b in a.responsible], [b.name for b in a.takes_part]) for a in plan_content(plan.pk).areas]


def test_the_parts_stand_in_the_content_and_only_those_responsible_in_the_plan_file():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    goal = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Mål"}, area.pk)
    an_owner(plan, area, "Nu")
    an_owner(plan, area, "Förr", valid_to=TODAY - DAY)
    an_owner(plan, area, "Sedan", valid_from=TODAY + DAY)
    an_owner(plan, area, "Med", part=OwnerPart.TAKES_PART)
    an_owner(plan, area, "Får veta", part=OwnerPart.INFORMED)
    an_owner(plan, area, "Målets", goal=goal.pk)
    assert plan_file(plan.pk).areas[0].responsible == ["Nu"]
    told = plan_content(plan.pk).areas[0]
    assert [b.name for b in (*told.responsible, *told.takes_part, *told.informed)] == ["Nu", "Med", "Får veta"]
    assert [b.name for b in told.goals[0].responsible] == ["Målets"]


def test_a_person_stands_only_with_a_body():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    person = factories.a_person(role="reader", partnership=plan.partnership)
    with pytest.raises(InvalidValue) as refused:
        an_owner(plan, area, "Någon", person=person.pk)
    assert refused.value.field == "person"
    body = factories.a_body(plan.partnership)
    assert an_owner(plan, area, "Psykiatrin", person=person.pk, body=body.pk).person == person


def test_a_hand_over_keeps_the_past_and_is_one_event_and_handing_back_undoes_it():
    partnership, plan, clinic, school, rows = a_county()
    events = AuditEvent.objects.count()
    mine = [rows[0].pk, rows[1].pk]
    to = Successor("Elevhälsan", school.pk)
    done = actions.hand_over(by=SYSTEM, partnership=partnership, rows=mine, to=to, on=TODAY)
    assert (done.moved, done.areas) == (2, 2)
    assert AuditEvent.objects.count() == events + 1
    assert shown(plan) == [(["Elevhälsan"], []), (["Elevhälsan"], ["Elevhälsan"])]
    rows[0].refresh_from_db()
    assert rows[0].valid_to == TODAY - DAY
    new = Responsible.objects.filter(body=school, valid_from=TODAY).values_list("pk", flat=True)
    back = Successor("Psykiatrin", clinic.pk)
    actions.hand_over(by=SYSTEM, partnership=partnership, rows=list(new), to=back, on=TODAY)
    assert shown(plan) == [(["Psykiatrin"], []), (["Elevhälsan"], ["Psykiatrin"])]
    rows[0].refresh_from_db()
    assert rows[0].valid_to is None


def test_who_has_it_already_does_not_get_it_twice():
    partnership, plan, clinic, school, rows = a_county()
    area = Area.objects.get(plan=plan, title="Skola")
    an_owner(plan, area, "Psykiatrin", body=clinic.pk)
    actions.hand_over(
        by=SYSTEM, partnership=partnership, rows=[rows[2].pk], to=Successor("Psykiatrin", clinic.pk), on=TODAY
    )
    assert shown(plan)[1] == (["Psykiatrin"], ["Psykiatrin"])
    assert school.pk not in {r.body for r in queries.owned_in(plan)}


def test_a_body_that_becomes_another_keeps_its_past_and_its_plan_goes_on():
    partnership, plan, clinic, _school, rows = a_county()
    new = factories.a_body(partnership, "Länspsykiatrin")
    old_plan = factories.a_plan(partnership, title="Förra", valid_to=date(2020, 12, 31))
    old = an_owner(old_plan, factories.an_area(old_plan), "Psykiatrin", body=clinic.pk)
    done = actions.succeed_bodies(by=SYSTEM, partnership=partnership, before=[clinic], after=[new], on=TODAY)
    assert done.moved == 2
    assert shown(plan) == [(["Länspsykiatrin"], []), (["Elevhälsan"], ["Länspsykiatrin"])]
    old.refresh_from_db()
    assert (old.text, old.valid_to) == ("Psykiatrin", None)
    assert Responsible.objects.filter(body=clinic, area__plan=plan, valid_to=TODAY - DAY).count() == 2
    clinic.refresh_from_db()
    assert clinic.valid_to == TODAY - DAY
    assert rows[0].history.count() == 2


def test_a_split_asks_item_by_item_and_a_merge_takes_all():
    partnership, plan, clinic, school, rows = a_county()
    young, adult = factories.a_body(partnership, "Barnpsykiatrin"), factories.a_body(partnership, "Vuxenpsykiatrin")
    actions.succeed_bodies(
        by=SYSTEM,
        partnership=partnership,
        before=[clinic],
        after=[adult, young],
        on=TODAY,
        choices={rows[1].pk: young.pk},
    )
    assert shown(plan) == [(["Vuxenpsykiatrin"], []), (["Elevhälsan"], ["Barnpsykiatrin"])]
    both = factories.a_body(partnership, "Allt under ett tak")
    actions.succeed_bodies(
        by=SYSTEM, partnership=partnership, before=[young, school], after=[both], on=TODAY + DAY * 30
    )
    assert shown(plan)[1] == (["Elevhälsan"], ["Barnpsykiatrin"])
    later = [(r.text, r.valid_from) for r in Responsible.objects.filter(body=both)]
    assert later == [("Allt under ett tak", TODAY + DAY * 30)] * 2
    assert BodySuccession.objects.filter(successor=both).count() == 2


def test_a_succession_is_refused_when_it_cannot_be():
    partnership, _plan, clinic, school, _rows = a_county()
    region = type(clinic).objects.get(kind="region", county=partnership.county)
    for before, after in (([clinic], [clinic]), ([], [school]), ([clinic], []), ([region], [school])):
        with pytest.raises(InvalidValue):
            actions.succeed_bodies(by=SYSTEM, partnership=partnership, before=before, after=after, on=TODAY)
    assert not BodySuccession.objects.exists()
    reader = factories.a_person(role="area_owner", partnership=partnership, body=clinic)
    with pytest.raises(NotAllowed):
        actions.succeed_bodies(by=reader, partnership=partnership, before=[clinic], after=[school], on=TODAY)


def test_the_asked_body_answers_and_others_do_not():
    partnership, _plan, clinic, school, rows = a_county()
    part = factories.a_body(partnership, "Mottagningen", part_of=clinic)
    contact = factories.a_person(role="region_contact", partnership=partnership, body=clinic)
    other = factories.a_person(role="region_contact", partnership=partnership, body=school)
    below = an_owner(rows[0].area.plan, rows[0].area, "Mottagningen", body=part.pk)
    asks = actions.ask_owners(
        by=SYSTEM, partnership=partnership, rows=[rows[0].pk, below.pk], question="Tar ni det?", due=TODAY
    )
    assert {o.id for o in queries.asks_for(contact)} == {rows[0].pk, below.pk}
    assert queries.asks_for(other) == []
    with pytest.raises(NotAllowed):
        actions.answer_ask(by=other, ask_id=asks[0].pk, answer="accepted")
    with pytest.raises(InvalidValue) as refused:
        actions.answer_ask(by=contact, ask_id=asks[0].pk, answer="declined")
    assert refused.value.field == "text"
    actions.answer_ask(by=contact, ask_id=asks[0].pk, answer="proposed", text="Elevhälsan passar bättre.")
    actions.answer_ask(by=contact, ask_id=asks[1].pk, answer="accepted")
    assert queries.asks_for(contact) == []
    told = {o.id: o.came_back for o in queries.owned_in(rows[0].area.plan)}
    assert told[rows[0].pk].text == "Elevhälsan passar bättre."
    assert told[below.pk] is None
    with pytest.raises(InvalidValue):
        actions.answer_ask(by=contact, ask_id=asks[1].pk, answer="declined", text="Nej")


def test_who_is_asked_stands_as_asked_until_they_have_said_yes(django_assert_num_queries):
    partnership, plan, _clinic, school, rows = a_county()
    first = rows[0].area

    def told():
        [area] = [a for a in plan_content(plan.pk).areas if a.title == "Suicidprevention"]
        return [b.name for b in area.responsible], [(b.name, b.part) for b in area.asked]

    row = an_owner(plan, first, "Elevhälsan", body=school.pk)
    assert told() == (["Psykiatrin", "Elevhälsan"], [])
    wanted = {"accepted": (["Psykiatrin", "Elevhälsan"], []), "declined": (["Psykiatrin"], [])}
    waits = (["Psykiatrin"], [("Elevhälsan", OwnerPart.RESPONSIBLE)])
    for answer in ("declined", "proposed", "accepted"):
        [ask] = actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[row.pk])
        assert told() == waits
        assert plan_file(plan.pk).areas[0].responsible == ["Psykiatrin"]
        actions.answer_ask(by=SYSTEM, ask_id=ask.pk, answer=answer, text="Så är det")
        assert told() == wanted.get(answer, waits)
    actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[row.pk])
    with django_assert_num_queries(17):
        plan_content(plan.pk)


def test_a_next_version_and_a_split_make_no_promise_of_a_question():
    partnership, plan, clinic, school, rows = a_county()
    first = rows[0].area
    activity = factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Utbilda och följa upp"}, first.pk)
    asked = an_owner(plan, first, "Elevhälsan", body=school.pk, activity=activity.pk)
    refused = an_owner(plan, first, "Psykiatrin", body=clinic.pk, activity=activity.pk)
    _, no = actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[asked.pk, refused.pk])
    actions.answer_ask(by=SYSTEM, ask_id=no.pk, answer="declined", text="Nej")
    new = actions.roll_forward(by=SYSTEM, plan=plan, title="Nästa")
    actions.split_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=activity.pk, texts=["Utbilda", "Följa upp"])
    for one in (plan, new):
        for area in plan_content(one.pk).areas[:1]:
            assert all(not a.responsible and [b.name for b in a.asked] == ["Elevhälsan"] for a in area.activities)
    assert len(plan_content(plan.pk).areas[0].activities) == 2


def test_a_question_that_waits_is_not_asked_twice():
    partnership, _plan, _clinic, _school, rows = a_county()
    actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[rows[0].pk])
    again = actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[rows[0].pk, rows[2].pk])
    assert [a.responsible_id for a in again] == [rows[2].pk]


def test_words_that_are_nobody_cannot_be_asked():
    partnership, plan, _clinic, _school, rows = a_county()
    words = an_owner(plan, rows[0].area, "Alla berörda")
    with pytest.raises(InvalidValue, match="Nobody can answer for Alla berörda"):
        actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[rows[0].pk, words.pk])
    assert queries.owned_in(plan)[0].asks == ()


def test_an_area_owner_asks_and_hands_over_only_in_own_areas():
    partnership, _plan, clinic, school, rows = a_county()
    owner = factories.a_person(role="area_owner", partnership=partnership, body=clinic)
    actions.ask_owners(by=owner, partnership=partnership, rows=[rows[0].pk])
    to = Successor("Elevhälsan", school.pk)
    with pytest.raises(NotAllowed):
        actions.hand_over(by=owner, partnership=partnership, rows=[rows[0].pk, rows[2].pk], to=to, on=TODAY)
    assert actions.hand_over(by=owner, partnership=partnership, rows=[rows[0].pk], to=to, on=TODAY).moved == 1
    contact = factories.a_person(role="region_contact", partnership=partnership, body=school)
    with pytest.raises(NotAllowed):
        actions.hand_over(by=contact, partnership=partnership, rows=[rows[2].pk], to=to, on=TODAY)


def test_what_nobody_owns_is_listed():
    world = worlds.goal_table_world(2)
    alone = [(o.kind, o.words) for o in queries.ownerless(world.plan)]
    assert alone == [(ItemKind.AREA, "1.2 Tidiga insatser"), (ItemKind.ACTIVITY, "Möte med alla kommuner")]
    covered = queries.ownerless(world.plan, covered=True)
    assert [o.covered_by for o in covered if o.area.startswith("1.1")] == [
        ("Elevhälsan i Exempelby 1", "Psykiatrin")
    ] * 2
    second = Area.objects.get(plan=world.plan, number="1.2")
    an_owner(world.plan, second, "Skolcheferna")
    assert queries.ownerless(world.plan) == []


def test_who_has_said_nothing_for_months_is_listed_until_they_do():
    partnership, plan, clinic, school, rows = a_county()
    speaks = factories.a_person(role="area_owner", partnership=partnership, body=school)
    later = TODAY + DAY * 200
    assert queries.silent_since(plan, months=6) == []
    found = queries.silent_since(plan, months=6, today=later)
    assert [(s.owned.id, s.said) for s in found] == [(rows[0].pk, None), (rows[2].pk, None)]
    actions.add_item(
        by=speaks, plan=plan, kind=ItemKind.GOAL, values={"level": "long", "text": "Mål"}, parent_id=rows[2].area_id
    )
    assert [s.said for s in queries.silent_since(plan, months=6, today=later)] == [None, TODAY]
    assert queries.silent_since(plan, months=8, today=later) == []
    assert clinic.pk == queries.silent_since(plan, months=6, today=later)[0].owned.body


def test_the_pack_tells_a_successor_what_there_is():
    partnership, plan, clinic, _school, rows = a_county()
    contact = factories.a_person("Kontakt Psykiatrin", role="region_contact", partnership=partnership, body=clinic)
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Kurs", "end": (TODAY + DAY * 40).isoformat()}, rows[0].area_id)
    dependency = factories.an_item(plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokal", "owner": "Nämnden"})
    actions.set_waiting(by=SYSTEM, dependency_id=dependency.pk, areas=[rows[0].area_id])
    actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[rows[0].pk], question="Går det?")
    pack = queries.hand_over_pack(plan, f"body-{clinic.pk}")
    assert pack.subject == "Psykiatrin"
    assert [(r.area, r.part) for r in pack.owned] == [("Suicidprevention", "responsible"), ("Skola", "takes_part")]
    assert [r.id for r in pack.asks] == [rows[0].pk]
    assert [(a.what, a.words) for a in pack.ahead] == [("ends", "Kurs")]
    assert [(w.title, w.owner, w.areas) for w in pack.waits] == [("Beslut om lokal", "Nämnden", ("Suicidprevention",))]
    assert contact.name in {c.name for c in pack.contacts}
    assert any(e.text == "Kurs" for e in pack.past)
    assert pack.findings
    assert queries.hand_over_pack(plan, "body-0") is None


def test_the_pack_tells_of_questions_and_waits_and_a_hand_over_once():
    partnership, plan, clinic, school, rows = a_county()
    other = an_owner(plan, rows[0].area, "Elevhälsan", body=school.pk, part=OwnerPart.TAKES_PART)
    factories.an_item(plan, ItemKind.DEPENDENCY, {"title": "Beslut om lokal", "owner": "Psykiatrin"})
    actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[other.pk, rows[1].pk, rows[2].pk], question="Tar ni?")
    pack = queries.hand_over_pack(plan, f"body-{clinic.pk}")
    assert {r.id for r in pack.asks} == {other.pk, rows[1].pk}
    assert [(w.title, w.areas) for w in pack.waits] == [("Beslut om lokal", ())]
    to = Successor("Elevhälsan", school.pk, None)
    actions.hand_over(by=SYSTEM, partnership=partnership, rows=[rows[0].pk], to=to, on=TODAY + DAY * 0)
    told = [e for e in queries.hand_over_pack(plan, f"body-{school.pk}").past if e.kind is ItemKind.RESPONSIBLE]
    assert sorted(e.text for e in told if e.area == "Suicidprevention" and e.what == "changed") == []
    new = Responsible.objects.get(area=rows[0].area, body=school, part=OwnerPart.RESPONSIBLE)
    assert [e.what for e in told if e.item_id == new.pk] == ["added"]


@pytest.mark.parametrize("areas", [2, 12])
def test_the_lists_cost_the_same_whatever_the_size(areas, django_assert_num_queries):
    partnership = factories.a_partnership()
    plan = factories.a_plan(partnership)
    body = factories.a_body(partnership)
    rows = [an_owner(plan, factories.an_area(plan, f"Område {n}"), "Psykiatrin", body=body.pk) for n in range(areas)]
    actions.ask_owners(by=SYSTEM, partnership=partnership, rows=[r.pk for r in rows])
    person = factories.a_person(role="region_contact", partnership=partnership, body=body)
    with django_assert_num_queries(2):
        assert len(queries.owned_in(plan)) == areas
    with django_assert_num_queries(3):
        queries.ownerless(plan)
    with django_assert_num_queries(8):
        queries.silent_since(plan, months=6)
    with django_assert_num_queries(6):
        assert len(queries.asks_for(person)) == areas
    with django_assert_num_queries(11):
        queries.hand_over_pack(plan, f"body-{body.pk}")
