"""Pages of figures: for everybody, on a narrow screen, without script, in print; a county's own values by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests import factories
from tests.journeys.test_public import open_disclosures, sideways
from tests.journeys.test_workspace import sign_in
from tests.web import test_figures_since as since
from tests.web.test_figures import FIGURES, PAGES, SUICIDE, filled
from tests.web.workspace.conftest import Workspace, a_workspace

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as analysis
from samplan.analysis import queries
from samplan.analysis.questions import choosing
from samplan.analysis.shapes import Aim
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing


@pytest.fixture
def store(settings, tmp_path):
    """A store of all sorts of made-up figures, where the pages look for it."""
    settings.FIGURES_DIR = tmp_path
    filled(tmp_path)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("/en", 320, "dark")], ids=["wide-sv", "narrow-en"]
)
def test_public_pages_are_sound_and_fit(exempellan, store, new_page, axe, language, width, scheme) -> None:
    """axe finds nothing, and nothing stands beside the window: 1280 light in Swedish, 320 dark in English."""
    page = new_page(width=width, color_scheme=scheme)
    for address in (FIGURES, f"{FIGURES}?q=mår", *PAGES.values(), f"{FIGURES}{SUICIDE}/"):
        assert page.goto(language + address).status == 200, address
        open_disclosures(page)
        assert sideways(page) <= 0, address
        assert axe(page) == [], address


def test_a_figure_is_found_and_read_without_script(exempellan, store, new_page) -> None:
    """From the plan by the menu to a search and to the figure: its verdict, and its table under the chart."""
    page = new_page(width=1280, java_script_enabled=False)
    page.goto("/exempellan/")
    page.get_by_role("link", name="Siffror").first.click()
    page.get_by_label("Sökord").fill("mår bra")
    page.get_by_role("button", name="Sök").click()
    page.get_by_role("main").get_by_role("link", name="Invånare som mår bra").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invånare som mår bra")
    expect(page.get_by_role("main")).to_contain_text("Ingen säker skillnad mellan länet och riket")
    page.get_by_text("Tabell: värden för varje period").click()
    expect(page.get_by_role("cell", name="61,0 (57,0–65,0)").first).to_be_visible()


def test_on_paper_chart_and_table_stand(exempellan, store, new_page) -> None:
    page = new_page(width=1280)
    page.goto(PAGES["figure"])
    page.emulate_media(media="print")
    drawn = [svg.is_visible() for svg in page.locator("svg.sp-plot").all()]
    assert sum(drawn) == 1
    assert not any(nav.is_visible() for nav in page.locator("header nav").all())


@pytest.fixture
def workspace(live_server, transactional_db, store) -> Workspace:
    """A county with an indicator that has own values and files."""
    made = a_workspace()
    assert made.some_figures
    return made


def work_pages(workspace: Workspace) -> list[str]:
    told = workspace.some_figures
    here = f"/arbetsrum/plan/{workspace.plan.pk}/siffror/"
    one = f"{here}{told.figure.pk}/"
    return [
        here,
        f"{here}indikator/{told.figure.indicator_id}/",
        one,
        f"{one}varde/",
        f"{one}varde/{told.value.pk}/",
        f"{one}fil/{told.undo}/",
        f"{one}fil/{told.put}/",
        f"{one}ta-bort/",
        f"/arbetsrum/lan/{workspace.plan.partnership_id}/skillnader/",
    ]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("/en", 320, "dark")], ids=["wide-sv", "narrow-en"]
)
def test_work_pages_are_sound_and_fit(workspace, new_page, axe, language, width, scheme) -> None:
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, workspace.coordinator)
    for address in work_pages(workspace):
        assert page.goto(language + address).status == 200, address
        open_disclosures(page)
        assert sideways(page) <= 0, address
        assert axe(page) == [], address


def test_a_value_is_entered_by_keyboard_alone(workspace, new_page) -> None:
    """From the figure's page into the form, saved with Enter, and seen in the table."""
    page = new_page(width=1280)
    sign_in(page, workspace.coordinator)
    page.goto(work_pages(workspace)[2])
    page.get_by_role("link", name="Fyll i ett värde").focus()
    page.keyboard.press("Enter")
    for name, words in (("period", "2025"), ("numerator", "33"), ("denominator", "66")):
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("50,0\u00a0procent")
    periods = {v.key.period.label for v in queries.own_values(workspace.some_figures.figure.pk)}
    assert "2025" in periods


@pytest.fixture
def goal(workspace) -> str:
    """Where the figures of the goal stand, with one about suicide: the help line stands first."""
    told, aim = choosing.definition_of("kolada:N00004"), Aim(target=20, for_goal=True)
    indicator = factories.an_item(workspace.plan, ItemKind.INDICATOR, {"text": "Självmord i länet"}, workspace.area.pk)
    analysis.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=aim)
    return f"/arbetsrum/plan/{workspace.plan.pk}/siffror/mal/"


@pytest.fixture
def changed(workspace, settings, tmp_path) -> str:
    """An edition with a figure of which its source says something else now."""
    since.put(tmp_path, since.share())
    indicator = factories.an_item(workspace.plan, ItemKind.INDICATOR, {"text": "Sömn"}, workspace.area.pk)
    analysis.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=choosing.definition_of("kolada:N00021"))
    edition = publishing.publish_edition(by=SYSTEM, plan=workspace.plan)
    since.put(tmp_path, since.share(u9901=180))
    return f"/{edition.county_slug}/{edition.plan_slug}/utgava/{edition.label}/siffror/"


BOTH = pytest.mark.parametrize(
    ("language", "width", "scheme"), [("", 1280, "light"), ("/en", 320, "dark"), ("", 320, "light")]
)


@BOTH
def test_the_goal_in_figures_is_sound_and_fits(workspace, goal, new_page, axe, language, width, scheme) -> None:
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, workspace.coordinator)
    assert page.goto(language + goal).status == 200
    open_disclosures(page)
    assert page.locator("svg.sp-plot").count()
    assert sideways(page) <= 0
    assert axe(page) == []


def test_the_help_line_stands_clear_of_the_heading(workspace, goal, new_page) -> None:
    page = new_page(width=320)
    sign_in(page, workspace.coordinator)
    page.goto(goal)
    help_line, heading = (page.locator(one).first.bounding_box() for one in (".sp-help", "main h1"))
    assert heading["y"] - help_line["y"] - help_line["height"] >= 16


@BOTH
def test_what_has_changed_since_is_sound_and_fits(workspace, changed, new_page, axe, language, width, scheme) -> None:
    page = new_page(width=width, color_scheme=scheme)
    assert page.goto(language + changed).status == 200
    open_disclosures(page)
    assert sideways(page) <= 0
    assert axe(page) == []


def test_what_has_changed_since_is_opened_by_keyboard_without_script(workspace, changed, new_page) -> None:
    """Its table opens with Enter, and the way back to the edition is a link."""
    page = new_page(java_script_enabled=False)
    page.goto(changed)
    table = page.get_by_role("table")
    expect(table).to_be_hidden()
    page.locator("main summary").first.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table).to_contain_text("18,0")
    page.locator("main nav a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.rstrip("/").endswith(changed.removesuffix("siffror/").rstrip("/")))
