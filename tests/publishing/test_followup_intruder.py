"""An intruder with two editions of a year: subtracts one from the other, on page, in Word, as table and as data.

What changed must be the work of at least three bodies, or of bodies that stand beside their answers by name.
"""

from __future__ import annotations

import json
import random
import re
from io import BytesIO
from itertools import combinations

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html
from openpyxl import load_workbook
from tests import factories
from tests.followup.test_compiling import a_statement, bodies
from tests.followup.test_filled_in import SUM
from tests.followup.worlds import a_round, answer

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import Round
from samplan.followup.shapes.report import FollowUpReport
from samplan.publishing import actions as publishing
from samplan.publishing.followups import followup_view
from samplan.publishing.models import FollowUpEdition

pytestmark = pytest.mark.django_db
PLAN, AID = "suicide-plan", "first-aid"
LEAST = 3
Figures = dict[str, set[tuple[str, ...]]]


def a_closed_year(answers: str = "yynnnyp", *, year: int = 2026, here: Partnership | None = None) -> Round:
    """Municipalities that said yes, no or partly to two questions; the first is compiled."""
    if here is None:
        here = factories.a_partnership(factories.a_county(municipalities=len(answers)))
        publishable(here)
    round_ = a_round(here, questions=[PLAN, AID], year=year)
    said = {"y": "yes", "n": "no", "p": "partly"}
    for asked, letter in zip(bodies(round_), answers, strict=True):
        if letter != "-":
            answer(asked, PLAN, said[letter], "Påhittat")
            answer(asked, AID, "yes", "Påhittat")
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    a_statement(round_, yes=2)
    return Round.objects.get(pk=round_.pk)


def publishable(here: Partnership) -> None:
    """Pages of a county need an edition of its plan."""
    plan = factories.a_plan(here)
    factories.an_area(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)


def publish(round_: Round) -> FollowUpEdition:
    return publishing.publish_followup(by=SYSTEM, partnership=round_.partnership, year=round_.year)


def correct(round_: Round, place: int, choice: str, code: str = PLAN, reason: str = "De läste frågan fel.") -> None:
    told = {"code": code, "choice": choice, "text": "Rättat" if choice else "", "reason": reason}
    actions.correct_answer(by=SYSTEM, round_id=round_.pk, asked_id=bodies(round_)[place].pk, **told)


def consent(round_: Round, place: int, *, names: bool = True) -> None:
    actions.give_consent(by=SYSTEM, asked_id=bodies(round_)[place].pk, names=names, note="Brev")


def report(edition: FollowUpEdition) -> FollowUpReport:
    return FollowUpReport.model_validate(edition.content)


def held(edition: FollowUpEdition) -> set[tuple[str, int]]:
    return {(h.what, h.number) for h in report(edition).held}


def number(round_: Round, code: str) -> int:
    return round_.questions.get(code=code).number


# What each door tells of each question, as anybody can read it: rows that hold a figure, by the question's number.


def doors(edition: FollowUpEdition) -> dict[str, Figures]:
    root = f"/{edition.county_slug}/uppfoljning/{edition.year}/{edition.number}/"
    got = {form: Client().get(f"{root}fil/{form}").content for form in ("json", "csv", "docx", "xlsx")}
    page = html.fromstring(Client().get(root).content)
    book = load_workbook(BytesIO(got["xlsx"]))
    return {
        "page": _rows([[c.text_content() for c in r] for r in page.iter("tr")], by_text=True),
        "docx": _rows([[c.text for c in r.cells] for t in Document(BytesIO(got["docx"])).tables for r in t.rows], True),
        "csv": _rows([line.split(";")[1:] for line in got["csv"].decode("utf-8-sig").splitlines()]),
        "xlsx": _rows(
            [[str(v) for v in r] for name in ("Svar", "Sammanlagt") if name in book for r in book[name].values]
        ),
        "json": _of_data(json.loads(got["json"])),
    }


def _rows(rows: list[list[str]], by_text: bool = False) -> Figures:
    found: Figures = {}
    for first, *cells in rows:
        known = re.match(r"\s*(\d+)\. ", first) if by_text else re.match(r"(\d+)$", first.strip())
        cells = [" ".join(c.split()) for c in cells]
        if known and not any("Visas inte" in c for c in cells):
            found.setdefault(known[1], set()).add(tuple(cells))
    return found


def _of_data(told: dict) -> Figures:
    found: Figures = {}
    for one in told["measures"] + told["totals"]:
        found.setdefault(str(one["number"]), set()).add((json.dumps(one, sort_keys=True),))
    for one in told["statements"]:
        for source in one["sources"]:
            found.setdefault(str(source["number"]), set()).add((json.dumps([one["n"], one["count"], one["sources"]]),))
    return found


def told_apart(one: FollowUpEdition, other: FollowUpEdition) -> set[str]:
    """The questions of which both editions tell a figure, and not the same, at any door."""
    found = set()
    then, now = doors(one), doors(other)
    for door in then:
        found |= {n for n in then[door].keys() & now[door].keys() if then[door][n] != now[door][n]}
    return found


def test_one_correction_is_not_told_by_the_difference_of_two_editions():
    round_ = a_closed_year()
    first = publish(round_)
    correct(round_, 0, "no")
    second = publish(round_)
    at = str(number(round_, PLAN))
    assert at in doors(first)["json"]
    assert all(at in doors(first)[door] for door in ("page", "docx", "csv", "xlsx"))
    assert all(at not in figures for figures in doors(second).values())
    assert told_apart(first, second) == set()
    assert ("answers", int(at)) in held(second)
    assert report(second).statements == []


def test_a_question_that_nobody_changed_stands_as_before():
    round_ = a_closed_year()
    publish(round_)
    correct(round_, 0, "no")
    second = publish(round_)
    assert all(str(number(round_, AID)) in figures for figures in doors(second).values())


def test_three_who_have_changed_may_be_told_together():
    round_ = a_closed_year()
    first = publish(round_)
    for place in (0, 1, 2):
        correct(round_, place, "partly")
    second = publish(round_)
    assert held(second) == set()
    assert told_apart(first, second) == {str(number(round_, PLAN))}


def test_what_is_held_back_comes_when_enough_have_changed_since_it_was_shown():
    round_ = a_closed_year()
    first = publish(round_)
    correct(round_, 0, "partly")
    second = publish(round_)
    for place in (1, 2):
        correct(round_, place, "partly")
    third = publish(round_)
    assert (bool(held(second)), held(third)) == (True, set())
    assert told_apart(first, third) == {str(number(round_, PLAN))}
    assert told_apart(second, third) == set()


def test_whoever_stands_beside_its_answer_has_shown_its_change_itself():
    round_ = a_closed_year()
    consent(round_, 0)
    publish(round_)
    correct(round_, 0, "no")
    second = publish(round_)
    assert held(second) == set()
    (row,) = report(second).grids[0].rows
    assert row.cells[report(second).grids[0].measures.index(PLAN)] == "no"


def test_an_edition_that_was_withdrawn_has_been_read_all_the_same():
    round_ = a_closed_year()
    first = publish(round_)
    told = {"partnership": round_.partnership, "year": 2026, "number": 1}
    publishing.withdraw_followup(by=SYSTEM, **told, reason="Fel siffror")
    correct(round_, 0, "no")
    assert ("answers", number(round_, PLAN)) in held(publish(round_))
    assert first.number == 1


def test_a_round_that_was_opened_again_tells_no_more_than_a_correction():
    round_ = a_closed_year("yynnnyp")
    first = publish(round_)
    actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason="En kommun till.", due=round_.due)
    answer(bodies(round_)[3], PLAN, "yes", "Nytt", seen_version=1)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    second = publish(round_)
    assert ("answers", number(round_, PLAN)) in held(second)
    assert told_apart(first, second) == set()


def test_one_who_was_silent_is_not_told_by_how_many_answered():
    round_ = a_closed_year("yynny-n")
    first = publish(round_)
    correct(round_, 5, "yes")
    correct(round_, 5, "yes", AID)
    second = publish(round_)
    (before,), (now,) = report(first).rounds, report(second).rounds
    assert (before.answered, before.silent) == (6, 1)
    assert (now.answered, now.partly, now.silent) == (None, None, None)
    page = Client().get(f"/{second.county_slug}/uppfoljning/2026/2/").content.decode()
    assert "har svarat på allt" not in page


def test_a_sum_is_held_back_though_the_body_is_named_for_its_sum_never_is():
    here = factories.a_partnership(factories.a_county(municipalities=4))
    publishable(here)
    round_ = a_round(here, kind="municipal_report", questions=[SUM])
    for asked, written in zip(bodies(round_), ("86 000", "500", "0", "70"), strict=True):
        answer(asked, SUM, "", "", more={"amount": written})
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    first = publish(round_)
    consent(round_, 0)
    told = {"asked_id": bodies(round_)[0].pk, "code": SUM, "reason": "Fel belopp."}
    actions.correct_answer(by=SYSTEM, round_id=round_.pk, more={"amount": "85 000"}, **told)
    second = publish(round_)
    assert len(report(first).totals) == 1
    assert report(second).totals == []
    assert ("total", number(round_, SUM)) in held(second)
    assert "85" not in re.sub(r"[0-9a-f]{64}", "", json.dumps(second.content["totals"]))


def test_next_years_comparison_does_not_tell_last_years_correction():
    round_ = a_closed_year(year=2025)
    publish(round_)
    correct(round_, 0, "no")
    later = a_closed_year(here=round_.partnership)
    edition = publish(later)
    measure = next(m for m in report(edition).measures if m.code == PLAN)
    assert ([c.before for c in measure.choices], measure.silent.before, measure.moved) == ([None] * 3, None, None)
    assert ("before", measure.number) in held(edition)
    other = next(m for m in report(edition).measures if m.code == AID)
    assert other.silent.before == 0


def test_names_that_came_and_went_leave_nobody_over():
    round_ = a_closed_year("yynnnyp")
    for place in (0, 1, 2):
        consent(round_, place)
    first = publish(round_)
    assert [r.cells[0] for r in report(first).grids[0].rows] == ["yes", "yes", "no"]
    for place in (0, 1, 2):
        consent(round_, place, names=False)
    for place in (3, 4, 5):
        consent(round_, place)
    second = publish(round_)
    at = report(second).grids[0].measures.index(PLAN)
    assert {r.cells[at] for r in report(second).grids[0].rows} == {None}
    assert ("names", number(round_, PLAN)) in held(second)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_put_right_in_whatever_order_no_two_editions_tell_fewer_than_three_apart(seed):
    dice = random.Random(seed)
    round_ = a_closed_year("yynnnyppy")
    editions, truth = [publish(round_)], [truth_of(round_)]
    for _ in range(4):
        for place in dice.sample(range(9), dice.choice([1, 1, 2, 3, 4])):
            now = truth_of(round_)[place]
            correct(round_, place, dice.choice([c for c in ("yes", "no", "partly") if c != now]))
        editions.append(publish(round_))
        truth.append(truth_of(round_))
    at = str(number(round_, PLAN))
    for (one, then), (other, now) in combinations(zip(editions, truth, strict=True), 2):
        changed = sum(a != b for a, b in zip(then, now, strict=True))
        if changed < LEAST:
            assert at not in told_apart(one, other), (seed, one.number, other.number, changed)


def truth_of(round_: Round) -> list[str]:
    """What each body chose, in order: nobody outside knows it."""
    rows = next(rows for question, rows in queries.answers_by_question(round_) if question.code == PLAN)
    chosen = {asked: choice.code if choice else "" for asked, _name, _given, choice in rows}
    return [chosen[b.pk] for b in bodies(round_)]


def test_the_coordinator_is_told_before_publishing_what_readers_will_not_see(client):
    round_ = a_closed_year()
    publish(round_)
    correct(round_, 0, "no")
    client.force_login(factories.a_person(role="coordinator", partnership=round_.partnership))
    page = client.get(reverse("workspace:followup_publish", args=[round_.partnership_id, 2026]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Visas inte för läsarna" in text
    assert "Färre än 3 organisationer har ändrat sina svar" in text
    assert round_.questions.get(code=PLAN).wording["text"]["sv"] in text
    assert followup_view(round_.partnership.county.slug, 2026).report.held == []


@pytest.mark.parametrize("reason", ["Exempelby 1 kommun läste fel.", "Enligt exempelby 1s brev."])
def test_a_reason_that_names_a_body_is_kept_inside(reason):
    round_ = a_closed_year()
    correct(round_, 0, "no", reason=reason)
    assert report(publish(round_)).corrections[0].reason == ""
    inside = queries.report_of(round_.partnership, 2026, public=False)
    assert inside.corrections[0].reason == reason


def test_a_reason_that_names_nobody_is_told():
    round_ = a_closed_year()
    correct(round_, 0, "no", reason="De läste fel på exemplaret.")
    assert report(publish(round_)).corrections[0].reason == "De läste fel på exemplaret."
