"""What a reader meets: every public page, both languages, light and dark, wide and narrow, with and without script."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.web.test_weight import LATIN

EDITION = "/exempellan/psykisk-halsa-2024-2028/utgava/2026-03-12/"
AREA = "/exempellan/omrade/1-4-suicidprevention/"
PAGES = [
    "/",
    "/exempellan/",
    AREA,
    "/exempellan/utgavor/",
    "/exempellan/psykisk-halsa-2024-2028/andringar/",
    "/exempellan/andringar/?andring=status",
    "/exempellan/kommun/",
    "/exempellan/kommun/almby/",
    "/exempellan/kallor/",
    "/oppna-data/",
    "/exempellan/sok/",
    "/exempellan/sok/?q=suicid",
    "/exempellan/sok/?q=finnsinte",
    "/sok/?q=rutin",
    EDITION,
    f"{EDITION}1-1-stod-i-foraldraskapet/",
    "/om/",
    "/tillganglighet/",
    "/finns-inte/",
    "/konto/login/",
    "/konto/password/reset/",
    "/konto/signup/",
]


def open_disclosures(page, but: str = "") -> None:
    """Open everything that can be, but what that selector finds."""
    page.evaluate(
        "but => document.querySelectorAll(`details${but}`).forEach(d => d.open = true)", but and f":not({but})"
    )


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


SETTINGS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_found_and_no_sideways_scroll(exempellan, page, axe, address):
    """axe finds nothing, light and dark, wide and narrow, disclosures shut and open; nothing is wider than 320 px."""
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "sv"
    assert axe(page) == []
    open_disclosures(page)
    for scheme, width in SETTINGS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, width
        assert axe(page) == [], (scheme, width)
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0


@pytest.mark.parametrize("address", PAGES)
def test_the_same_in_english(exempellan, page, axe, address):
    """The English page is marked as English, and axe finds nothing on it."""
    page.goto(f"/en{address}")
    assert page.locator("html").get_attribute("lang") == "en"
    assert axe(page) == []
    open_disclosures(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0
    assert axe(page) == []


def test_language_link_keeps_the_page(exempellan, page):
    """The link leads to the same page in the other language, and back, query and all."""
    page.goto("/exempellan/sok/?q=rutin")
    page.locator(".sp-lang").click()
    assert page.url.endswith("/en/exempellan/sok/?q=rutin")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Search")
    page.locator(".sp-lang").click()
    assert page.url.endswith("/exempellan/sok/?q=rutin")
    assert "/en/" not in page.url


def test_keyboard_reaches_content_menu_and_disclosures(exempellan, new_page):
    """Tab, Enter and Escape are enough."""
    page = new_page(width=360)
    page.goto(AREA)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    summary = page.locator(".sp-menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".sp-menu nav").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sp-menu') !== null")
    page.keyboard.press("Escape")
    assert not page.locator(".sp-menu nav").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    details = page.locator("#uppfoljning details").first
    details.locator("summary").focus()
    page.keyboard.press("Space")
    assert details.get_attribute("open") is not None


def test_from_start_to_area_to_file_without_script(exempellan, new_page):
    """A reader without script chooses county, opens an area, searches and gets the Word file."""
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Exempellän").click()
    page.get_by_role("link", name="Suicid").first.click()
    assert "Behöver du prata med någon?" in page.locator(".sp-help").inner_text()
    assert "90101" in page.locator(".sp-help").inner_text()
    page.locator("#uppfoljning summary").first.click()
    assert page.get_by_text("Arbetet kom i gång efter sommaren.").is_visible()
    page.locator(".sp-nav").get_by_role("link", name="Sök").click()
    page.get_by_label("Sökord").fill("utbildning")
    page.get_by_role("button", name="Sök").click()
    assert page.get_by_role("heading", name="Inga träffar").is_visible()
    page.get_by_label("Sökord").fill("kurserna")
    page.get_by_role("button", name="Sök").click()
    assert page.locator("mark").first.inner_text() in {"kursen", "kurser"}
    page.locator(".sp-nav").get_by_role("link", name="Planen").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_time_line_draws_each_kind_of_time(exempellan, page):
    """Bars, frames, points and the upright for today stand where the dates say."""
    page.goto(AREA)
    first = page.locator(".sp-tl tbody tr").first.locator("rect")
    track = page.locator(".sp-track").first.bounding_box()
    bar = first.bounding_box()
    # July to December of the second of five years: from 30 to 40 per cent.
    assert (bar["x"] - track["x"]) / track["width"] == pytest.approx(0.30, abs=0.01)
    assert bar["width"] / track["width"] == pytest.approx(0.10, abs=0.015)
    assert page.locator(".tl-frame, .tl-bar, .tl-point, .tl-later").count() >= 5


def test_print_opens_everything_and_names_the_edition(exempellan, page):
    """On paper: no menus, disclosures open, light colours, a running foot with title, edition and page number."""
    page.goto(AREA)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".sp-nav").is_visible()
    assert page.get_by_text("Arbetet kom i gång efter sommaren.").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "Exempellän 2024–2028, utgåva 2026-03-12. Påhittade uppgifter." in text.replace("\n", " ")
    assert "1 (" in text


def test_forced_colours_keep_marks_and_bars(exempellan, new_page):
    """With the reader's own colours the shapes are still drawn."""
    page = new_page(forced_colors="active")
    page.goto(AREA)
    assert page.locator(".sp-track rect").first.bounding_box()["width"] > 5
    fill = page.evaluate("getComputedStyle(document.querySelector('.tl-bar')).fill")
    assert fill not in {"none", "rgba(0, 0, 0, 0)"}


ZOOMED = ["/", "/exempellan/", AREA, "/exempellan/andringar/", "/exempellan/kommun/almby/", "/exempellan/sok/?q=suicid"]


@pytest.mark.parametrize("address", ZOOMED)
def test_forced_colours_and_400_per_cent(exempellan, new_page, axe, address):
    """1280 px at 400 % is 320 px wide: nothing is cut off, and axe finds nothing in the reader's own colours."""
    page = new_page(width=320, height=256, device_scale_factor=4, forced_colors="active")
    page.goto(address)
    assert sideways(page) <= 0
    assert page.get_by_role("heading", level=1).is_visible()
    assert axe(page) == []


def test_compare_and_narrow_with_the_keyboard_alone(exempellan, new_page):
    """Choose two editions and one sort of change, without mouse and without script."""
    page = new_page(java_script_enabled=False)
    page.goto("/exempellan/utgavor/")
    page.get_by_role("link", name="Jämför två utgåvor").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Vad som har ändrats"
    choice = page.get_by_label("Ändring", exact=True)
    choice.focus()
    choice.select_option("added")
    page.get_by_role("button", name="Jämför").press("Enter")
    assert "andring=added" in page.url
    assert {words.strip() for words in page.locator(".sp-change__k p:first-child").all_inner_texts()} == {"Ny"}
    page.get_by_role("link", name="Visa alla ändringar").press("Enter")
    assert "andring" not in page.url.split("?")[1]


def test_my_municipality_from_the_county_page(exempellan, new_page):
    """From the plan to a municipality to an activity's place on its area's page."""
    page = new_page(width=360)
    page.goto("/exempellan/")
    page.locator(".sp-menu > summary").press("Enter")
    page.locator(".sp-menu").get_by_role("link", name="Min kommun").press("Enter")
    page.get_by_role("link", name="Almby kommun").press("Enter")
    page.locator("#ansvarar").get_by_role("link", name="Aktivitet").first.press("Enter")
    assert page.url.endswith("#aktiviteter")


def test_printed_page_carries_its_permanent_address(exempellan, page):
    """On paper the permanent address stands at the end, and how to refer to it."""
    page.goto("/exempellan/")
    page.emulate_media(media="print")
    text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "psykisk-halsa-2024-2028/utgava/2026-03-12" in text.replace("\n", "")
    assert "Skriv ut sidan" not in text


@pytest.mark.parametrize(
    "address", ["/exempellan/", AREA, f"{EDITION}1-1-stod-i-foraldraskapet/", "/exempellan/kommun/almby/"]
)
def test_no_other_letters_are_fetched_than_those_that_are_weighed(exempellan, page, address):
    """What a first visit may weigh is asserted on the compressed files; here on which of them a browser uses."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    letters = {url.rsplit("/", 1)[1] for url in fetched if url.endswith("woff2")}
    assert letters
    assert letters <= set(LATIN)
