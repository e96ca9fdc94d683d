"""What a body reports is tagged with focus areas, and comes back under them when the county compiles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.urls import reverse
from tests import factories, worlds
from tests.followup.test_compiling import bodies
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round, Statement, StatementTag
from samplan.followup.shapes import FieldKind, Tag, TagKind
from samplan.plans.actions import load_frameworks
from samplan.plans.models import Framework, FrameworkNode, PlanFocusArea
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


FRAMEWORK = "malgrupper"


def nodes(round_: Round) -> list[tuple[str, str]]:
    """What an answer can be tagged with of target groups: code and name."""
    (field,) = [f for f in question(round_).fields if f.code == f"focus-{FRAMEWORK}"]
    return [(o.code, o.sv) for o in field.options]


def node_tag(round_: Round, place: int = 0, *, first: bool = False) -> Tag:
    """A node of target groups as a statement's tag."""
    known = [t for t in queries.tag_choices(round_.partnership, round_.year) if t.kind is TagKind.FRAMEWORK]
    of = [t for t in known if t.framework == Framework.objects.get(code=FRAMEWORK).name]
    return replace(of[place], first=first)


def test_answers_are_tagged_with_any_framework_that_the_round_takes_and_come_back_under_its_nodes():
    load_frameworks(by=SYSTEM)
    round_ = a_tagged_round(tag_with=[FRAMEWORK, "finns-inte"])
    assert len([f for f in question(round_).fields if f.kind is FieldKind.TAGS]) == 2
    code, name = nodes(round_)[1]
    asked = question(round_)
    told = {f"focus-{FRAMEWORK}": [code], "focus": []}
    answer(bodies(round_)[0], asked.code, "", "Kurser.", more=told)
    assert not asked.answered("", "", told), "a tag alone is no answer"
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    drafts = queries.compilation_of(closed).drafts
    assert [d.under.sv for d in drafts if d.under] == [name]
    assert all(code in d.focus for d in drafts)


def test_a_statement_has_tags_of_several_frameworks_and_one_chief_one_frozen_with_labels():
    load_frameworks(by=SYSTEM)
    round_ = a_tagged_round()
    report(round_, 0)
    round_ = actions.close_round(by=SYSTEM, round_id=round_.pk)
    first, other = node_tag(round_, 0, first=True), node_tag(round_, 1)
    focus = next(t for t in queries.tag_choices(round_.partnership, round_.year) if t.kind is TagKind.FOCUS)
    sources = [(bodies(round_)[0].pk, question(round_).code)]
    told = {"text": "[antal] har haft kurser.", "sources": sources, "tags": [focus, other, first]}
    made = actions.add_statement(by=SYSTEM, round_id=round_.pk, **told)
    assert made.tags.filter(first=True).get().name == first.name
    (one,) = queries.compilation_of(round_).statements
    assert one.focus == first
    ((tag, _some),) = queries.by_focus([one])
    assert tag == first
    FrameworkNode.objects.filter(pk=first.node_id).update(name="Heter annat nu")
    part = queries.report_of(round_.partnership, round_.year, public=True)
    (said,) = part.statements
    assert said.focus.called == first.called
    assert {t.framework for t in said.tags} == {"", first.framework}
    assert f"{first.framework}:" in first.called
    with pytest.raises(IntegrityError):
        StatementTag.objects.create(statement=made, kind="framework", framework=first.framework, name=first.name)


def test_the_compilation_is_filtered_by_a_tag_of_any_framework(client):
    load_frameworks(by=SYSTEM)
    round_ = a_tagged_round()
    report(round_, 0)
    round_ = actions.close_round(by=SYSTEM, round_id=round_.pk)
    sources = [(bodies(round_)[0].pk, question(round_).code)]
    for text, place in (("[antal] har haft kurser.", 0), ("[antal] har haft samtal.", 1)):
        tags = [node_tag(round_, place)]
        actions.add_statement(by=SYSTEM, round_id=round_.pk, text=text, sources=sources, tags=tags)
    client.force_login(factories.a_person(role="coordinator", partnership=round_.partnership))
    address = reverse("workspace:compiling", args=[round_.pk])
    tag = node_tag(round_, 1)
    key = f"framework|{tag.framework}|{tag.number}|{tag.name}"
    assert "har haft kurser" in client.get(address).content.decode()
    page = client.get(address, {"tagg": key}).content.decode()
    assert "har haft samtal" in page
    assert "har haft kurser" not in page
    assert "1 av 2 påståenden" in page
    statement = Statement.objects.first()
    form = client.get(reverse("workspace:statement", args=[round_.pk, statement.pk])).content.decode()
    assert tag.framework in form
    sent = {"version": statement.version, "text": statement.text, "tagg": [key], "forst": key}
    sent[f"kalla-{sources[0][0]}-{sources[0][1]}"] = "says"
    assert client.post(reverse("workspace:statement", args=[round_.pk, statement.pk]), sent).status_code == 302
    assert [t.name for t in statement.tags.all()] == [tag.name]


def test_the_form_offers_the_county_s_frameworks_for_kinds_with_tags(client):
    load_frameworks(by=SYSTEM)
    plan = worlds.goal_table_world(3).plan
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    address = reverse("workspace:round_open", args=[plan.partnership_id])
    assert f'name="ramverk" value="{FRAMEWORK}"' in client.get(address, {"plan": plan.pk}).content.decode()
    assert 'name="ramverk"' not in client.get(address, {"slag": "gap"}).content.decode()
