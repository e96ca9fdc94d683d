"""Journeys in Debian's Chromium. Each test here is marked `browser` (make test-all).

Playwright's synchronous door keeps an event loop running in the test's thread, which Django takes for asynchronous
code and refuses the database. The tests are synchronous, so for them that check is switched off.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from weakref import WeakSet

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.web import worlds

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
MET = ("status of 4", "Response Status Error Code 401")
"""What the browser and htmx say of answers that a page is made to meet."""
LOST = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
"""What they say besides, of a page whose network a test has taken away."""
PATIENCE = 90_000  # milliseconds: a busy machine is no fault of the page
# axe sets styles of its own while it looks; what the page's policy says to that is not the page's fault.
AUDITED: WeakSet[Page] = WeakSet()
CUT_OFF: WeakSet[Page] = WeakSet()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that lies in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("Chromium is not there: no journey was made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            yield chromium
            chromium.close()


@pytest.fixture
def new_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: new_page(width=360, color_scheme="dark", java_script_enabled=False).

    A script error, a blocked resource or a request to anybody else fails the test when it ends.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note_request(request) -> None:
        if not request.url.startswith((live_server.url, "data:")):
            faults.append(f"asked for {request.url}")

    def note_console(message) -> None:
        # The browser and htmx tell of answers that a page is made to meet: refused, not there, changed meanwhile.
        met = any(words in message.text for words in (MET + LOST if message.page in CUT_OFF else MET))
        if message.type == "error" and not met and message.page not in AUDITED:
            faults.append(message.text)

    def make(width: int = 1280, height: int = 900, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note_console)
        page.on("request", note_request)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page 1280 px wide, light."""
    return new_page()


@pytest.fixture
def cut_off() -> Callable[[Page], None]:
    """Take a page's network away; `page.context.set_offline(False)` gives it back."""

    def cut(page: Page) -> None:
        CUT_OFF.add(page)
        page.context.set_offline(True)

    return cut


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """What axe-core finds on a page against WCAG 2.2 A and AA and its own good practice, one line a finding.

    check(page, only): of all that, only these rules.
    """
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page, only: Sequence[str] = ()) -> list[str]:
        AUDITED.add(page)
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        wanted = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
        found = page.evaluate("wanted => axe.run(document, {runOnly: wanted, resultTypes: ['violations']})", wanted)
        return [
            f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes'][:4]]} {v['nodes'][0]['failureSummary']}"
            for v in found["violations"]
        ]

    return check


@pytest.fixture
def exempellan(live_server):
    """Exempellän's plan in two editions and an older plan, published."""
    worlds.publish(worlds.full_plan(activities=4, overall_goals=["Fler mår bra."]), label="2025-03-14")
    worlds.publish(worlds.full_plan(slug="plan-2021-2023", title="Psykisk hälsa 2021–2023"), label="2022-02-03")
    return worlds.publish(worlds.full_plan(), number=2)
