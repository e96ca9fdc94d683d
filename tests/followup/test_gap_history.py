"""Gap tables of old documents become closed gap rounds of their years, with measures, bodies and answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.followup.worlds import a_round

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, queries
from samplan.followup.models import Answer, Round
from samplan.plans.gap_tables import row_text
from samplan.plans.models import Plan
from samplan.plans.shapes.exchange import BlockKind, OtherBlock, PlanFile
from samplan.plans.shapes.items import Origin
from samplan.publishing.layouts.followup_words import round_words

pytestmark = pytest.mark.django_db
TOWNS = [f"Exempelby {n} kommun" for n in (1, 2, 3)]
KNOWN = "Rutin för stöd till efterlevande"
ROWS = [
    ["Åtgärd", *TOWNS, "Okänd klinik", "Gemensamt i länet"],
    ["Mötesplats för unga", "Finns", "Finns delvis, öppnar i maj", "Saknas", "Finns", "Finns delvis"],
    [KNOWN, "Finns", "", "Saknas", "Saknas", "Saknas"],
]


def an_old_plan(rows: list[list[str]] = ROWS, title: str = "GAP-analys 2018", **more: object) -> Plan:
    blocks = [OtherBlock(kind=BlockKind.HEADING, text=title, page=12, position=40)]
    blocks += [OtherBlock(kind=BlockKind.TABLE, text=row_text(row), page=12, position=41) for row in rows]
    told = PlanFile(title="Gammal plan", other=blocks)
    origin = Origin(import_ref="import-1", document="gammal.docx", page=12, position=41)
    here = more.get("here") or factories.a_partnership(factories.a_county(municipalities=3))
    return factories.an_imported_plan(told, here, origins={f"/other/{n}": origin for n in range(len(blocks))})


def gap_round(plan: Plan) -> Round:
    (made,) = actions.lay_history(by=SYSTEM, plan=plan)
    return made


def chosen(round_: Round) -> dict[str, dict[str, str]]:
    """What each body chose, by the question's words."""
    words = {q["code"]: q["text"]["sv"] for q in round_.frozen["questions"]}
    return {b["name"]: {words[c]: a["choice"] for c, a in b["answers"].items()} for b in round_.frozen["bodies"]}


def test_the_world_has_these_names():
    here = factories.a_partnership(factories.a_county(municipalities=3))
    names = set(Body.objects.filter(county=here.county).values_list("name", flat=True))
    assert set(TOWNS) <= names


def test_a_gap_table_is_a_closed_gap_round_of_its_year():
    plan = an_old_plan()
    round_ = gap_round(plan)
    assert (round_.kind, round_.year, round_.state) == ("gap", 2018, "closed")
    assert chosen(round_) == {
        TOWNS[0]: {"Mötesplats för unga": "in_place", KNOWN: "in_place"},
        TOWNS[1]: {"Mötesplats för unga": "partly"},
        TOWNS[2]: {"Mötesplats för unga": "missing", KNOWN: "missing"},
    }
    document = round_.frozen["document"]
    assert (document["name"], document["places"]) == ("gammal.docx", [{"page": 12, "position": 41}])
    assert document["left_out"] == ["Okänd klinik"]
    results = queries.results_of(round_)
    first, second = results.questions
    assert [(t.choice.code, t.n) for t in first.tallies] == [("in_place", 1), ("partly", 1), ("missing", 1)]
    assert second.silent.n == 1
    assert set(results.joint.values()) == {"partly", "missing"}
    assert Answer.objects.get(asked__body__name=TOWNS[1]).text == "öppnar i maj"


def test_a_measure_that_the_catalogue_has_is_the_same_question_as_in_a_round_of_today():
    plan = an_old_plan()
    old = gap_round(plan)
    code = next(q.code for q in catalogue.kind("gap").questions if q.text.sv == KNOWN)
    assert code in {q["code"] for q in old.frozen["questions"]}
    new = a_round(plan.partnership, kind="gap", questions=[code], own_questions=["Mötesplats för unga"])
    closed = actions.close_round(by=SYSTEM, round_id=new.pk)
    results = queries.results_of(closed)
    assert results.before_year == 2018
    assert [q.comparable for q in results.questions] == [True, True]


def test_the_years_report_tells_the_gaps_and_that_nobody_was_asked():
    plan = an_old_plan()
    gap_round(plan)
    told = queries.report_of(plan.partnership, 2018, public=True)
    (part,) = told.rounds
    assert part.document
    assert [m.text.sv for m in told.measures] == ["Mötesplats för unga", KNOWN]


def test_a_table_without_a_year_is_of_the_plans_and_one_body_above_it_is_whose_it_is():
    rows = [["Åtgärd", "Finns", "Delvis", "Saknas"], ["Mötesplats", "x", "", ""], [KNOWN, "", "", "x"]]
    round_ = gap_round(an_old_plan(rows, f"GAP-analys för {TOWNS[1]} 2019"))
    assert round_.year == 2019
    assert chosen(round_) == {TOWNS[1]: {"Mötesplats": "in_place", KNOWN: "missing"}}


def test_it_is_laid_once_and_goes_with_its_import_unless_somebody_has_put_it_right():
    plan = an_old_plan()
    round_ = gap_round(plan)
    assert actions.lay_history(by=SYSTEM, plan=plan) == []
    assert actions.drop_history(by=SYSTEM, plan=plan) == 1
    round_ = gap_round(plan)
    asked = round_.asked.get(body__name=TOWNS[1])
    told = {"asked_id": asked.pk, "choice": "in_place", "reason": "Den öppnade."}
    code = round_.questions.first().code
    actions.correct_answer(by=SYSTEM, round_id=round_.pk, code=code, **told)
    assert actions.drop_history(by=SYSTEM, plan=plan) == 0
    assert Round.objects.filter(pk=round_.pk).exists()


def test_a_body_that_is_added_is_in_it_when_the_document_is_put_in_again():
    plan = an_old_plan()
    gap_round(plan)
    factories.a_body(plan.partnership, "Okänd klinik")
    round_ = gap_round(plan)
    assert chosen(round_)["Okänd klinik"] == {"Mötesplats för unga": "in_place", KNOWN: "missing"}


def test_a_round_that_was_asked_in_the_year_stands():
    here = factories.a_partnership(factories.a_county(municipalities=3))
    asked = a_round(here, kind="gap", questions=["gap-school"], year=2018)
    assert actions.lay_history(by=SYSTEM, plan=an_old_plan(here=here)) == []
    assert Round.objects.filter(kind="gap").get() == asked


def test_a_large_table_costs_as_many_queries_as_a_small_one(django_assert_max_num_queries):
    measures = [[f"Åtgärd nummer {n}", *["Finns", "Saknas", "Delvis"], "", ""] for n in range(150)]
    plan = an_old_plan([ROWS[0], *measures])
    with django_assert_max_num_queries(50):
        actions.lay_history(by=SYSTEM, plan=plan)


def reopened(round_: Round, *, reason: str = "Två kommuner svarade inte.") -> Round:
    day = timezone.localdate() + timedelta(days=14)
    return actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason=reason, due=day)


def closed_again(round_: Round) -> Round:
    reopened(round_)
    return actions.close_round(by=SYSTEM, round_id=round_.pk)


def test_a_round_that_is_opened_and_closed_again_keeps_where_it_came_from():
    round_ = gap_round(an_old_plan())
    before = round_.frozen["document"]
    asked = round_.asked.get(body__name=TOWNS[1])
    reopened(round_)
    actions.save_answer(by=SYSTEM, asked_id=asked.pk, code=round_.questions.last().code, choice="partly", text="")
    again = actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert again.frozen["document"] == before
    assert chosen(again)[TOWNS[1]][KNOWN] == "partly"
    assert queries.round_for_file(again)["document"]["name"] == "gammal.docx"


def test_the_report_says_that_it_was_read_and_how_many_have_answered_since():
    plan = an_old_plan()
    closed_again(gap_round(plan))
    (part,) = queries.report_of(plan.partnership, 2018, public=True).rounds
    assert (part.document, part.reopened) == ("docx", True)
    assert "Läst ur docx, öppnad igen" in round_words(part)
    assert "3 organisationer är med" in round_words(part)


def test_a_round_that_was_opened_again_stays_when_its_document_is_put_in_again_or_taken_out():
    plan = an_old_plan()
    round_ = closed_again(gap_round(plan))
    factories.a_body(plan.partnership, "Okänd klinik")
    assert actions.lay_history(by=SYSTEM, plan=plan) == []
    assert actions.drop_history(by=SYSTEM, plan=plan) == 0
    assert Round.objects.get(pk=round_.pk).frozen["document"]["name"] == "gammal.docx"
