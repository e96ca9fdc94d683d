"""The figures beside a year's follow-up, on papers and in data, as they were when it was closed or published."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import timedelta

import duckdb
import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests import factories
from tests.analysis.figure_world import World, survey
from tests.followup.test_report import a_year, the_round

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as figures
from samplan.analysis.questions import choosing
from samplan.analysis.results import Polarity
from samplan.analysis.shapes import Aim
from samplan.documents import read
from samplan.documents.serialise import to_json
from samplan.followup import actions as followup
from samplan.followup.rules import NotTaken
from samplan.plans.models import Activity, Area, Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions
from samplan.publishing.figures.shapes import AREA_FIGURES
from samplan.publishing.followup_figures import figures_are_others, figures_now, figures_of_year, figures_published
from samplan.publishing.followups import followup_printed, followup_view, public_report
from samplan.publishing.models import FollowUpFigures
from samplan.publishing.rules import PublishingError
from samplan.web.public.figure_beside import with_figures

FIGURE = "kolada:N00001"


@pytest.fixture
def store(settings, tmp_path):
    settings.FIGURES_DIR = tmp_path
    made = World([survey(years=(2015, 2018, 2020, 2021, 2022, 2024))])
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


@pytest.fixture
def plan(db, store) -> Plan:
    """A year whose area has an indicator with a figure, and an area that nobody has judged, with one too."""
    made = a_year()
    judged = Area.objects.get(plan=made)
    silent = factories.an_area(made, number="9.9", title="Ett område som ingen har bedömt")
    for area in (judged, silent):
        indicator = factories.an_item(made, ItemKind.INDICATOR, {"text": f"Andel som mår bra {area.number}"}, area.pk)
        told, aim = choosing.definition_of(FIGURE), Aim(Polarity.HIGH_IS_GOOD, target=70)
        figures.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=aim)
    return made


def published(plan: Plan):
    return actions.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)


def the_source_changes(store) -> None:
    shutil.copy(store / "figures.duckdb", store / "next.duckdb")
    with duckdb.connect(str(store / "next.duckdb")) as changing:
        changing.execute("UPDATE observation SET value = 1, low = 0.5, high = 2")
    (store / "next.duckdb").replace(store / "figures.duckdb")


def values(told) -> list[float]:
    return [one.figure.answer.county.newest.value for one in told]


def test_they_are_frozen_with_the_published_year_and_stand_by_the_areas_that_it_tells_of(plan, store) -> None:
    edition = published(plan)
    (one,) = figures_published(edition.county_slug, 2026, 1)
    assert one.area == Area.objects.get(plan=plan, number="1.4").slug
    assert one.indicator == "Andel som mår bra 1.4"
    the_source_changes(store)
    assert values(figures_published(edition.county_slug, 2026, 1)) == [61.0]
    assert values(figures_of_year(plan.partnership, 2026, public_report(plan.partnership, 2026))) == [1.0]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FollowUpFigures.objects.update(digest="x")


def test_figures_that_are_others_make_a_new_edition_and_the_same_on_another_day_make_none(plan, store, client) -> None:
    published(plan)
    now = figures_now(plan.partnership, 2026, public_report(plan.partnership, 2026))
    tomorrow = tuple(replace(f, figure=replace(f.figure, as_of=f.figure.as_of + timedelta(days=1))) for f in now)
    assert not figures_are_others(plan.partnership, 2026, tomorrow)
    with pytest.raises(PublishingError):
        published(plan)
    the_source_changes(store)
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    page = client.get(reverse("workspace:followup_publish", args=[plan.partnership_id, 2026])).content.decode()
    assert "Siffrorna är andra än i den senaste utgåvan." in page
    assert "Inget har ändrats sedan den senaste utgåvan." not in page
    edition = published(plan)
    assert [values(figures_published(edition.county_slug, 2026, n)) for n in (1, 2)] == [[61.0], [1.0]]


def test_a_closed_round_keeps_what_was_known_then(plan, store) -> None:
    report = public_report(plan.partnership, 2026)
    actions.keep_round_figures(by=SYSTEM, round_id=the_round(plan).pk)
    the_source_changes(store)
    assert values(figures_of_year(plan.partnership, 2026, report)) == [61.0]
    assert values(figures_published(published(plan).county_slug, 2026, 1)) == [1.0]


def test_only_those_who_run_follow_up_keep_them(plan) -> None:
    reader = factories.a_person(role="reader", partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        actions.keep_round_figures(by=reader, round_id=the_round(plan).pk)


@pytest.mark.parametrize(
    ("kind", "layout"), [("docx", "whole"), ("pdf", "whole"), ("docx", "goal-table"), ("pdf", "sheet")]
)
def test_paper_has_them_after_what_is_said_of_the_area(plan, kind, layout) -> None:
    edition = published(plan)
    file = followup_printed(followup_view(edition.county_slug, 2026, 1), kind, layout)
    text = json.dumps(to_json(read(file.data, name=file.name)), ensure_ascii=False).replace("\u00a0", " ")
    said = (
        "Fler kurser",
        "att det ena har orsakat det andra är inte visat",
        "Indikator i planen: Andel som mår bra 1.4",
    )
    said += ("61,0 (57,0–65,0)", "Målvärde: 70,0 procent", "Det är på fel sida.", "Källa: Kolada")
    places = [text.find(words) for words in said]
    assert -1 not in places, dict(zip(said, places, strict=True))
    assert places[0] < places[1] < places[2]
    assert "Andel som mår bra 9.9" not in text


def test_the_workbook_and_the_data_have_them(plan) -> None:
    edition = published(plan)
    view = followup_view(edition.county_slug, 2026, 1)
    sheet = openpyxl.load_workbook(io.BytesIO(followup_printed(view, "xlsx").data))["Siffror"]
    assert ("Länet", "2024") in {(row[1], row[2]) for row in sheet.iter_rows(values_only=True)}
    told = json.loads(followup_printed(view, "json").data)
    (one,) = told["figures"]
    assert (one["area"], one["figure"]["answer"]["county"]["cells"][-1]["value"]) == (view.report.areas[0].slug, 61.0)


def test_a_year_without_figures_keeps_none(db, store) -> None:
    edition = published(a_year())
    assert not FollowUpFigures.objects.exists()
    assert figures_published(edition.county_slug, 2026, 1) == ()


def test_a_round_that_is_open_has_nothing_to_keep(plan) -> None:
    round_ = the_round(plan)
    followup.reopen_round(by=SYSTEM, round_id=round_.pk, reason="Fel", due=round_.due)
    with pytest.raises(NotTaken):
        actions.keep_round_figures(by=SYSTEM, round_id=round_.pk)


def test_the_page_has_activities_and_figures_side_by_side_and_nothing_between(plan, client) -> None:
    activity = Activity.objects.filter(area__plan=plan).first()
    Activity.objects.filter(pk=activity.pk).update(timeframe="Hösten 2025")
    actions.publish_edition(by=SYSTEM, plan=plan)
    edition = published(plan)
    address = f"/{edition.county_slug}/uppfoljning/2026/"
    page = client.get(address).content.decode().replace("\u00a0", " ")
    block = page.split('class="sp-besides"')[1].split("<h3")[0]
    for words in ("Hösten 2025", "Målvärde: 70,0 procent", "57,0–65,0", "är inte visat", "Siffran är som den var"):
        assert words in block, words
    assert not set("→←↔⇒➜") & set(block)
    assert "m-arrow" not in block
    assert client.get(f"{address}?format=json").status_code == 200
    assert "The figures of the area" in client.get(f"/en{address}").content.decode()


def test_the_workspace_shows_what_was_known_when_the_round_was_closed(plan, client, store) -> None:
    actions.publish_edition(by=SYSTEM, plan=plan)
    coordinator = factories.a_person(role="coordinator", partnership=plan.partnership)
    client.force_login(coordinator)
    round_ = the_round(plan)
    followup.reopen_round(by=SYSTEM, round_id=round_.pk, reason="Fel", due=round_.due)
    assert client.post(reverse("workspace:round_close", args=[round_.pk])).status_code == 302
    the_source_changes(store)
    page = client.get(reverse("workspace:followup_year", args=[plan.partnership_id, 2026])).content.decode()
    assert "57,0–65,0" in page
    desk = client.get(reverse("workspace:followup_publish", args=[plan.partnership_id, 2026])).content.decode()
    assert "1 siffra ges ut bredvid områdena" in desk
    file = client.get(reverse("workspace:followup_year_file", args=[plan.partnership_id, 2026, "xlsx"]))
    assert "Siffror" in openpyxl.load_workbook(io.BytesIO(file.content)).sheetnames


def test_help_stands_before_figures_about_suicide(plan, client) -> None:
    actions.publish_edition(by=SYSTEM, plan=plan)
    edition = published(plan)
    row = FollowUpFigures.objects.get()
    told = row.figures
    told[0]["figure"]["answer"]["card"]["suicide"] = True
    assert edition.figures == row
    context = with_figures(followup_view(edition.county_slug, 2026, 1).report, AREA_FIGURES.validate_python(told))
    assert context["figure_help"]
