"""The follow-up questions that stand in a plan are asked in a round, known again, and answered under their area."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.worlds import a_round, answer

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM, Sentences
from samplan.documents.blocks import Document
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Round
from samplan.followup.shapes import QuestionDraft
from samplan.followup.written_questions import known_again
from samplan.plans import actions as plans
from samplan.plans.models import Area, FollowUpQuestion, Plan
from samplan.plans.queries import area_for_editing
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.layouts.followup import followup_document

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Hur många har fått stöd i tid?", "Vad har ni gjort för anhöriga?"


@pytest.fixture
def plan() -> Plan:
    """A plan with an area that asks two questions itself, and one that asks none."""
    made = factories.a_plan(valid_from=date(2025, 1, 1), valid_to=date(2030, 12, 31))
    area = factories.an_area(made, "Anhöriga", number="2.1")
    for text in (FIRST, SECOND):
        factories.an_item(made, ItemKind.FOLLOWUP_QUESTION, {"text": text}, area.pk)
    factories.an_area(made, "Tidigt stöd", number="2.2")
    return made


def the_round(plan: Plan, year: int = 2025, *, written: str = "yes_partly_no", way: str = "-") -> Round:
    return a_round(plan.partnership, year=year, plan_id=plan.pk, questions=[], way=way, written=written)


def closed(round_: Round, choice: str = "yes", text: str = "") -> Round:
    """The round closed, when everybody has answered every question alike."""
    for asked in round_.asked.all():
        for question in round_.questions.all():
            answer(asked, question.code, choice if question.choices else "", text)
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def texts(round_: Round) -> list[str]:
    return [q.wording["text"]["sv"] for q in round_.questions.order_by("number")]


def test_a_round_asks_the_plan_s_own_questions_in_its_own_words(plan: Plan) -> None:
    round_ = the_round(plan)
    assert texts(round_) == [FIRST, SECOND]
    first = round_.questions.order_by("number").first()
    assert first.wording["part"]["sv"] == "Planens frågor: 2.1 Anhöriga"
    area = Area.objects.get(plan=plan, number="2.1")
    assert first.about == {"item": "question", "id": FollowUpQuestion.objects.first().pk, "area": area.pk}
    assert [c["code"] for c in first.choices] == ["yes", "partly", "no"]


def test_they_stand_beside_the_areas_questions_or_alone_or_not_at_all(plan: Plan) -> None:
    both = the_round(plan, 2025, written="words", way="scale")
    assert len(texts(both)) == 4
    assert both.questions.get(wording__text__sv=FIRST).choices == []
    assert texts(the_round(plan, 2026, written="", way="scale")) == texts(both)[:2]
    kind = catalogue.kind("yearly")
    assert queries.from_plan(kind, plan).written == 2


def test_the_same_question_is_compared_and_a_changed_one_says_so(plan: Plan) -> None:
    closed(the_round(plan, 2025))
    question = FollowUpQuestion.objects.get(text=SECOND)
    plans.change_item(
        by=SYSTEM,
        kind=ItemKind.FOLLOWUP_QUESTION,
        item_id=question.pk,
        values={"text": "Vad har ni gjort för anhöriga i år?"},
        seen_version=question.version,
    )
    results = queries.results_of(closed(the_round(plan, 2026)))
    assert [(r.comparable, r.changed) for r in results.questions] == [(True, False), (False, True)]


def test_a_question_that_was_left_out_for_a_year_is_known_again(plan: Plan) -> None:
    before = closed(the_round(plan, 2025))
    between = the_round(plan, 2026, written="", way="scale")
    actions.close_round(by=SYSTEM, round_id=between.pk)
    question = FollowUpQuestion.objects.get(text=SECOND)
    plans.change_item(
        by=SYSTEM,
        kind=ItemKind.FOLLOWUP_QUESTION,
        item_id=question.pk,
        values={"text": "Vad har ni gjort för anhöriga i år?"},
        seen_version=question.version,
    )
    again = the_round(plan, 2027)
    assert [q.code for q in again.questions.all()] == [q.code for q in before.questions.all()]
    assert [q.version for q in again.questions.order_by("number")] == [1, 2]


def test_the_next_version_of_the_plan_asks_the_same_questions(plan: Plan) -> None:
    before = closed(the_round(plan, 2025))
    rolled = plans.roll_forward(by=SYSTEM, plan=plan, title="Nästa plan", valid_from=date(2026, 1, 1), choices={})
    assert set(FollowUpQuestion.objects.filter(area__plan=rolled)).isdisjoint(
        FollowUpQuestion.objects.filter(area__plan=plan)
    )
    now = the_round(rolled, 2026)
    assert {q.code for q in now.questions.all()} == {q.code for q in before.questions.all()}
    assert all(r.comparable for r in queries.results_of(closed(now)).questions)


def a_draft(code: str, text: str) -> QuestionDraft:
    words = Sentences(sv=text, en=text)
    return QuestionDraft(code, 1, "words", words, words, words, words)


def test_another_question_is_not_taken_for_one_with_changed_words() -> None:
    old = {"question-1-10": FIRST, "question-2-11": SECOND}
    drafts = [a_draft("question-1-20", "Finns en plan för suicidprevention?"), a_draft("question-1-21", SECOND)]
    assert [d.code for d in known_again(drafts, old)] == ["question-1-20", "question-1-21"]
    swapped = [a_draft("question-1-30", f"{FIRST} "), a_draft("question-1-31", FIRST.lower())]
    assert [d.code for d in known_again(swapped, old)] == ["question-1-10", "question-1-31"], "each once"
    assert [d.code for d in known_again([a_draft("area-1", FIRST)], old)] == ["area-1"]


def test_an_area_whose_own_questions_were_answered_was_followed_up(plan: Plan) -> None:
    closed(the_round(plan, 2025))
    area = Area.objects.get(plan=plan, number="2.1")
    assert [f.year for f in area_for_editing(area.pk).followed.areas[area.pk]] == [2025]


def test_answers_stand_under_their_question_in_the_year_s_chapter(plan: Plan) -> None:
    closed(the_round(plan, 2025))
    round_ = the_round(plan, 2026, written="yes_partly_no", way="scale")
    for asked in round_.asked.all():
        for question in round_.questions.all():
            answer(asked, question.code, question.choices[0]["code"])
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    source = round_.questions.get(wording__text__sv=FIRST)
    actions.add_statement(
        by=SYSTEM,
        round_id=round_.pk,
        text="[antal] har gett stöd i tid.",
        sources=[(asked.pk, source.code) for asked in round_.asked.all()],
    )
    report = queries.report_of(plan.partnership, 2026, public=True)
    asks = {a.number: [q.text.sv for q in a.asked] for a in report.areas}
    assert asks["2.1"][-2:] == [FIRST, SECOND]
    assert len(asks["2.1"]) == 3, "and the question about the area itself"
    assert len(asks["2.2"]) == 1
    first = next(q for a in report.areas for q in a.asked if q.text.sv == FIRST)
    measure = report.measure_of(first)
    assert measure is not None
    assert measure.choices[0].n == measure.choices[0].before == round_.asked.count()
    assert [s.text.sv for s in report.statements_of(first)] == [report.statements[0].text.sv]
    paper = text_of(followup_document(report))
    at = paper.index(FIRST, paper.index("2.1 Anhöriga"))
    assert "har gett stöd i tid" in paper[at:]
    assert f"Ja: {round_.asked.count()} av {round_.asked.count()}" in paper[at:]


def test_words_alone_that_nobody_compiled_say_so(plan: Plan) -> None:
    closed(the_round(plan, 2026, written="words"), text="Påhittat.")
    report = queries.report_of(plan.partnership, 2026, public=True)
    assert "Inget är sammanställt av svaren." in text_of(followup_document(report))


def text_of(document: Document) -> str:
    """All words of a document in order."""
    return "\n".join(str(block) for block in document.blocks)


def test_other_kinds_ask_what_stands_in_the_plan_where_it_makes_sense() -> None:
    able = {kind.code for kind in catalogue.kinds() if kind.written is not None}
    assert able == {"yearly", "municipal_report", "goals"}
    assert able == {kind.code for kind in catalogue.kinds() if kind.challenge is not None}


def test_a_report_on_funds_asks_the_plan_s_own_questions_too(plan: Plan) -> None:
    told = {"plan_id": plan.pk, "questions": ["report-carried"], "written": "words"}
    round_ = closed(a_round(plan.partnership, kind="municipal_report", **told), text="Några rader.")
    assert texts(round_)[:2] == [FIRST, SECOND]
    [part] = queries.report_of(plan.partnership, round_.year, public=False).areas
    assert [q.text.sv for q in part.asked] == [FIRST, SECOND]


def test_challenge_questions_are_asked_in_words_and_known_again(plan: Plan) -> None:
    area = Area.objects.get(plan=plan, number="2.1")
    challenge = "Hur når vi anhöriga som ingen ser?"
    factories.an_item(plan, ItemKind.CHALLENGE_QUESTION, {"text": challenge}, area.pk)
    told = {"plan_id": plan.pk, "questions": [], "way": "-"}
    alone = a_round(plan.partnership, **told, challenges=True)
    assert texts(alone) == [challenge]
    assert alone.questions.get().choices == []
    both = a_round(plan.partnership, year=2027, **told, written="yes_partly_no", challenges=True)
    assert texts(both) == [FIRST, SECOND, challenge]
    assert queries.from_plan(catalogue.kind("yearly"), plan).challenges == 1
    closed(alone, text="Ett brev hem.")
    later = plans.roll_forward(by=SYSTEM, plan=plan, title="Nästa plan", valid_from=date(2026, 1, 1), choices={})
    again = a_round(plan.partnership, year=2028, **{**told, "plan_id": later.pk}, challenges=True)
    assert again.questions.get().code == alone.questions.get().code


def test_owners_are_asked_the_questions_of_their_areas_alone(plan: Plan) -> None:
    first, second = (Area.objects.get(plan=plan, number=n) for n in ("2.1", "2.2"))
    factories.an_item(plan, ItemKind.FOLLOWUP_QUESTION, {"text": "Vem tar emot?"}, second.pk)
    body = factories.a_body(plan.partnership, "Anhörigcentrum")
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": body.name, "body": body.pk}, first.pk)
    told = {"kind": "goals", "plan_id": plan.pk, "questions": [], "asked": {body.pk: ["a@exempel.example"]}}
    round_ = a_round(plan.partnership, **told, written="words")
    assert texts(round_)[1:] == [FIRST, SECOND], "nobody answers for the other area"
    assert {tuple(q.only) for q in round_.questions.all()} == {(body.pk,)}


def test_the_form_offers_the_plan_s_challenge_questions(client, plan: Plan) -> None:
    area = Area.objects.get(plan=plan, number="2.1")
    factories.an_item(plan, ItemKind.CHALLENGE_QUESTION, {"text": "Hur når vi dem?"}, area.pk)
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    address = reverse("workspace:round_open", args=[plan.partnership_id])
    page = client.get(address, {"slag": "municipal_report", "plan": plan.pk, "utmaningar": "ja"}).content.decode()
    assert "Hur når vi dem?" in page
    assert 'name="utmaningar"' in page
    body = Body.objects.filter(county=plan.county, kind="municipality").first()
    sent = {"slag": "yearly", "plan": plan.pk, "satt": "-", "utmaningar": "ja", "year": 2026, "due": "2099-01-01"}
    sent |= {"organisation": body.pk, f"epost-{body.pk}": "kommun@exempel.example"}
    assert client.post(address, sent).status_code == 302
    assert texts(Round.objects.get()) == ["Hur når vi dem?"]


def test_the_county_s_joint_plans_are_asked_about_before_a_municipality_s_own() -> None:
    here = factories.a_partnership()
    joint = factories.a_plan(here, valid_from=date(2024, 1, 1))
    town = Body.objects.filter(county=here.county, kind="municipality").first()
    own = plans.create_own_plan(by=SYSTEM, partnership=here, owner=town, title="Vår egen")
    Plan.objects.filter(pk=own.pk).update(valid_from=date(2026, 1, 1))
    assert [p.pk for p in queries.plans_to_ask(here)] == [joint.pk, own.pk]
