"""An edition freezes the figures of its indicators: what the sources do afterwards does not reach it."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import date

import duckdb
import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override
from tests import factories
from tests.analysis.figure_world import World, survey
from tests.analysis.own_world import key, part

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as figures
from samplan.analysis import queries as queries_of_figures
from samplan.analysis.questions import choosing
from samplan.analysis.results import Measure, Outcome, Polarity
from samplan.analysis.shapes import Aim, Definition
from samplan.documents import read
from samplan.documents.serialise import to_json
from samplan.intake.recognisers import read_plan
from samplan.plans.models import Area, Plan
from samplan.plans.queries import plan_content
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions, layouts, queries
from samplan.publishing.figures.gathering import plan_figures
from samplan.publishing.figures.printed import printed_figures
from samplan.publishing.models import EditionFigures
from samplan.web.public.figure_pages import shown

FIGURE = "kolada:N00001"


@pytest.fixture
def store(settings, tmp_path):
    """Statistics with one survey over six years, where the program looks for it."""
    settings.FIGURES_DIR = tmp_path
    made = World([survey(years=(2015, 2018, 2020, 2021, 2022, 2024))])
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


def a_plan_with_an_area() -> tuple[Plan, Area]:
    """A plan with an area that has a goal and an activity."""
    made = factories.a_plan()
    area = factories.an_area(made)
    factories.an_item(made, ItemKind.GOAL, {"level": "long", "text": "Fler mår bra"}, area.pk)
    factories.an_item(made, ItemKind.ACTIVITY, {"text": "Starta en kurs", "timeframe": "Ht 2026"}, area.pk)
    return made, area


@pytest.fixture
def plan(db, store):
    """A plan with an indicator that points at the survey."""
    made, area = a_plan_with_an_area()
    indicator = factories.an_item(made, ItemKind.INDICATOR, {"text": "Andel som mår bra"}, area.pk)
    told = choosing.definition_of(FIGURE)
    figures.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=Aim(target=70))
    return made


def value_of(edition) -> float:
    found = queries.figures_of(edition.pk)
    return found[0].answer.county.newest.value


def test_what_the_source_changes_afterwards_does_not_reach_the_edition(plan, store) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    before = value_of(edition)
    with duckdb.connect(str(store / "next.duckdb")) as _made:
        pass
    shutil.copy(store / "figures.duckdb", store / "next.duckdb")
    with duckdb.connect(str(store / "next.duckdb")) as changing:
        changing.execute("UPDATE observation SET value = 1, low = 0.5, high = 2")
    (store / "next.duckdb").replace(store / "figures.duckdb")
    assert plan_figures(plan.pk, plan.county.code)[0].answer.county.newest.value == 1
    assert value_of(edition) == before
    shutil.rmtree(store)
    assert value_of(edition) == before


def test_the_database_refuses_to_change_them(plan) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionFigures.objects.filter(edition=edition).update(digest="x")


def test_the_definition_is_the_one_that_was_chosen(plan) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    frozen = queries.figures_of(edition.pk)[0]
    assert (frozen.title, frozen.target) == ("Invånare som mår bra, andel (%)", 70)
    assert frozen.answer.card.id == FIGURE


def test_paper_says_the_aim_in_the_words_of_the_page(plan) -> None:
    (figure,) = plan_figures(plan.pk, plan.county.code)
    figure = replace(figure, baseline=55.0, baseline_period="2022", target_on=date(2028, 12, 31))
    with override("sv"):
        said = shown(figure, 0).aim
    assert "Målvärde: 70,0 procent, ska vara nått 31 december 2028." in said.replace("\u00a0", " ")
    assert said.endswith("ligger under målvärdet, och skillnaden är säker.")
    with override("en"):
        assert printed_figures([figure], {})[0].aim == said


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_paper_has_a_chapter_with_verdict_table_and_source(plan, form) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    file = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, form)
    text = json.dumps(to_json(read(file.data, name=file.name)), ensure_ascii=False)
    for words in ("Siffror", "Andel som mår bra", "Riket", "61,0 (57,0–65,0)", "Målvärde: 70,0", "Källa: Kolada"):
        assert words in text.replace("\u00a0", " "), words


def test_the_workbook_has_a_sheet(plan) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    file = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(file.data))["Siffror"]
    rows = list(sheet.iter_rows(values_only=True))
    assert ("Länet", "2024") in {(row[1], row[2]) for row in rows}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_reading_the_paper_again_finds_the_plan_and_not_its_figures(plan, form) -> None:
    """The chapter of figures brings no goals, activities or areas of its own, and loses none."""
    content = plan_content(plan.pk)
    shown = printed_figures(plan_figures(plan.pk, plan.county.code), {})
    imprint = layouts.Imprint(label="2026-01-01")
    found = []
    for some in ((), shown):
        file = layouts.render(content, imprint, kind=form, figures=some)
        told = read_plan(read(file.data, name=file.name)).plan
        found.append([
            (a.title, len(a.goals), len(a.activities), len(a.indicators), len(a.followups)) for a in told.areas
        ])  # fmt: skip
    assert found[0] == found[1]


def test_an_edition_without_figures_keeps_none(db, store) -> None:
    made, _area = a_plan_with_an_area()
    edition = actions.publish_edition(by=SYSTEM, plan=made)
    assert queries.figures_of(edition.pk) == ()
    assert not EditionFigures.objects.exists()


def test_small_own_numbers_are_frozen_hidden(db, store) -> None:
    """What is entered as two of forty leaves neither in the edition's data nor on its paper."""
    made, area = a_plan_with_an_area()
    indicator = factories.an_item(made, ItemKind.INDICATOR, {"text": "Elever"}, area.pk)
    figure = figures.tie_figure(
        by=SYSTEM, indicator_id=indicator.pk, told=Definition("Elever utan lärare", measure=Measure.SHARE)
    )
    figures.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(2, 40))
    edition = actions.publish_edition(by=SYSTEM, plan=made)
    frozen = queries.figures_of(edition.pk)[0]
    cells = [c for s in frozen.answer.municipalities for c in s.cells]
    assert cells
    assert not [c for c in cells if c.value is not None or c.numerator is not None]
    raw = EditionFigures.objects.get(edition=edition).figures
    assert "2.0" not in str(raw).replace("2024", "")


@pytest.mark.parametrize(
    ("polarity", "word"), [("high", ", vilket är bättre"), ("low", ", vilket är sämre"), ("none", "")]
)
def test_the_plan_says_which_way_is_better(plan, polarity, word) -> None:
    """The catalogue's own word (a higher value is better) stands only where no plan uses the figure."""
    (chosen,) = queries_of_figures.figures_of_plan(plan.pk)
    aim = replace(chosen.aim, polarity=Polarity(polarity))
    figures.change_figure(by=SYSTEM, figure_id=chosen.id, aim=aim, seen_version=chosen.version)
    (figure,) = plan_figures(plan.pk, plan.county.code)
    county = figure.answer.county
    higher = replace(county.comparison, outcome=Outcome.HIGHER)
    figure = replace(figure, answer=replace(figure.answer, county=replace(county, comparison=higher)))
    with override("sv"):
        assert shown(figure, 0).verdict.head == f"Länet ligger högre än riket{word}"
        assert f"högre än riket{word}." in " ".join(printed_figures([figure], {})[0].said)
