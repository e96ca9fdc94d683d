"""Statements of many answers: how many in words, contradictions, names, texts that have lost their ground."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests.followup.worlds import a_round, answer

from samplan.actors.models import AuditEvent, Body, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.followup import actions, catalogue, queries
from samplan.followup.compiling import compiling, opposes, said_with, typed_count
from samplan.followup.models import Asked, Round, Statement
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import COUNT, Tag, TagKind
from samplan.followup.statement_rules import StatementChanged
from samplan.plans.models import Plan

pytestmark = pytest.mark.django_db

TEXT = f"{COUNT} har en antagen plan för suicidprevention."


def a_closed_round(yes: int = 2, no: int = 1, municipalities: int = 5, **more) -> Round:
    """Municipalities of which some say yes, some no with a word, and the rest nothing."""
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    round_ = a_round(here, **more)
    for place, asked in enumerate(bodies(round_)):
        if place < yes + no:
            answer(asked, "suicide-plan", "yes" if place < yes else "no", f"Påhittat svar {place}")
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def bodies(round_: Round) -> list[Asked]:
    return list(Asked.objects.filter(round=round_).order_by("body__code"))


def a_statement(round_: Round, yes: int = 2, **more) -> Statement:
    told = {"text": TEXT, "sources": [(a.pk, "suicide-plan") for a in bodies(round_)[:yes]], **more}
    return actions.add_statement(by=SYSTEM, round_id=round_.pk, **told)


def shown(round_: Round, place: int = 0):
    return queries.compilation_of(round_).statements[place]


# Words for how many, by the rules that are data.


def obvious(n: int, of: int) -> str:
    """The same table as the handbook has, read slowly."""
    if n == 0:
        return "ingen kommun"
    if n == of and of >= 3:
        return "samtliga kommuner"
    if n <= 2:
        return ["en kommun", "ett par kommuner"][n - 1]
    for most, word in ((1 / 3, "några"), (1 / 2, "flera"), (2 / 3, "många")):
        if n <= of * most + 1e-9:
            return f"{word} kommuner"
    return "de flesta kommuner"


@pytest.mark.parametrize("of", range(1, 30))
def test_the_number_of_bodies_gives_the_word(of):
    assert [catalogue.quantified(n, of, "municipality").sv for n in range(of + 1)] == [
        obvious(n, of) for n in range(of + 1)
    ]


def test_the_text_gets_its_words_when_it_is_read_and_never_holds_a_number():
    round_ = a_closed_round(yes=3)
    a_statement(round_, yes=3)
    one = shown(round_)
    assert one.said.sv == "Många kommuner har en antagen plan för suicidprevention."
    assert (one.n, one.asked) == (3, 5)
    assert Statement.objects.get().text == TEXT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[antal] svarar.", "Ett par kommuner svarar."),
        ("Planen finns hos [antal].", "Planen finns hos ett par kommuner."),
        ("Det går bra. [antal] har mer att göra.", "Det går bra. Ett par kommuner har mer att göra."),
        ("Så här är det: [antal] svarar.", "Så här är det: ett par kommuner svarar."),
    ],
)
def test_words_begin_with_a_capital_where_a_sentence_does(text, said):
    assert said_with(text, Sentences(sv="ett par kommuner", en="a couple of municipalities")).sv == said


@pytest.mark.parametrize(
    "text",
    [
        "Flera kommuner har en plan",
        "Det finns i de flesta av kommunerna",
        "Ett par mindre kommuner arbetar",
        "Tre kommuner deltar",
        "samtliga organisationer svarar",
    ],
)
def test_a_number_that_is_typed_is_seen(text):
    assert typed_count(text)
    with pytest.raises(NotTaken, match=r"\[antal\]"):
        a_statement(a_closed_round(), text=f"{COUNT} svarar. {text}.")


@pytest.mark.parametrize("text", ["Kommunerna samverkar", "Allt fler kommunala skolor", "I en gemensam grupp"])
def test_other_words_are_no_numbers(text):
    assert typed_count(text) == ""


@pytest.mark.parametrize("text", ["", "   ", "Utan antal.", f"{COUNT} och {COUNT}.", "x" * 6000])
def test_a_statement_says_how_many_once(text):
    round_ = a_closed_round()
    with pytest.raises(NotTaken):
        a_statement(round_, text=text)
    assert not Statement.objects.exists()


# Sources.


def test_every_statement_tells_whose_answers_to_which_question_it_is_made_of():
    round_ = a_closed_round()
    a_statement(round_, against=[(bodies(round_)[2].pk, "suicide-plan")])
    one = shown(round_)
    assert [(s.body, s.question.code, s.chosen.code, s.given.text) for s in one.sources] == [
        ("Exempelby 1 kommun", "suicide-plan", "yes", "Påhittat svar 0"),
        ("Exempelby 2 kommun", "suicide-plan", "yes", "Påhittat svar 1"),
    ]
    assert [(s.body, s.chosen.code) for s in one.against] == [("Exempelby 3 kommun", "no")]


def test_a_body_that_answers_twice_is_one_body():
    round_ = a_round(factories.a_partnership(factories.a_county(municipalities=5)))
    first = bodies(round_)[0]
    answer(first, "suicide-plan", "yes")
    answer(first, "first-aid", "yes")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    a_statement(round_, sources=[(first.pk, "suicide-plan"), (first.pk, "first-aid")])
    assert shown(round_).n == 1


def test_silence_and_other_peoples_answers_are_no_sources():
    round_ = a_closed_round()
    silent = bodies(round_)[4]
    with pytest.raises(NotTaken):
        a_statement(round_, sources=[(silent.pk, "suicide-plan"), (10**6, "suicide-plan")])


def test_nothing_is_compiled_before_the_round_is_closed():
    round_ = a_round()
    answer(bodies(round_)[0])
    with pytest.raises(NotTaken):
        a_statement(round_, yes=1)


def test_the_rules_propose_a_draft_for_each_choice_with_those_who_say_the_opposite():
    round_ = a_closed_round()
    drafts = [d for d in queries.compilation_of(round_).drafts if d.question.code == "suicide-plan"]
    assert [(d.choice.code, len(d.sources), len(d.against)) for d in drafts] == [("yes", 2, 1), ("no", 1, 2)]
    assert drafts[0].text == f"{COUNT} svarar ja på frågan: Har ni en antagen plan för suicidprevention?"
    assert not drafts[0].made
    a_statement(round_, proposed=drafts[0].text)
    assert [d.made for d in queries.compilation_of(round_).drafts if d.question.code == "suicide-plan"] == [True, False]


def test_the_draft_stays_beside_what_the_editor_made_of_it():
    round_ = a_closed_round()
    made = a_statement(round_, proposed="Utkastet [antal].")
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=f"{COUNT} har en plan.", seen_version=1)
    one = shown(round_)
    assert (one.proposed, one.text) == ("Utkastet [antal].", f"{COUNT} har en plan.")


def test_contradictions_are_data_and_go_both_ways():
    assert opposes("yes", "no")
    assert opposes("no", "yes")
    assert not opposes("yes", "partly")
    assert not opposes("yes", "yes")


def test_two_who_change_a_statement_lose_nothing():
    round_ = a_closed_round()
    made = a_statement(round_)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1)
    with pytest.raises(StatementChanged):
        actions.change_statement(by=SYSTEM, statement_id=made.pk, text=f"{COUNT} annat.", seen_version=1)
    assert shown(round_).text == TEXT


def test_merging_keeps_all_sources_and_tags():
    round_ = a_closed_round(yes=3, no=2)
    here = bodies(round_)
    tags = [Tag(TagKind.FOCUS, "Främjande", "1"), Tag(TagKind.AREA, "Suicidprevention", "1.4")]
    one = a_statement(round_, sources=[(a.pk, "suicide-plan") for a in here[:2]], tags=tags[:1])
    two = a_statement(round_, sources=[(a.pk, "suicide-plan") for a in here[1:4]], tags=tags)
    actions.merge_statements(by=SYSTEM, round_id=round_.pk, seen={one.pk: one.version, two.pk: two.version})
    (left,) = queries.compilation_of(round_).statements
    assert (left.n, {t.name for t in left.tags}) == (4, {"Främjande", "Suicidprevention"})
    assert left.focus.name == "Främjande"
    with pytest.raises(NotTaken):
        actions.merge_statements(by=SYSTEM, round_id=round_.pk, seen={left.id: left.version})


def test_merging_loses_no_words_and_nothing_that_a_colleague_has_changed_since():
    round_ = a_closed_round(yes=3, no=2)
    here = bodies(round_)
    one = a_statement(round_, sources=[(here[0].pk, "suicide-plan")])
    two = a_statement(round_, sources=[(here[1].pk, "suicide-plan")])
    seen = {one.pk: one.version, two.pk: two.version}
    words = f"{COUNT} har skrivit en egen plan."
    actions.change_statement(by=SYSTEM, statement_id=two.pk, text=words, seen_version=two.version)
    with pytest.raises(StatementChanged):
        actions.merge_statements(by=SYSTEM, round_id=round_.pk, seen=seen)
    assert len(queries.compilation_of(round_).statements) == 2
    actions.merge_statements(by=SYSTEM, round_id=round_.pk, seen={**seen, two.pk: two.version + 1})
    (left,) = queries.compilation_of(round_).statements
    assert left.text == one.text
    assert words in left.proposed
    assert words in AuditEvent.objects.get(verb="merge_statements").data["of"].values()


def test_what_is_removed_is_remembered():
    round_ = a_closed_round()
    made = a_statement(round_)
    actions.remove_statement(by=SYSTEM, statement_id=made.pk)
    assert queries.compilation_of(round_).statements == ()
    assert AuditEvent.objects.get(verb="remove_statement").data["text"] == TEXT


# Corrections.


def correct(round_: Round, place: int = 0, **more):
    told = {"code": "suicide-plan", "choice": "no", "text": "Rättat", "reason": "De läste frågan fel", **more}
    return actions.correct_answer(by=SYSTEM, round_id=round_.pk, asked_id=bodies(round_)[place].pk, **told)


def test_a_text_whose_sources_changed_says_so_until_somebody_has_looked():
    round_ = a_closed_round()
    made = a_statement(round_)
    assert not shown(round_).changed
    correct(round_)
    one = shown(round_)
    assert one.changed
    assert [s.corrected for s in one.sources] == [True, False]
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1)
    assert not shown(round_).changed


def test_a_text_says_so_too_when_one_more_comes_to_say_the_same():
    round_ = a_closed_round()
    a_statement(round_)
    correct(round_, 4, choice="", text="Bara ord")
    assert not shown(round_).changed
    correct(round_, 4, choice="yes", text="")
    assert shown(round_).changed


def test_a_correction_tells_who_when_before_after_and_why_and_what_was_frozen_stays():
    round_ = a_closed_round()
    frozen = Round.objects.get(pk=round_.pk).frozen
    correct(round_)
    (line,) = queries.corrections_of(round_)
    assert line.about == "Exempelby 1 kommun: 3. Har ni en antagen plan för suicidprevention?"
    assert (line.before, line.after) == ("Ja. Påhittat svar 0", "Nej. Rättat")
    assert line.reason == "De läste frågan fel"
    assert Round.objects.get(pk=round_.pk).frozen == frozen


def test_results_count_what_was_put_right():
    round_ = a_closed_round()

    def counted():
        told = next(q for q in queries.results_of(round_).questions if q.question.code == "suicide-plan")
        return [t.n for t in told.tallies], told.silent.n

    assert counted() == ([2, 0, 1], 2)
    correct(round_)
    assert counted() == ([1, 0, 2], 2)
    correct(round_, choice="", text="")
    assert counted() == ([1, 0, 1], 3)


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"choice": "kanske"}, {"code": "finns-inte"}])
def test_a_correction_needs_a_reason_and_an_answer_that_exists(wrong):
    round_ = a_closed_round()
    with pytest.raises(NotTaken):
        correct(round_, **wrong)
    assert queries.corrections_of(round_) == []


def test_nothing_changed_is_no_correction_and_an_open_round_has_none():
    round_ = a_closed_round()
    with pytest.raises(NotTaken):
        correct(round_, choice="yes", text="Påhittat svar 0")
    with pytest.raises(NotTaken):
        correct(a_round(year=2027, partnership=round_.partnership))


# Cost.


def test_the_questions_to_the_database_are_as_many_however_large_a_round_is():
    def asked(municipalities: int, statements: int) -> int:
        code = "9" + str(municipalities)
        here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities))
        round_ = a_round(here)
        for one, question in product(bodies(round_), ["suicide-plan", "first-aid"]):
            answer(one, question, "yes")
        actions.close_round(by=SYSTEM, round_id=round_.pk)
        for _ in range(statements):
            a_statement(round_)
        round_.refresh_from_db()
        with CaptureQueriesContext(connection) as seen:
            queries.compilation_of(round_)
        return len(seen)

    few = asked(3, 1)
    assert few == asked(7, 6)
    assert few <= 9


def test_only_those_who_run_follow_up_compile():
    round_ = a_closed_round()
    owner = factories.a_person(role=Role.AREA_OWNER, partnership=round_.partnership)
    with pytest.raises(NotAllowed):
        actions.add_statement(by=owner, round_id=round_.pk, text=TEXT, sources=[(bodies(round_)[0].pk, "suicide-plan")])


def test_choices_that_contradict_one_another_are_choices_that_somebody_can_make():
    known = {choice.code for choices in catalogue.rounds().answers.values() for choice in choices}
    assert {code for pair in compiling().opposites for code in pair} <= known


def test_a_years_follow_up_is_about_the_countys_plan_and_no_bodys_own():
    here = factories.a_partnership(factories.a_county(municipalities=3))
    plan = factories.a_plan(here, valid_from=date(2024, 1, 1), valid_to=date(2028, 12, 31))
    body = Body.objects.filter(county=here.county, kind="municipality").first()
    own = factories.a_plan(here, title="Egen", valid_from=date(2026, 1, 1), valid_to=date(2027, 12, 31))
    strategy = factories.a_plan(here, title="Strategi", valid_from=date(2025, 1, 1), valid_to=date(2030, 12, 31))
    Plan.objects.filter(pk=own.pk).update(owner=body, type="local")
    Plan.objects.filter(pk=strategy.pk).update(type="strategy")
    assert queries.plan_of_year(here, 2026) == plan
