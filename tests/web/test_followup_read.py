"""A round read from a document and opened again says where it came from: on its pages, as table and as data."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_gap_history import an_old_plan, closed_again, gap_round, reopened
from tests.followup.test_history import an_old_plan as an_old_plan_with_texts

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.publishing import actions as publishing

pytestmark = pytest.mark.django_db
NOTE, SINCE, NOBODY = "Läst ur dokument", "Uppföljningen har öppnats igen sedan dess.", "Ingen är tillfrågad."


@pytest.fixture
def plan():
    return an_old_plan()


@pytest.fixture
def here(client, plan):
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    return lambda name, *args: client.get(reverse(f"workspace:{name}", args=args)).content.decode()


def test_its_pages_say_so_before_while_it_is_open_and_after(here, plan):
    round_ = gap_round(plan)
    for name in ("round", "round_results"):
        page = here(name, round_.pk)
        assert all(words in page for words in (NOTE, "gammal.docx", NOBODY))
    reopened(round_)
    page = here("round", round_.pk)
    assert all(words in page for words in (NOTE, "gammal.docx", SINCE))


def test_its_results_and_files_say_so_when_it_is_closed_again(here, plan):
    round_ = closed_again(gap_round(plan))
    page = here("round_results", round_.pk)
    assert all(words in page for words in (NOTE, "gammal.docx", SINCE))
    assert NOBODY not in page
    heads, *rows = here("round_file", round_.pk, "csv").splitlines()
    assert NOTE in heads
    assert rows
    assert all("gammal.docx" in row for row in rows)
    assert "gammal.docx" in here("round_file", round_.pk, "json")


def test_the_published_year_says_so_without_the_files_name(client, plan):
    factories.an_area(plan)
    closed_again(gap_round(plan))
    publishing.publish_edition(by=SYSTEM, plan=plan)
    edition = publishing.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2018)
    root = f"/{edition.county_slug}/uppfoljning/2018/1/"
    page, table, told = (client.get(root + to).content.decode() for to in ("", "fil/csv", "fil/json"))
    assert 'Läst ur <span lang="sv">docx</span>, öppnad igen sedan dess.' in page
    assert all(row.rstrip().endswith("docx") for row in table.splitlines()[1:])
    assert '"reopened": true' in told
    assert "gammal" not in page + table + told


def test_a_round_of_texts_alone_says_nothing_of_nobodys_answers_and_leads_to_the_whole_year(client, db):
    plan = an_old_plan_with_texts()
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    round_ = actions.lay_history(by=SYSTEM, plan=plan)[-1]
    page = client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    assert "0 av 0" not in page
    assert "gammal.docx" in page
    assert reverse("workspace:followup_year", args=[plan.partnership_id, round_.year]) in page
    whole = client.get(reverse("workspace:followup_year", args=[plan.partnership_id, round_.year]))
    assert "Kursen hölls igen." in whole.content.decode()
