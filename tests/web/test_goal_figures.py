"""The figures of a plan's long-term goal: on the plan's page as they were frozen, in the workspace as they are now."""

from __future__ import annotations

import re
import shutil

import pytest
from django.urls import reverse
from tests import factories
from tests.analysis.figure_world import COUNTRY, REGION, World, counted, survey
from tests.analysis.figure_world import Indicator as Told

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as figures
from samplan.analysis import queries as analysis
from samplan.analysis.questions import choosing
from samplan.analysis.results import Measure
from samplan.analysis.shapes import Aim
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions

BUDGET = 25_000
"""What the page may weigh, so that a first view stays below 100 kB with style sheet and letters."""


@pytest.fixture
def store(settings, tmp_path):
    """Three surveys, where the pages look for them."""
    settings.FIGURES_DIR = tmp_path
    made = World([survey(years=(2015, 2018, 2020, 2021, 2022, 2024)), *_others()])
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
        yield tmp_path


def _others() -> list[Told]:
    found = []
    for number in (2, 3):
        one = survey(years=(2015, 2018, 2020, 2021, 2022, 2024))
        one.code, one.title = f"N0000{number}", f"Påhittad fråga {number}, andel (%)"
        found.append(one)
    windows = [
        counted(unit, year, 700, 2_500_000, 1e5, years=5) for year in (2006, 2011, 2016) for unit in (REGION, COUNTRY)
    ]
    return [*found, Told("N00004", "Självmord, 5-årsmedelvärde", Measure.RATE, windows, suicide=True, window=5)]


def a_plan(*codes: str, marked: int) -> object:
    """A plan whose indicators point at figures, the first of them marked for the long-term goal."""
    plan = factories.a_plan()
    area = factories.an_area(plan)
    for place, code in enumerate(codes):
        indicator = factories.an_item(plan, ItemKind.INDICATOR, {"text": f"Indikator {code}"}, area.pk)
        told = choosing.definition_of(f"kolada:{code}")
        figures.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=Aim(target=70, for_goal=place < marked))
    return plan


@pytest.fixture
def page(db, store) -> str:
    """Where the plan's page stands, with two figures for the goal and one that is not."""
    edition = actions.publish_edition(by=SYSTEM, plan=a_plan("N00001", "N00002", "N00003", marked=2))
    return f"/{edition.county_slug}/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_plan_s_page_has_charts_of_the_goal_and_of_nothing_else(client, page, prefix) -> None:
    told = client.get(f"{prefix}{page}").content.decode()
    section = re.search(r'<section[^>]+id="lage".*?</section>', told, re.DOTALL)[0]
    assert section.count('class="sp-plot sp-small"') == 2
    assert "Invånare som mår bra" in section
    assert "Påhittad fråga 3" not in told
    assert section.count("<details") == 2
    assert 'aria-labelledby="fig-' in section


def test_a_figure_stands_with_dates_and_credits_nobody(client, page) -> None:
    section = re.search(r'<section[^>]+id="lage".*?</section>', client.get(page).content.decode(), re.DOTALL)[0]
    assert "De visar inte vad planen har åstadkommit" in section
    assert "Siffran är som den var" in section
    assert "Länets senaste värde ligger under målvärdet" in section


def test_the_data_has_the_figures_too(client, page) -> None:
    told = client.get(f"{page.rstrip('/')}.json").json()["goal_figures"]
    assert [one["figure"]["indicator"]["id"] for one in told] == ["kolada:N00001", "kolada:N00002"]
    assert told[0]["target"] == 70


def test_a_plan_without_marked_figures_has_no_such_section(client, db, store) -> None:
    edition = actions.publish_edition(by=SYSTEM, plan=a_plan("N00001", marked=0))
    answer = client.get(f"/{edition.county_slug}/")
    assert b'id="lage"' not in answer.content
    assert client.get(f"/{edition.county_slug}.json").json()["goal_figures"] == []


def test_the_charts_are_light_and_cost_one_query(client, page, django_assert_max_num_queries) -> None:
    assert len(client.get(page, headers={"Accept-Encoding": "gzip"}).content) < BUDGET
    with django_assert_max_num_queries(8):
        client.get(page)


def test_the_workspace_shows_them_as_they_are_now(client, db, store) -> None:
    plan = a_plan("N00001", "N00002", marked=1)
    assert [f.definition.title for f in analysis.figures_of_goal(plan.pk)] == ["Invånare som mår bra, andel (%)"]
    person = factories.a_person(role="decision_maker", partnership=plan.partnership)
    client.force_login(person)
    told = client.get(reverse("workspace:goal_figures", args=[plan.pk])).content.decode()
    assert "Invånare som mår bra" in told
    assert "Påhittad fråga 2" not in told


def test_the_workspace_tells_how_to_choose_one(client, db, store) -> None:
    plan = a_plan("N00001", marked=0)
    client.force_login(factories.a_person(role="decision_maker", partnership=plan.partnership))
    told = client.get(reverse("workspace:goal_figures", args=[plan.pk])).content.decode()
    assert "kryssa i" in told


def test_where_a_figure_is_about_suicide_the_help_line_stands_first(client, db, store) -> None:
    """On the plan's page and in the workspace."""
    plan = a_plan("N00004", "N00001", marked=2)
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    client.force_login(factories.a_person(role="decision_maker", partnership=plan.partnership))
    for address in (f"/{edition.county_slug}/", reverse("workspace:goal_figures", args=[plan.pk])):
        page = client.get(address).content.decode()
        assert page.index("90101") < page.index("<h1"), address
