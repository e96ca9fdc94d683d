"""Drafts that are sent out: who reads them, what is said of them, and what it is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import factories, worlds

from samplan.actors.models import Body, BodyKind, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.actors.standing import standings_of
from samplan.followup import actions as followup
from samplan.plans import actions, queries
from samplan.plans.models import Area, DraftComment, Goal
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, NotNow, NotThere
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tasks import WaitsFor

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
REPRESENTATIVES = {Role.USER_REPRESENTATIVE.value}


@pytest.fixture
def world():
    return worlds.goal_table_world()


def sent(world, **more):
    """The plan's draft, out for a week to user representatives."""
    told = {"due": timezone.localdate() + WEEK, "roles": REPRESENTATIVES, "words": "Säg vad ni tycker."} | more
    return actions.send_draft(by=world.coordinator, plan=world.plan, **told)


def reads(person) -> set[int]:
    return set(queries.drafts_sent_to(person).values_list("pk", flat=True))


def waiting(person, day=None):
    """What drafts and comments on them wait for from somebody."""
    found = queries.plan_waits(person, standings_of(person), today=day)
    return [w for w in found if w.kind in (WaitsFor.COMMENT, WaitsFor.COMMENTS, WaitsFor.COMMENT_ANSWERED)]


def goal_of(world) -> Goal:
    return Goal.objects.filter(area__plan=world.plan).first()


def said(world, out, **more):
    """A comment by the user representative on the first goal."""
    told = {"text": "Skriv enklare.", "place": f"goal:{goal_of(world).pk}"} | more
    return actions.comment_on_draft(by=world.people["user_representative"], sent_id=out.pk, **told)


def test_nobody_reads_a_draft_that_is_not_sent_but_those_who_see_all(world):
    for role in ("user_representative", "reader"):
        assert not queries.plans_visible_to(world.people[role]).exists()
    for role in sorted({r.value for r in Role} - {"user_representative", "reader"}):
        assert queries.plans_visible_to(world.people[role]).get() == world.plan, role


def test_a_draft_reaches_those_it_is_sent_to_and_no_longer_when_it_is_taken_back(world):
    out = sent(world)
    assert reads(world.people["user_representative"]) == {out.pk}
    assert reads(world.people["reader"]) == set()
    assert reads(world.people["controller"]) == {out.pk}, "who sees all drafts sees this one"
    assert reads(world.stranger) == set()
    actions.take_back_draft(by=world.coordinator, sent_id=out.pk, reason="Fel version", seen_version=out.version)
    assert all(reads(person) == set() for person in world.people.values())


def test_a_draft_sent_to_a_body_reaches_its_readers_and_those_of_its_parts_alone(world):
    here = world.partnership
    town = Body.objects.filter(county=here.county, kind=BodyKind.MUNICIPALITY).order_by("code").first()
    part = factories.a_body(here, "Socialtjänsten", part_of=town)
    mine = factories.a_person(role="reader", partnership=here, body=part)
    theirs = factories.a_person(role="reader", partnership=here, body=factories.a_body(here, "Annan"))
    out = sent(world, roles=(), bodies=[town.pk])
    assert reads(mine) == {out.pk}
    assert reads(theirs) == set()


def test_a_role_of_another_county_reads_nothing(world):
    elsewhere = factories.a_partnership(factories.a_county("98", "Påhittlän"))
    other = factories.a_person(role="user_representative", partnership=elsewhere)
    sent(world)
    assert reads(other) == set()


def test_what_is_read_is_what_was_sent(world):
    out = sent(world)
    goal = goal_of(world)
    actions.change_item(
        by=world.coordinator,
        kind=ItemKind.GOAL,
        item_id=goal.pk,
        values={"text": "Något helt annat"},
        seen_version=goal.version,
    )
    content = queries.sent_content(queries.draft_sent(world.people["user_representative"], out.pk))
    assert content.areas[0].goals[0].text == goal.text


def test_only_one_draft_of_a_plan_is_out_and_it_needs_a_day_and_somebody(world):
    with pytest.raises(InvalidValue):
        sent(world, roles=())
    with pytest.raises(InvalidValue):
        sent(world, due=timezone.localdate() - timedelta(days=1))
    out = sent(world)
    with pytest.raises(NotNow):
        sent(world)
    actions.take_back_draft(by=world.coordinator, sent_id=out.pk, reason="Ny version", seen_version=out.version)
    assert sent(world).pk != out.pk


def test_a_comment_knows_its_place_its_words_and_what_its_writer_is(world):
    comment = said(world, sent(world))
    goal = goal_of(world)
    assert (comment.area_id, comment.about, comment.role) == (goal.area_id, goal.text, "user_representative")
    whole = said(world, comment.sent, place="", text="Bra plan.")
    assert (whole.area_id, whole.about) == (None, "")


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001, "Hon heter 19121212-1212 och bor här"])
def test_words_that_cannot_be_kept_are_not(world, text):
    out = sent(world)
    with pytest.raises(InvalidValue):
        said(world, out, text=text)
    assert not DraftComment.objects.exists()


def test_a_place_that_is_not_in_the_draft_takes_no_comment(world):
    out = sent(world)
    other = factories.a_plan(world.partnership, title="En annan")
    area = factories.an_area(other)
    for place in (f"area:{area.pk}", "goal:0", "nonsense"):
        with pytest.raises(InvalidValue):
            said(world, out, place=place)


def test_comments_come_until_the_last_day_and_only_from_those_who_read_it(world):
    out = sent(world)
    with pytest.raises(NotAllowed):
        actions.comment_on_draft(by=world.people["reader"], sent_id=out.pk, text="Hej")
    with pytest.raises(NotAllowed):
        actions.comment_on_draft(by=world.stranger, sent_id=out.pk, text="Hej")
    assert actions.comment_on_draft(by=world.people["analyst"], sent_id=out.pk, text="Hej").role == "analyst"
    out.due = timezone.localdate() - timedelta(days=1)
    out.save()
    with pytest.raises(NotNow):
        said(world, out)


def test_an_answer_reaches_its_writer_and_an_earlier_one_is_kept(world):
    comment = said(world, sent(world))
    person = world.people["user_representative"]
    (waits,) = waiting(world.coordinator)
    assert (waits.kind, waits.plan_id, waits.title, waits.number) == ("comments", world.plan.pk, str(world.plan), 1)
    told = {"by": world.coordinator, "comment_id": comment.pk}
    actions.answer_comment(**told, changed=False, text="Vi väntar.", seen_version=comment.version)
    comment.refresh_from_db()
    actions.answer_comment(**told, changed=True, text="Nu är det ändrat.", seen_version=comment.version)
    assert waiting(world.coordinator) == []
    (mine,) = queries.own_comments(person)
    assert (mine.answer.changed, mine.answer.text) == (True, "Nu är det ändrat.")
    assert [a.text for a in mine.answers] == ["Vi väntar.", "Nu är det ändrat."]
    (waits,) = waiting(person)
    assert (waits.kind, waits.item_id, waits.number) == ("comment_answered", comment.sent_id, 1)
    assert waits.title == str(world.plan)
    actions.note_comment_answer(by=person, comment_id=comment.pk)
    assert waiting(person) == []


def test_two_who_answer_at_once_lose_nothing(world):
    comment = said(world, sent(world))
    told = {"by": world.coordinator, "comment_id": comment.pk, "changed": True, "seen_version": 1}
    actions.answer_comment(**told, text="Först.")
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.answer_comment(**told, text="Sedan.")
    assert caught.value.values["text"] == "Först."
    assert caught.value.mine["text"] == "Sedan."
    assert caught.value.changed_by == world.coordinator.name


def test_two_who_change_the_draft_at_once_lose_nothing(world):
    out = sent(world)
    day = timezone.localdate() + 2 * WEEK
    actions.change_draft_day(by=world.coordinator, sent_id=out.pk, due=day, seen_version=1)
    with pytest.raises(ChangedMeanwhile):
        actions.take_back_draft(by=world.coordinator, sent_id=out.pk, reason="Klar", seen_version=1)
    out.refresh_from_db()
    assert (out.due, out.taken_back_at) == (day, None)


def test_an_area_owner_answers_what_is_said_of_their_area_alone(world):
    out = sent(world)
    mine, other = said(world, out), said(world, out, place="")
    theirs = said(world, out, place=f"area:{Area.objects.filter(plan=world.plan).order_by('order').last().pk}")
    owner = world.people["area_owner"]
    actions.answer_comment(by=owner, comment_id=mine.pk, changed=True, text="Ja.", seen_version=1)
    for comment in (other, theirs):
        with pytest.raises(NotAllowed):
            actions.answer_comment(by=owner, comment_id=comment.pk, changed=True, text="Ja.", seen_version=1)


def test_ones_own_comment_is_taken_back_until_it_is_answered(world):
    out = sent(world)
    first, second = said(world, out), said(world, out)
    person = world.people["user_representative"]
    with pytest.raises(NotAllowed):
        actions.take_back_comment(by=world.people["coordinator"], comment_id=first.pk)
    actions.take_back_comment(by=person, comment_id=first.pk)
    assert [c.id for c in queries.own_comments(person)] == [second.pk]
    actions.answer_comment(by=SYSTEM, comment_id=second.pk, changed=False, text="Nej.", seen_version=1)
    with pytest.raises(NotNow):
        actions.take_back_comment(by=person, comment_id=second.pk)


def test_a_comment_is_removed_with_a_reason_and_put_back_but_not_when_its_words_are_gone(world):
    out = sent(world)
    comment = said(world, out, text="Anna på vårdcentralen sade nej.")
    by = world.coordinator
    with pytest.raises(InvalidValue):
        actions.remove_comment(by=by, comment_id=comment.pk, reason=" ")
    actions.remove_comment(by=by, comment_id=comment.pk, reason="Dubblett")
    actions.restore_comment(by=by, comment_id=comment.pk)
    actions.remove_comment(by=by, comment_id=comment.pk, reason="Det pekar ut en person", erase_words=True)
    comment.refresh_from_db()
    assert comment.text == ""
    with pytest.raises(NotThere):
        actions.restore_comment(by=by, comment_id=comment.pk)


def test_names_are_taken_away_when_the_draft_is_back_and_the_role_stays(world):
    out = sent(world)
    comment = said(world, out)
    with pytest.raises(NotNow):
        actions.erase_commenters(by=world.coordinator, sent_id=out.pk)
    actions.take_back_draft(by=world.coordinator, sent_id=out.pk, reason="Klart", seen_version=1)
    assert actions.erase_commenters(by=world.coordinator, sent_id=out.pk) == 1
    (told,) = queries.comments_on(out.pk, world.coordinator)
    assert (told.author, told.role, told.text) == ("", "user_representative", comment.text)
    assert not DraftComment.objects.filter(author__isnull=False).exists()


def test_a_purge_takes_the_names_a_year_after_the_draft_came_back_and_leaves_the_comments(world):
    out = sent(world)
    comment = said(world, out)
    actions.take_back_draft(by=world.coordinator, sent_id=out.pk, reason="Klart", seen_version=1)
    kept: dict[str, list[dict[str, object]]] = {}

    def keep(rows):
        kept.update(rows)
        return {}

    soon, later = timezone.localdate() + timedelta(days=300), timezone.localdate() + timedelta(days=400)
    purge = {"by": SYSTEM, "decision": "Nämnden § 1", "keep": keep}
    assert followup.purge_due(**purge, today=soon) == {}
    assert followup.purge_due(**purge, today=later) == {"commenter": 1}
    assert kept["commenter"][0]["author__name"] == world.people["user_representative"].name
    comment.refresh_from_db()
    assert (comment.author, comment.text) == (None, "Skriv enklare.")


def test_who_it_is_sent_to_is_told_until_they_have_said_something(world):
    person, out = world.people["user_representative"], sent(world)
    (waits,) = waiting(person)
    assert (waits.kind, waits.item_id, waits.title, waits.due) == ("comment", out.pk, str(world.plan), out.due)
    assert waiting(world.people["analyst"]) == []
    said(world, out)
    assert waiting(person) == []
    assert waiting(person, out.due + WEEK) == []
