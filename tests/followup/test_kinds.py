"""Every kind of round, from its questions to what is frozen; opened again, prolonged, entered, taken into the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import factories
from tests.followup.worlds import DUE, a_round, answer, contacts

from samplan.actors.models import AuditEvent, Body
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, catalogue, filled, queries
from samplan.followup.models import Answer, Asked, AskedQuestion, Contact, Round
from samplan.followup.rules import NotTaken, RoundIsClosed
from samplan.followup.shapes import Field, FieldKind, Given, Progress
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Reschedule
from samplan.plans.shapes.items import ItemKind

pytestmark = pytest.mark.django_db
NOW = timezone.now


def of_kind(kind: str, here=None, **more) -> Round:
    """A round of all questions that the catalogue has for a kind."""
    codes = [q.code for q in catalogue.kind(kind).questions]
    return a_round(here, kind=kind, questions=codes, **more)


def a_plan_with_owners(activities: int = 2):
    """A plan whose single area psychiatry answers for, and whose first activity the first municipality has alone."""
    plan = factories.a_plan()
    psychiatry = factories.a_body(plan.partnership, "Psykiatrin")
    area = factories.an_area(plan, number="1.1")
    responsible = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Psykiatrin"}, area.pk)
    factories.answers_for(psychiatry, responsible)
    made = [
        factories.an_item(plan, ItemKind.ACTIVITY, {"text": f"Sak {n}", "timeframe": "Ht 2026"}, area.pk)
        for n in range(activities)
    ]
    town = Body.objects.filter(county=plan.county, kind="municipality").order_by("code").first()
    row = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": town.name, "activity": made[0].pk}, area.pk)
    factories.answers_for(town, row)
    return plan, area, made, psychiatry, town


def owners_round(kind: str, plan, bodies, **more) -> Round:
    asked = {b.pk: [f"b{b.pk}@exempel.example"] for b in bodies}
    return a_round(plan.partnership, kind=kind, questions=[], plan_id=plan.pk, asked=asked, **more)


def asked_of(round_: Round, body) -> Asked:
    return Asked.objects.get(round=round_, body=body)


def test_every_kind_can_be_opened_answered_and_closed():
    """What the catalogue says of a kind is enough to run it."""
    plan, _area, _made, psychiatry, town = a_plan_with_owners()
    for kind in catalogue.kinds():
        owners = kind.asks == "owners"
        bodies = [psychiatry, town] if owners else list(Body.objects.filter(county=plan.county, kind="municipality"))
        round_ = a_round(
            plan.partnership,
            kind=kind.code,
            questions=[q.code for q in kind.questions],
            plan_id=plan.pk,
            asked={b.pk: [f"b{b.pk}@exempel.example"] for b in bodies},
            own_questions=["Något eget"],
        )
        for asked in Asked.objects.filter(round=round_):
            for question in queries.questions_of(round_):
                if question.asked_of(asked.body_id):
                    choice = question.choices[0].code if question.choices else ""
                    answer(asked, question.code, choice, "Påhittat.")
        assert {r.progress for r in queries.board_of(round_).rows if not r.joint} == {Progress.DONE}, kind.code
        closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
        results = queries.results_of(closed)
        assert results.line.done == len(bodies), kind.code
        assert len(results.questions) == round_.questions.count()


def test_owners_are_asked_about_their_own_activities_alone():
    plan, _area, made, psychiatry, town = a_plan_with_owners(3)
    plans.set_activity_status(by=SYSTEM, activity_id=made[2].pk, status="done", seen_version=made[2].version)
    told = queries.from_plan(catalogue.kind("status"), plan)
    assert [(d.item_id, sorted(d.only)) for d in told.drafts] == [
        (made[0].pk, [town.pk]),
        (made[1].pk, [psychiatry.pk]),
    ]
    round_ = owners_round("status", plan, [psychiatry, town])
    sheet = queries.sheet_for(Contact.objects.get(asked=asked_of(round_, town)))
    assert [q.item_id for q in sheet.questions] == [made[0].pk]
    assert sheet.questions[0].beside[0][1] == "Ht 2026"
    with pytest.raises(NotTaken):
        answer(asked_of(round_, town), f"activity-{made[1].pk}", "done")
    assert [r.questions for r in queries.board_of(round_).rows] == [1, 1]


def test_what_nobody_answers_for_is_counted_and_not_asked():
    plan, area, _made, _psychiatry, _town = a_plan_with_owners()
    lone = factories.an_area(plan, "Utan ansvarig", number="2.1")
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Ingens"}, lone.pk)
    assert queries.from_plan(catalogue.kind("status"), plan).ownerless == 1
    told = queries.from_plan(catalogue.kind("goals"), plan)
    assert ([d.item_id for d in told.drafts], told.ownerless) == ([area.pk], 1)


def test_an_owner_says_why_and_words_need_a_judgement_beside_them():
    plan, area, made, psychiatry, town = a_plan_with_owners()
    asked = asked_of(owners_round("status", plan, [psychiatry, town]), town)
    code = f"activity-{made[0].pk}"
    for choice in ("postponed", "paused", "ended"):
        with pytest.raises(NotTaken, match="Why"):
            answer(asked, code, choice, "Flyttas.")
    saved = answer(asked, code, "postponed", "Flyttas.", more={"reason": "Överklagat", "new_time": "Vt 2027"})
    assert saved.more == {"reason": "Överklagat", "new_time": "Vt 2027"}
    judged = asked_of(owners_round("goals", plan, [psychiatry]), psychiatry)
    with pytest.raises(NotTaken, match="Choose how far"):
        answer(judged, f"area-{area.pk}", "", "Det gick bra.")
    assert answer(judged, f"area-{area.pk}", "partly", "Det gick bra.").choice == "partly"


def test_a_changed_question_of_the_plan_is_another_question():
    """The same activity a year later is compared; one with other words is not, and says so."""
    plan, _area, made, psychiatry, town = a_plan_with_owners(3)
    last = owners_round("status", plan, [psychiatry, town], year=2025)
    for n in (1, 2):
        answer(asked_of(last, psychiatry), f"activity-{made[n].pk}", "planned", "I fjol.")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    plans.change_item(
        by=SYSTEM,
        kind=ItemKind.ACTIVITY,
        item_id=made[2].pk,
        values={"text": "Annan sak"},
        seen_version=made[2].version,
    )
    round_ = owners_round("status", plan, [psychiatry, town])
    sheet = queries.sheet_for(Contact.objects.get(asked=asked_of(round_, psychiatry)))
    assert [q.version for q in sheet.questions] == [1, 2]
    assert set(sheet.before) == {f"activity-{made[1].pk}"}
    assert sheet.changed == {f"activity-{made[2].pk}"}


def test_a_joint_answer_is_no_body_among_the_others():
    here = factories.a_partnership()
    unit = factories.a_body(here, "Länssamordnaren")
    round_ = of_kind("gap", here, joint=(unit.pk, ["lan@exempel.example"]))
    joint, first = Asked.objects.get(joint=True), Asked.objects.filter(joint=False).first()
    answer(joint, "gap-guideline", "in_place", "Gemensamt.")
    answer(first, "gap-guideline", "missing")
    board = queries.board_of(round_)
    assert (board.line.asked, board.line.partly, len(board.rows)) == (3, 1, 4)
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    tallies = {t.choice.code: t.n for t in queries.results_of(closed).questions[0].tallies}
    assert tallies == {"in_place": 0, "partly": 0, "missing": 1}
    assert [b["answers"]["gap-guideline"]["choice"] for b in closed.frozen["joint"]] == ["in_place"]


def test_targets_and_own_courses():
    round_ = of_kind("courses", targets={"course-sip": 60}, own_questions=["Temadag om ensamhet: 80"])
    found = {q.code: q.target for q in queries.questions_of(round_)}
    assert found["course-sip"] == 60
    assert found["course-theme"] is None
    own = AskedQuestion.objects.filter(round=round_).last()
    assert (own.about["target"], own.wording["short"]["sv"]) == (80, "Temadag om ensamhet")


# What is filled in beside the words.


def rows(*typed) -> list:
    field = Field("occasions", FieldKind.ROWS, None, None)
    return filled.cleaned([field], "yes", {"occasions": list(typed)})["occasions"]


def test_rows_are_read_sorted_and_the_empty_ones_left_out():
    kept = rows(
        {
            "on": "2026-05-20",
            "place": " Almby ",
            "instructor": "Egna",
            "people": "Almby kommun: 12\nRegion Exempel 3 st",
        },
        {"on": "", "place": "", "instructor": "", "people": ""},
        {"on": "2026-02-11", "people": "Förskola 4A 7; Kyrkan 2, Exempelby kommun 1"},
    )
    assert [r["on"] for r in kept] == ["2026-02-11", "2026-05-20"]
    assert kept[1]["people"] == [["Almby kommun", 12], ["Region Exempel", 3]]
    assert kept[0]["people"] == [["Förskola 4A", 7], ["Kyrkan", 2], ["Exempelby kommun", 1]]
    assert [row.total for row in filled.course_rows({"occasions": kept})] == [10, 15]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"on": "i mars", "people": "Almby 3"}, "needs a day"),
        ({"on": "2026-02-30", "people": "Almby 3"}, "needs a day"),
        ({"on": "2026-03-01", "people": ""}, "how many took part"),
        ({"on": "2026-03-01", "people": "Almby kommun"}, "cannot be read"),
        ({"on": "2026-03-01", "people": "12"}, "cannot be read"),
        ({"on": "2026-03-01", "people": "811218-9876"}, "identity number"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_of(row, words):
    with pytest.raises(NotTaken, match=words):
        rows(row)


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [("86 000", 86000), ("86000 kr", 86000), ("1 240 000 kronor", 1240000), ("0", 0), ("", None), ("12,50", 12)],
)
def test_kronor_as_people_write_them(typed, kronor):
    field = Field("amount", FieldKind.AMOUNT, catalogue.kind_name("gap"), None)
    assert filled.cleaned([field], "", {"amount": typed}).get("amount") == kronor


@pytest.mark.parametrize("typed", ["många", "-5", "1 2 3", "9" * 15])
def test_what_is_no_sum_is_told_of(typed):
    field = Field("amount", FieldKind.AMOUNT, catalogue.kind_name("gap"), None)
    with pytest.raises(NotTaken, match="kronor"):
        filled.cleaned([field], "", {"amount": typed})


def test_a_sum_alone_is_an_answer():
    round_ = of_kind("municipal_report")
    asked = round_.asked.first()
    answer(asked, "report-carried", "", "", more={"amount": "0"})
    assert queries.board_of(round_).rows[0].progress is Progress.DONE


# Nothing new for the rest; many at once.


def test_nothing_new_for_all_that_is_left_takes_over_the_same_questions_alone():
    here = factories.a_partnership()
    last = a_round(here, year=2025)
    one = last.asked.order_by("pk").first()
    answer(one, "contact", "no", "I fjol.")
    answer(one, "suicide-plan", "partly", "Förslag.")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    round_ = a_round(here)
    mine = contacts(round_)[0]
    answer(mine.asked, "contact", "yes", "Nu.")
    assert actions.repeat_answers(by=mine, asked_id=mine.asked_id) == 1
    assert actions.repeat_answers(by=mine, asked_id=mine.asked_id) == 0
    told = {a.question.code: (a.choice, a.nothing_new) for a in Answer.objects.filter(asked=mine.asked)}
    assert told == {"contact": ("yes", False), "suicide-plan": ("partly", True)}
    with pytest.raises(NotAllowed):
        actions.repeat_answers(by=contacts(round_)[1], asked_id=mine.asked_id)


def test_many_at_once_save_what_they_can_and_write_over_nothing():
    round_ = of_kind("gap")
    mine = contacts(round_)[0]
    answer(mine.asked, "gap-means", "missing", "Kollegans.")
    given = {
        "gap-guideline": Given("in_place", "", DUE),
        "gap-means": Given("partly", "Mitt.", DUE),
        "gap-school": Given("nonsense", "", DUE),
    }
    refused = actions.save_answers(by=mine, asked_id=mine.asked_id, given=given, page="a")
    assert set(refused) == {"gap-means", "gap-school"}
    assert {a.question.code: a.choice for a in Answer.objects.filter(asked=mine.asked)} == {
        "gap-guideline": "in_place",
        "gap-means": "missing",
    }


def test_what_came_on_paper_is_entered_for_a_whole_round_at_once(django_assert_max_num_queries):
    round_ = a_round()
    rows_ = {asked.pk: {"contact": Given("yes", "På papper.", DUE)} for asked in round_.asked.all()}
    with django_assert_max_num_queries(12):
        assert actions.enter_answers(by=SYSTEM, round_id=round_.pk, given=rows_, done=list(rows_)[:1], at=NOW()) == 3
    assert actions.enter_answers(by=SYSTEM, round_id=round_.pk, given=rows_, at=NOW()) == 0
    assert AuditEvent.objects.filter(verb="enter_answers").count() == 2


# Opening again, prolonging.


def test_opened_again_with_a_reason_the_first_closing_stays_readable():
    round_ = a_round()
    one, two, _three = round_.asked.order_by("pk")
    answer(one, choice="no")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    for wrong in ("", "   "):
        with pytest.raises(NotTaken):
            actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason=wrong, due=DUE)
    again = actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason="En kommun kom för sent", due=DUE)
    with pytest.raises(NotTaken):
        actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason="Igen", due=DUE)
    assert queries.results_of(again) is None
    answer(two, choice="yes")
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    (first,) = queries.closings_of(closed)
    assert (first.number, first.reason) == (1, "En kommun kom för sent")
    was = queries.results_of(queries.as_closed(closed, 1))
    now = queries.results_of(closed)
    for told, numbers in ((was, [0, 0, 1]), (now, [1, 0, 1])):
        plan = next(q for q in told.questions if q.question.code == "suicide-plan")
        assert [t.n for t in plan.tallies] == numbers
    event = AuditEvent.objects.get(verb="reopen_round")
    assert event.data["reason"] == "En kommun kom för sent"


def test_while_a_round_is_open_again_next_year_still_sees_what_was_closed():
    here = factories.a_partnership()
    last = a_round(here, year=2025)
    answer(last.asked.order_by("pk").first(), choice="partly")
    actions.close_round(by=SYSTEM, round_id=last.pk)
    actions.reopen_round(by=SYSTEM, round_id=last.pk, reason="Fel siffra", due=DUE)
    sheet = queries.sheet_for(contacts(a_round(here))[0])
    assert sheet.before["suicide-plan"].choice == "partly"


def test_a_later_last_day_keeps_links_alive_and_tells_which_it_was():
    round_ = a_round()
    old = contacts(round_)[0].until
    with pytest.raises(NotTaken):
        actions.prolong_round(by=SYSTEM, round_id=round_.pk, due=round_.due)
    later = actions.prolong_round(by=SYSTEM, round_id=round_.pk, due=DUE + timedelta(days=9))
    assert (later.first_due, later.due) == (DUE, DUE + timedelta(days=9))
    assert contacts(round_)[0].until == old + timedelta(days=9)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    with pytest.raises(RoundIsClosed):
        actions.prolong_round(by=SYSTEM, round_id=round_.pk, due=DUE + timedelta(days=30))


# Into the plan.


def test_answers_are_taken_into_the_plan_with_their_own_words_and_the_new_time():
    plan, _area, made, psychiatry, town = a_plan_with_owners(3)
    round_ = owners_round("status", plan, [psychiatry, town])
    answer(
        asked_of(round_, town),
        f"activity-{made[0].pk}",
        "postponed",
        "Lokalen är inte klar.",
        more={"reason": "Ombyggnad", "new_time": "Vt 2027"},
    )
    answer(asked_of(round_, psychiatry), f"activity-{made[1].pk}", "done", "Klart i maj.")
    answer(asked_of(round_, psychiatry), f"activity-{made[2].pk}", "ongoing")
    with pytest.raises(NotTaken):
        actions.take_over_answers(by=SYSTEM, round_id=round_.pk, keys=set())
    closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    told = queries.to_take_over(closed)
    keys = {t.key for t in told if t.activity_id != made[2].pk}
    assert actions.take_over_answers(by=SYSTEM, round_id=round_.pk, keys=keys) == 2
    first, second, third = (Activity.objects.get(pk=m.pk) for m in made)
    assert (first.status, first.status_written, first.timeframe) == ("postponed", "Lokalen är inte klar.", "Vt 2027")
    assert Reschedule.objects.get(activity=first).reason == "Ombyggnad"
    assert (second.status, second.status_written) == ("done", "Klart i maj.")
    assert third.status == ""
    assert [t.fits for t in queries.to_take_over(closed)] == [True, True, False]
    assert actions.take_over_answers(by=SYSTEM, round_id=round_.pk, keys=keys) == 0


def test_two_owners_who_disagree_are_shown_as_that():
    plan, area, made, psychiatry, town = a_plan_with_owners(1)
    row = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Psykiatrin", "activity": made[0].pk}, area.pk)
    factories.answers_for(psychiatry, row)
    round_ = owners_round("status", plan, [psychiatry, town])
    answer(asked_of(round_, town), f"activity-{made[0].pk}", "done")
    answer(asked_of(round_, psychiatry), f"activity-{made[0].pk}", "ongoing")
    told = queries.to_take_over(actions.close_round(by=SYSTEM, round_id=round_.pk))
    assert [t.clash for t in told] == [True, True]


@pytest.mark.parametrize(("activities", "municipalities"), [(10, 3), (150, 17)])
def test_closing_a_status_round_costs_at_most_50_queries(django_assert_max_num_queries, activities, municipalities):
    here = factories.a_partnership(factories.a_county(municipalities=municipalities))
    plan = factories.a_plan(here)
    area = factories.an_area(plan)
    towns = list(Body.objects.filter(county=here.county, kind="municipality").order_by("code"))
    for town in towns:
        row = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": town.name}, area.pk)
        factories.answers_for(town, row)
    Activity.objects.bulk_create(Activity(area=area, text=f"Sak {n}", order=n) for n in range(activities))
    with django_assert_max_num_queries(50):
        round_ = owners_round("status", plan, towns)
    given = {
        asked.pk: {q.code: Given("done", "Klart.", DUE) for q in queries.questions_of(round_)}
        for asked in round_.asked.all()
    }
    with django_assert_max_num_queries(50):
        n = actions.enter_answers(by=SYSTEM, round_id=round_.pk, given=given, at=NOW())
    assert n == activities * municipalities
    with django_assert_max_num_queries(12):
        closed = actions.close_round(by=SYSTEM, round_id=round_.pk)
    assert sum(len(b["answers"]) for b in closed.frozen["bodies"]) == n
