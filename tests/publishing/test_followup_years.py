"""Years beside one another are frozen with an edition, in its files and data, and tell no more than the pages do."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from tests import factories
from tests.followup.test_compiling import bodies, correct
from tests.followup.test_years import a_history, a_year_of
from tests.followup.test_years_sums import a_county, a_sum_of

from samplan.actors.models import Partnership
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.followup import actions
from samplan.followup.models import Round
from samplan.followup.shapes.report import FollowUpReport
from samplan.publishing import actions as publishing
from samplan.publishing.followups import followup_draft, followup_view
from samplan.publishing.models import FollowUpEdition

pytestmark = pytest.mark.django_db
PLAN = "suicide-plan"


def publish(here: Partnership, year: int) -> FollowUpEdition:
    return publishing.publish_followup(by=SYSTEM, partnership=here, year=year)


def publishable(here: Partnership) -> Partnership:
    plan = factories.a_plan(here)
    factories.an_area(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    return here


def files(edition: FollowUpEdition) -> dict[str, bytes]:
    root = f"/{edition.county_slug}/uppfoljning/{edition.year}/{edition.number}/fil/"
    return {form: Client().get(root + form).content for form in ("docx", "pdf", "xlsx", "json")}


def consent(here: Partnership, year: int, *places: int) -> None:
    asked = bodies(Round.objects.get(partnership=here, year=year))
    for place in places:
        actions.give_consent(by=SYSTEM, asked_id=asked[place].pk, names=True, note="Brev")


def years(edition: FollowUpEdition) -> dict[str, list[int]]:
    report = FollowUpReport.model_validate(edition.content)
    return {q.code: [y.year for y in q.years] for q in report.years}


def test_a_years_files_and_data_hold_the_years_before_it():
    here = publishable(a_history({2024: "nnnny", 2025: "ynyny", 2026: "yypny"}))
    for year in (2024, 2025):
        consent(here, year, 0)
        publish(here, year)
    consent(here, 2026, 0)
    edition = publish(here, 2026)
    assert years(edition)[PLAN] == [2024, 2025, 2026]
    told = files(edition)
    word = Document(BytesIO(told["docx"]))
    assert "År för år" in [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    tables = [[[c.text for c in r.cells] for r in t.rows] for t in word.tables]
    counts = next(t for t in tables if t[0][:3] == ["Fråga", "År", "Ja"])
    assert [row[1:6] for row in counts if "suicid" in row[0]] == [
        ["2024", "1", "0", "4", "0"],
        ["2025", "3", "0", "2", "0"],
        ["2026", "3", "1", "1", "0"],
    ]
    of_bodies = [t for t in tables if t[0] == ["Organisation", "2024", "2025", "2026"]]
    assert ["Exempelby 1 kommun", "Nej", "Ja\nändrat", "Ja"] in [t[1] for t in of_bodies]
    assert {len(t) for t in of_bodies} == {2}, "nobody else has said yes"
    book = load_workbook(BytesIO(told["xlsx"]))
    rows = [r[2:6] for r in book["År för år, organisationer"].iter_rows(min_row=2, values_only=True)]
    assert ("Exempelby 1 kommun", 2024, "Nej", None) in rows
    assert ("Exempelby 1 kommun", 2025, "Ja", "ja") in rows
    assert {r[0] for r in rows} == {"Exempelby 1 kommun"}
    text = "\n".join(t for t, _place in read(told["pdf"], name="x.pdf").texts())
    assert "År för år" in text
    data = json.loads(told["json"])
    assert [q["code"] for q in data["years"]].count(PLAN) == 1
    assert data["years_from"] == [[2024, 1], [2025, 1]]


def test_nobodys_own_words_are_in_any_file_of_the_public():
    here = publishable(a_history({2025: "ynyny", 2026: "yypny"}))
    for year in (2025, 2026):
        consent(here, year, 0, 1, 2, 3, 4)
        edition = publish(here, year)
    told = files(edition)
    assert b"Ord 20" not in told["json"]
    word = Document(BytesIO(told["docx"]))
    assert "Ord 20" not in "\n".join(c.text for t in word.tables for r in t.rows for c in r.cells)
    assert "Ord 20" not in "\n".join(t for t, _place in read(told["pdf"], name="x.pdf").texts())


def test_sums_stand_beside_those_of_the_year_before_and_not_those_of_two():
    here = publishable(a_county())
    for year, sums in ((2024, ("5", "6")), (2025, ("86 000", "0", "1 000")), (2026, ("90 000", "9 000", "1 000", "0"))):
        a_sum_of(here, year, *sums)
        edition = publish(here, year)
    told = files(edition)
    tables = [[[c.text for c in r.cells] for r in t.rows] for t in Document(BytesIO(told["docx"])).tables]
    table = next(t for t in tables if t[0] == ["Fråga", "År", "Sammanlagt", "Har fyllt i"])
    assert [r[1:] for r in table[1:]] == [
        ["2025", "87\u00a0000 kronor", "3 av 4"],
        ["2026", "100\u00a0000 kronor", "4 av 4"],
    ]
    assert "Använda medel, kronor" in table[1][0]
    assert "11 kronor" not in json.dumps(json.loads(told["json"]), ensure_ascii=False).replace("\\u00a0", " ")


def test_what_is_frozen_stays_and_a_year_published_anew_makes_a_new_edition_of_the_later_one_possible():
    here = publishable(a_history({2025: "ynynyy", 2026: "yypnyy"}, municipalities=6))
    publish(here, 2025)
    edition = publish(here, 2026)
    before = files(edition)
    assert followup_draft(here, 2026)[1] == ""
    first = Round.objects.get(partnership=here, year=2025)
    for place in (0, 1, 2):
        correct(first, place, choice="partly")
    publish(here, 2025)
    assert files(edition) == before
    assert followup_draft(here, 2026)[1] != ""


def test_a_year_that_takes_answers_again_or_is_withdrawn_stands_in_no_new_edition():
    here = publishable(a_history({2024: "nnnny", 2025: "ynyny", 2026: "yypny"}))
    publish(here, 2024)
    publish(here, 2025)
    of_2024 = {"by": SYSTEM, "partnership": here, "year": 2024, "number": 1}
    publishing.withdraw_followup(**of_2024, reason="Fel.")
    assert years(publish(here, 2026))[PLAN] == [2025, 2026]
    again = Round.objects.get(partnership=here, year=2025)
    actions.reopen_round(by=SYSTEM, round_id=again.pk, reason="En kommun till.", due=again.due)
    assert followup_draft(here, 2026)[0].years == []


def test_an_answer_that_is_held_back_is_not_told_by_the_years():
    here = publishable(a_history({2025: "ynyny", 2026: "yypny"}))
    publish(here, 2025)
    publish(here, 2026)
    correct(Round.objects.get(partnership=here, year=2026), 0, choice="no")
    second = publish(here, 2026)
    assert PLAN not in years(second)


def test_who_takes_a_year_back_is_told_in_which_later_editions_it_stands(client):
    here = publishable(a_history({2025: "ynyny", 2026: "yypny"}))
    publish(here, 2025)
    publish(here, 2026)
    client.force_login(factories.a_person(role="coordinator", partnership=here))
    page = client.get(reverse("workspace:followup_withdraw", args=[here.pk, 2025, 1])).content.decode()
    assert "Svaren finns också i uppföljningen 2026, utgåva 1" in page
    assert (
        "Svaren finns också"
        not in client.get(reverse("workspace:followup_withdraw", args=[here.pk, 2026, 1])).content.decode()
    )


def test_ten_years_cost_no_more_queries_than_two():
    def asked(here: Partnership) -> int:
        with CaptureQueriesContext(connection) as seen:
            followup_draft(here, 2026)
        return len(seen)

    here = a_history({2025: "yyyyy", 2026: "yyyyy"})
    publish(here, 2025)
    few = asked(here)
    for year in range(2018, 2025):
        a_year_of(here, year, "ynynp")
        publish(here, year)
    assert asked(here) == few


def test_those_who_read_everybodys_answers_have_the_years_as_paper_with_words(client):
    here = a_history({2025: "ynnn-", 2026: "yypn-"})
    newest = Round.objects.get(partnership=here, year=2026)
    client.force_login(factories.a_person(role="coordinator", partnership=here))
    got = {
        form: client.get(reverse("workspace:round_years_file", args=[newest.pk, form]))
        for form in ("docx", "pdf", "xlsx")
    }
    assert {r.status_code for r in got.values()} == {200}
    word = Document(BytesIO(got["docx"].content))
    cells = [c.text for t in word.tables for r in t.rows for c in r.cells]
    assert any("Ord 2025 n" in c for c in cells)
    assert any("Ja\nändrat" in c for c in cells)
    assert "Sprid det inte vidare" in "\n".join(p.text for p in word.paragraphs) + "\n".join(cells)
    page = client.get(reverse("workspace:round_years", args=[newest.pk])).content.decode()
    assert reverse("workspace:round_years_file", args=[newest.pk, "docx"]) in page


def test_the_page_of_the_published_years_is_to_be_had_as_paper():
    here = publishable(a_history({2025: "ynnny", 2026: "yypny"}))
    publish(here, 2025)
    publish(here, 2026)
    root = f"/{here.county.slug}/uppfoljning/ar-for-ar"
    page = Client().get(root + "/").content.decode()
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert f"{root}/fil/{form}" in page
        assert Client().get(f"{root}/fil/{form}").content.startswith(begins)
    assert Client().get(f"{root}/fil/exe").status_code == 404
    assert followup_view(here.county.slug, 2026).report.years
    word = Document(BytesIO(Client().get(f"{root}/fil/docx").content))
    levels = {p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")}
    assert levels == {"Heading 1"}, "no question stands under another"


# An intruder with every file, page and edition: the years must not tell what the editions hide.


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "json"])
def test_a_body_that_takes_its_name_back_is_in_no_new_edition_beside_last_years_answer(form):
    here = publishable(a_history({2025: "ynyny", 2026: "yypny"}))
    consent(here, 2025, 0)
    publish(here, 2025)
    asked = bodies(Round.objects.get(partnership=here, year=2025))[0]
    actions.give_consent(by=SYSTEM, asked_id=asked.pk, names=False, note="Brev")
    publish(here, 2025)
    publishing.withdraw_followup(by=SYSTEM, partnership=here, year=2025, number=1, reason="Fel namn.")
    edition = publish(here, 2026)
    told = files(edition)[form]
    if form != "json":
        texts = [t for t, _place in read(told, name=f"x.{form}").texts()]
        told = "\n".join(texts).encode()
    assert b"Exempelby 1" not in told


def test_the_years_add_no_figure_to_what_the_editions_say_each_for_itself():
    here = publishable(a_history({2024: "nynny", 2025: "ynyn-", 2026: "yyp-y"}))
    shown: set[tuple[int, str, int]] = set()
    for year in (2024, 2025, 2026):
        consent(here, year, *range(year - 2024))
        report = FollowUpReport.model_validate(publish(here, year).content)
        shown |= {(year, c.code, c.n) for m in report.measures if m.code == PLAN for c in m.choices}
        named = {(year, row.body) for grid in report.grids for row in grid.rows}
        for question in report.years:
            for one in question.years if question.code == PLAN else ():
                assert {(one.year, c.code, n) for c, n in one.counts} <= shown
            beside = {
                (y.year, b.body) for b in question.bodies for y, c in zip(question.years, b.cells, strict=True) if c
            }
            assert {b for y, b in beside if y == year} <= {b for _y, b in named}
            assert not any(c.text or c.more for b in question.bodies for c in b.cells if c)


def test_two_editions_of_a_year_do_not_tell_one_change_of_the_year_before():
    """The earlier year is put right by one and published anew: it holds the question back, and so does the later."""
    here = publishable(a_history({2025: "ynyny", 2026: "yypny"}))
    publish(here, 2025)
    first = publish(here, 2026)
    correct(Round.objects.get(partnership=here, year=2025), 1, choice="partly")
    publish(here, 2025)
    second = publish(here, 2026)
    then = next(q for q in FollowUpReport.model_validate(first.content).years if q.code == PLAN)
    assert [y.year for y in then.years] == [2025, 2026]
    assert PLAN not in years(second)


def test_nobody_who_may_not_read_the_answers_has_the_years_in_any_form(client):
    here = a_history({2025: "ynnn-", 2026: "yypn-"})
    newest = Round.objects.get(partnership=here, year=2026)
    for role in ("reader", "municipal_contact", "area_owner", "decision_maker", "user_representative", "controller"):
        client.force_login(factories.a_person(role=role, partnership=here))
        for form in ("docx", "pdf", "xlsx", "csv", "json"):
            got = client.get(reverse("workspace:round_years_file", args=[newest.pk, form]))
            assert got.status_code == 403, (role, form)


def test_a_round_that_is_open_gives_no_paper_of_its_years(client):
    here = a_history({2025: "ynnn-", 2026: "yypn-"})
    again = Round.objects.get(partnership=here, year=2026)
    actions.reopen_round(by=SYSTEM, round_id=again.pk, reason="En till.", due=again.due)
    client.force_login(factories.a_person(role="coordinator", partnership=here))
    for form in ("docx", "pdf", "xlsx", "csv", "json"):
        assert client.get(reverse("workspace:round_years_file", args=[again.pk, form])).status_code == 404
