"""A body says of a single statement whether its name is shown there, and nobody is known by what is left out."""

from __future__ import annotations

import random

import pytest
from tests import factories
from tests.followup.test_compiling import TEXT, a_closed_round, a_statement, bodies, shown
from tests.followup.worlds import a_round, answer, contacts

from samplan.actors.models import Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import NameChoice, Round, Statement
from samplan.followup.rules import NotTaken
from samplan.publishing import actions as publishing
from samplan.publishing.followups import followup_view, names_chosen_since_published

pytestmark = pytest.mark.django_db


def a_named_round(consenting: int = 3, **more) -> tuple[Round, Statement]:
    """Ten municipalities of which five say it, and a statement that shows the names of those who consent."""
    round_ = a_closed_round(**{"yes": 5, "no": 3, "municipalities": 10, **more})
    made = a_statement(round_, yes=more.get("yes", 5))
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    for one in contacts(round_)[:consenting]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    return round_, made


def choose(round_: Round, place: int, statement: Statement, *, names: bool) -> NameChoice:
    one = contacts(round_)[place]
    return actions.choose_name(by=one, asked_id=one.asked_id, statement_id=statement.pk, names=names)


def grid(round_: Round) -> dict[str, dict[str, str | None]]:
    report = queries.report_of(round_.partnership, round_.year, public=True)
    (found,) = report.grids
    return {r.body: dict(zip(found.measures, r.cells, strict=True)) for r in found.rows}


def test_a_body_is_left_out_of_one_statement_and_its_answer_beside_it_too():
    round_, made = a_named_round()
    assert len(shown(round_).named) == 3
    choose(round_, 0, made, names=False)
    assert shown(round_).named == ("Exempelby 2 kommun", "Exempelby 3 kommun")
    assert shown(round_).withheld == 3
    assert shown(round_).said.sv.startswith("Flera kommuner")
    cells = grid(round_)
    assert cells["Exempelby 1 kommun"]["suicide-plan"] is None
    assert cells["Exempelby 2 kommun"]["suicide-plan"] == "yes"
    choose(round_, 0, made, names=True)
    assert len(shown(round_).named) == 3
    assert NameChoice.objects.count() == 2


def test_a_body_that_has_not_consented_may_stand_with_one_statement_alone():
    round_, made = a_named_round()
    choose(round_, 3, made, names=True)
    assert "Exempelby 4 kommun" in shown(round_).named
    assert "Exempelby 4 kommun" not in grid(round_)


def test_no_name_is_shown_when_the_one_who_says_no_would_be_known_by_elimination():
    round_, made = a_named_round(consenting=10, yes=5, no=5)
    assert len(shown(round_).named) == 5
    choose(round_, 0, made, names=False)
    told = shown(round_)
    assert told.named == ()
    assert told.names_why is not None
    assert all(row["suicide-plan"] is None for row in grid(round_).values())


def test_all_say_it_and_the_one_who_says_no_is_not_the_missing_name():
    round_, made = a_named_round(consenting=4, yes=4, no=0, municipalities=4)
    assert len(shown(round_).named) == 4
    choose(round_, 0, made, names=False)
    assert shown(round_).named == ()
    assert "alla säger det" in shown(round_).names_why.sv
    assert shown(round_).said.sv.startswith("Samtliga kommuner")


def a_statement_of_two_questions(municipalities: int, behind: dict[int, str]) -> Round:
    """All consent and answer both questions. behind: by place the question by which a body says it, by name."""
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    round_ = a_round(here)
    asked = bodies(round_)
    for place, one in enumerate(asked):
        for code in ("suicide-plan", "first-aid"):
            answer(one, code, "yes" if behind.get(place) == code else "no")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    sources = [(asked[place].pk, code) for place, code in behind.items()]
    made = actions.add_statement(by=SYSTEM, round_id=round_.pk, text=TEXT, sources=sources)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    for one in contacts(round_):
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    return round_


def refuse_for(round_: Round, place: int, code: str) -> None:
    """A body says no to another statement that draws from that question alone."""
    one = contacts(round_)[place]
    other = actions.add_statement(by=SYSTEM, round_id=round_.pk, text=TEXT, sources=[(one.asked_id, code)])
    actions.choose_name(by=one, asked_id=one.asked_id, statement_id=other.pk, names=False)


@pytest.mark.parametrize("municipalities", [4, 5])
def test_who_says_it_by_an_answer_that_is_not_shown_is_not_the_missing_name(municipalities):
    """Its answer to the other question may be known, but that is not the one by which it says this."""
    behind = dict.fromkeys(range(3), "suicide-plan") | {3: "first-aid"}
    round_ = a_statement_of_two_questions(municipalities, behind)
    assert len(shown(round_).named) == 4
    refuse_for(round_, 3, "first-aid")
    assert (shown(round_).named, shown(round_).n) == ((), 4)
    assert shown(round_).names_why is not None


def test_nor_is_it_known_of_somebody_that_it_does_not_say_it_by_an_answer_that_is_not_shown():
    round_ = a_statement_of_two_questions(4, {0: "suicide-plan", 1: "first-aid"})
    assert len(shown(round_).named) == 2
    refuse_for(round_, 3, "first-aid")
    assert shown(round_).named == ()


def test_a_no_holds_in_every_statement_that_draws_from_the_same_answer():
    round_, made = a_named_round(consenting=4)
    other = a_statement(round_, yes=5)
    actions.change_statement(by=SYSTEM, statement_id=other.pk, text=TEXT, seen_version=1, show_names=True)
    choose(round_, 0, made, names=False)
    assert "Exempelby 1 kommun" not in shown(round_, 1).named
    choose(round_, 0, other, names=True)
    assert "Exempelby 1 kommun" not in shown(round_, 1).named
    lines = queries.names_of(bodies(round_)[0])
    assert [(x.names, x.own, x.refused) for x in lines] == [(False, False, False), (False, True, True)]


def test_a_no_stays_when_statements_are_merged_or_taken_away():
    round_, made = a_named_round(consenting=4)
    other = a_statement(round_, yes=5)
    choose(round_, 0, other, names=False)
    choose(round_, 0, made, names=True)
    seen = {made.pk: Statement.objects.get(pk=made.pk).version, other.pk: other.version}
    actions.merge_statements(by=SYSTEM, round_id=round_.pk, seen=seen)
    assert "Exempelby 1 kommun" not in shown(round_).named
    actions.remove_statement(by=SYSTEM, statement_id=made.pk)
    assert grid(round_)["Exempelby 1 kommun"]["suicide-plan"] is None
    one = contacts(round_)[0]
    actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    assert grid(round_)["Exempelby 1 kommun"]["suicide-plan"] == "yes"


def test_it_is_the_bodys_own_to_say():
    round_, made = a_named_round()
    first, second = contacts(round_)[:2]
    with pytest.raises(NotAllowed):
        actions.choose_name(by=first, asked_id=second.asked_id, statement_id=made.pk, names=False)
    told = {"asked_id": first.asked_id, "statement_id": made.pk, "names": False}
    coordinator = factories.a_person(role=Role.COORDINATOR, partnership=round_.partnership)
    with pytest.raises(NotTaken):
        actions.choose_name(by=coordinator, **told)
    assert actions.choose_name(by=coordinator, **told, note="Ringde 3 maj").person == coordinator
    contact = factories.a_person(
        role=Role.MUNICIPAL_CONTACT, partnership=round_.partnership, body=first.asked.body, email="k@exempel.example"
    )
    actions.choose_name(by=contact, **told | {"names": True})
    with pytest.raises(NotAllowed):
        actions.choose_name(by=contact, **told | {"asked_id": second.asked_id})
    silent = bodies(round_)[9]
    with pytest.raises(NotTaken):
        actions.choose_name(by=coordinator, **told | {"asked_id": silent.pk}, note="Ringde")


def test_after_publishing_it_is_told_with_its_day_and_without_the_body():
    round_, made = a_named_round()
    here, year = round_.partnership, round_.year
    choose(round_, 1, made, names=True)
    publishing.publish_followup(by=SYSTEM, partnership=here, year=year)
    assert followup_view(here.county.slug).report.corrections == []
    choose(round_, 0, made, names=False)
    assert names_chosen_since_published(here, year) == 1
    publishing.publish_followup(by=SYSTEM, partnership=here, year=year)
    report = followup_view(here.county.slug).report
    (told,) = report.corrections
    assert told.about.startswith("Vilka som nämns vid påståendet: Flera kommuner")
    assert "Exempelby" not in told.model_dump_json()
    assert report.statements[0].names == ["Exempelby 2 kommun", "Exempelby 3 kommun"]
    assert names_chosen_since_published(here, year) == 0


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_said_by_whom_nobody_who_says_no_is_named_or_counted_out(seed):
    """Two statements that draw from one question, yes and no; consents and choices drawn by lot."""
    drawn = random.Random(seed)
    yes, no, silent = drawn.randint(2, 6), drawn.randint(2, 4), drawn.randint(0, 3)
    round_ = a_closed_round(yes=yes, no=no, municipalities=yes + no + silent)
    asked = bodies(round_)
    says = [("suicide-plan", asked[:yes]), ("suicide-plan", asked[yes : yes + no])]
    made = []
    for code, some in says:
        one = actions.add_statement(by=SYSTEM, round_id=round_.pk, text=TEXT, sources=[(a.pk, code) for a in some])
        told = {"statement_id": one.pk, "text": TEXT, "seen_version": 1, "show_names": True}
        made.append(actions.change_statement(by=SYSTEM, **told))
    answers = {a.body.name: "yes" if n < yes else "no" if n < yes + no else "" for n, a in enumerate(asked)}
    refused: set[str] = set()
    for a in asked:
        if drawn.random() < 0.8:
            actions.give_consent(by=SYSTEM, asked_id=a.pk, names=drawn.random() < 0.8, note="Ringde")
    for statement, (_code, some) in zip(made, says, strict=True):
        for a in (a for a in some if drawn.random() < 0.5):
            names = drawn.random() < 0.5
            told = {"asked_id": a.pk, "statement_id": statement.pk, "names": names, "note": "Ringde"}
            actions.choose_name(by=SYSTEM, **told)
            refused |= set() if names else {a.body.name}
    report = queries.report_of(round_.partnership, round_.year, public=True)
    known = {name for s in report.statements for name in s.names}
    known |= {body for body, cells in grid(round_).items() if cells["suicide-plan"] is not None}
    assert not known & refused
    rest = [answers[name] for name in answers if name not in known]
    if known and rest and len(set(answers.values())) > 1:
        assert len(rest) >= 3
        assert len(set(rest)) > 1
