"""What a body reports is tagged with focus areas, and comes back under them when the county compiles."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories, worlds
from tests.followup.test_compiling import bodies
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round
from samplan.followup.shapes import FieldKind, TagKind
from samplan.plans.models import PlanFocusArea
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db


def a_tagged_round(**more) -> Round:
    """A round about a plan with focus areas, of the county's own question in words."""
    plan = worlds.goal_table_world(3).plan
    for number, title in ((1, "Främjande arbete"), (2, "Suicidprevention")):
        PlanFocusArea.objects.get_or_create(plan=plan, number=number, defaults={"title": title})
    told = {"kind": "municipal_report", "questions": [], "own_questions": ["Stimulansmedel"], "plan_id": plan.pk}
    return a_round(plan.partnership, **told | more)


def question(round_: Round):
    return next(q for q in queries.questions_of(round_) if q.code.startswith("own"))


def tags(round_: Round) -> list[str]:
    (field,) = [f for f in question(round_).fields if f.kind is FieldKind.TAGS]
    return [o.code for o in field.options]


def report(round_: Round, place: int, *codes: str, text: str = "Vi har hållit kurser.") -> None:
    asked = question(round_)
    choice = asked.choices[0].code if asked.choices else ""
    answer(bodies(round_)[place], asked.code, choice, text, more={"focus": list(codes)})


def test_each_question_offers_the_plans_focus_areas_and_keeps_several():
    round_ = a_tagged_round()
    first, second = tags(round_)[:2]
    report(round_, 0, first, second, "nagot-annat")
    given = queries.sheet_for(contacts(round_)[0]).answers[question(round_).code]
    assert given.more["focus"] == [first, second]
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    frozen = closed.frozen["bodies"][0]["answers"][question(round_).code]
    assert frozen["more"]["focus"] == [first, second]


def test_a_tag_alone_is_no_answer():
    round_ = a_tagged_round()
    asked = question(round_)
    assert not asked.answered("", "", {"focus": tags(round_)[:1]})
    assert asked.choices or asked.answered("", "Ord", {"focus": tags(round_)[:1]})


def test_a_tag_alone_is_no_step_forward_on_the_board():
    round_ = a_tagged_round()
    report(round_, 0, tags(round_)[0], text="")
    (line,) = queries.rounds_for(factories.a_person(role="coordinator", partnership=round_.partnership))
    assert (line.done, line.partly) == (0, 0) or question(round_).choices


def test_what_is_tagged_becomes_drafts_under_its_focus_area_and_the_statement_is_reused_there():
    round_ = a_tagged_round()
    first, second = tags(round_)[:2]
    report(round_, 0, second)
    report(round_, 1, first, second)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    round_.refresh_from_db()
    drafts = [d for d in queries.compilation_of(round_).drafts if d.focus]
    assert drafts[0].focus[0] == second
    under = {d.under.code: len(d.sources) for d in drafts if d.under}
    assert under == ({first: 1, second: 2} if not question(round_).choices else {})


def test_the_coordinator_gets_the_focus_areas_ticked(client):
    round_ = a_tagged_round()
    second = tags(round_)[1]
    report(round_, 0, second)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    client.force_login(factories.a_person(role="coordinator", partnership=round_.partnership))
    draft = next(d for d in queries.compilation_of(Round.objects.get(pk=round_.pk)).drafts if d.focus)
    page = client.get(
        reverse("workspace:statement_add", args=[round_.pk]),
        {"fraga": draft.question.code, "svar": draft.choice.code if draft.choice else ""},
    ).content.decode()
    tag = next(t for t in queries.tag_choices(round_.partnership, round_.year) if t.code == second)
    assert tag.kind is TagKind.FOCUS
    assert f'value="{tag.kind}|{tag.number}|{tag.name}" selected' in page


def test_a_contact_ticks_focus_areas_without_script(client):
    round_ = a_tagged_round()
    one, code = contacts(round_)[0], tags(round_)[1]
    asked = question(round_)
    address = reverse("answer_question", args=[token_of(one.pk, one.key), asked.number])
    assert "Fokusområden som svaret rör" in client.get(address).content.decode()
    sent = {"text": "Kurser", "falt-focus": [code]} | ({"svar": asked.choices[0].code} if asked.choices else {})
    client.post(address, sent)
    assert queries.sheet_for(one).answers[asked.code].more["focus"] == [code]
