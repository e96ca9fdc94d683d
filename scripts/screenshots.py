"""Take the pictures of docs/bilder from the demo county as it is served: `make screenshots`.

A demo county of its own is laid in a folder that is thrown away, so that the pictures never depend on what somebody
has done in theirs. Everything is done through the real pages: signing in, giving a document, opening a form. The same
functions are driven by tests/journeys/test_handbook_pictures.py, so a picture of a page that is gone fails a test.

`python scripts/screenshots.py NAME …` takes only those. Needs Chromium; with Debian's chromium-l10n the browser's own
words (of a date, of a button that chooses a file) are Swedish, too.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "bilder"
COORDINATOR, COLLEAGUE = "samordnare@exempel.example", "omrade@exempel.example"
PASSWORD = "exempel-utan-hemligheter"  # noqa: S105 - printed by the demo
DOCUMENT = ROOT / "demo" / "handlingsplan-2024-2028.docx"
LARGEST = 150_000  # bytes of a picture
PATIENCE = 90_000  # milliseconds: a busy machine is no fault of the page
CONTACT = "almby@exempel.example"
WORK, READ, ROUNDS = "/arbetsrum/", "/arbetsrum/las-in/", "/arbetsrum/uppfoljning/"
PLAN, AREA = "2024–2028", "1.4"


class Unreachable(Exception):
    """A page that the handbook shows is not there, or is another page."""


def stay(page: Page) -> None:
    """The address alone is the page."""


def chain(*steps: Callable[[Page], None]) -> Callable[[Page], None]:
    """One step after the other."""

    def go(page: Page) -> None:
        for step in steps:
            step(page)

    return go


def follow(selector: str) -> Callable[[Page], None]:
    """Go where the first such link leads, whether or not it is folded away."""

    def go(page: Page) -> None:
        address = page.locator(selector).first.get_attribute("href")
        page.goto(urljoin(page.url, address or ""), wait_until="networkidle")

    return go


to_plan = follow(f'main a[href*="/arbetsrum/plan/"]:has-text("{PLAN}")')
to_area = chain(to_plan, follow(f'main a[href*="/omrade/"]:has-text("{AREA} ")'))
OF_CLINIC = 'main tr:has-text("Psykiatrin") a[href*="/{}/"]:has-text(": Psykiatrin")'
to_owners = chain(to_plan, follow('.sp-planmenu a[href$="/ansvar/"]'))
to_hand_over = chain(to_owners, follow(OF_CLINIC.format("lamna-over")))
to_change = chain(to_area, follow('#s-activity a[href*="/activity/"]:has-text("Ändra")'))


def open_row(page: Page) -> None:
    """Open the first activity in its place."""
    section = page.locator("#s-activity")
    section.get_by_role("link", name="Ändra").first.click()
    section.locator("form.sp-edit textarea").first.wait_for()
    section.evaluate("section => section.scrollIntoView()")


def two_at_once(page: Page) -> None:
    """A colleague saves the same activity while our form is open; then we save."""
    words = "main form.sp-edit textarea"
    save = "main form.sp-edit button[type=submit]"
    there = urlsplit(page.url)
    base = f"{there.scheme}://{there.netloc}"
    browser: Any = page.context.browser
    with opened(browser, base, sign_in(browser, base, COLLEAGUE)) as other:
        other.goto(page.url)
        other.locator(words).first.fill(f"{other.locator(words).first.input_value()}, också för elevhälsan")
        other.locator(save).first.click()
        other.wait_for_url(lambda url: "/activity/" not in url)
    page.locator(words).first.fill(f"{page.locator(words).first.input_value()}, först i skolorna")
    page.locator(save).first.click()
    page.locator(".sp-both").first.wait_for()
    page.wait_for_load_state("networkidle")


def to_doubts(page: Page) -> None:
    """On to the part of the review where most is in doubt, if another one than this."""
    counts: dict[str, int] = {}
    for part in page.locator("main nav ol li").all():
        found = re.search(r"(\d+)\s+tveksam", part.text_content() or "")
        counts[part.locator("a").first.get_attribute("href") or ""] = int(found[1]) if found else 0
    if counts:
        page.goto(urljoin(page.url, max(counts, key=lambda address: counts[address])), wait_until="networkidle")


to_review = chain(follow('main a[href*="/granska/"]'), to_doubts)


def review_step(step: str) -> Callable[[Page], None]:
    """The page of one step of the review, for the first item that it can be done with."""
    return chain(to_review, follow(f'main [data-item] a[href*="/{step}/"]'))


def give(page: Page, document: Any) -> None:
    """Give a document through the page, and wait until it is read."""
    page.goto(READ)
    page.locator("#id_document").set_input_files(document)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/las-in/\d+/"))
    page.locator("main [role=alert], main [data-review]").first.wait_for()
    page.wait_for_load_state("networkidle")


def give_scan(page: Page) -> None:
    """Give a PDF that is a picture without text."""
    scan = io.BytesIO()
    Image.new("L", (1240, 1754), 235).save(scan, format="PDF", resolution=150)
    give(page, {"name": "inskannad-plan.pdf", "mimeType": "application/pdf", "buffer": scan.getvalue()})


@dataclass(frozen=True)
class Shot:
    """One picture: what the page's heading says, where one begins, how one comes there, and how it is cut."""

    name: str
    heading: str
    address: str
    steps: Callable[[Page], None] = stay
    width: int = 1280
    height: int = 1000
    scheme: str = "light"
    anchor: str = ""


AREA_PAGE = "/exempellan/omrade/1-4-suicidprevention/"
PUBLIC = (
    Shot("start", "Länens planer", "/", height=800),
    Shot("planen", "Exempellän", "/exempellan/", height=1300),
    Shot("planen-mork", "Exempellän", "/exempellan/", height=1300, scheme="dark"),
    Shot("planen-mobil", "Exempellän", "/exempellan/", width=360, height=1200),
    Shot("planen-engelska", "Exempellän", "/en/exempellan/", height=1300),
    Shot("omradet", "Suicidprevention", AREA_PAGE, height=1100),
    Shot("tidslinjen", "Suicidprevention", AREA_PAGE, anchor="aktiviteter"),
    Shot("kedjan", "2024–2028", "/exempellan/", anchor="kedja"),
    Shot("tidslinjen-mobil", "Suicidprevention", AREA_PAGE, width=360, height=1200, anchor="aktiviteter"),
    Shot("sok", "Sök i", "/exempellan/sok/?q=utbildning", height=900),
    Shot("utgavor", "Utgåvor", "/exempellan/utgavor/", height=700),
    Shot("andringar", "Vad som har ändrats", "/exempellan/", follow('main a[href*="/andringar/"]')),
    Shot("min-kommun", "Almby kommun", "/exempellan/kommun/almby/", height=1000),
    Shot("oppna-data", "Öppna data", "/oppna-data/", height=900),
    Shot("tillganglighet", "Tillgänglighetsredogörelse", "/tillganglighet/", height=900),
    Shot("logga-in", "Logga in", "/konto/login/", height=760),
)
"""Pages that need no sign-in."""

WORKSPACE = (
    Shot("gar-inte", "inskannad-plan.pdf", READ, give_scan, height=620),
    Shot("arbetsrum", "Planer", WORK, height=900),
    Shot("las-in", "Läs in", READ, height=900),
    Shot("granska", "Granska", READ, to_review, height=1300),
    Shot("granska-andra", "Ändra", READ, review_step("andra"), height=1000),
    Shot("granska-flytta", "Flytta", READ, review_step("flytta"), height=800),
    Shot("granska-dela", "Dela", READ, review_step("dela"), height=900),
    Shot("granska-ta-bort", "Ta bort", READ, review_step("ta-bort"), height=800),
    Shot("ta-ur-planen", "Ta inläsningen ur planen", f"{READ}2/granska/", follow('main a[href*="/ta-ur-planen/"]')),
    Shot("redigera", PLAN, WORK, to_plan),
    Shot("redigera-omradet", AREA, WORK, to_area, height=1300),
    Shot("andra-aktivitet", AREA, WORK, chain(to_area, open_row), height=1100),
    Shot(
        "historik",
        "Källa och historik",
        WORK,
        chain(to_area, follow('#s-activity li:has-text("Rutin för att kontakta") a[href*="/historik/"]')),
    ),
    Shot("flytta", "Flytta", WORK, chain(to_area, follow('#s-activity a[href*="/flytta/"]')), height=700),
    Shot("ge-ut", "Ge ut planen", WORK, chain(to_plan, follow('main a[href*="/publicera/"]')), height=1100),
    Shot("laget", "Läget", WORK, chain(to_plan, follow('main a[href$="/laget/"]')), height=1300),
    Shot("planen-saknar", "Planen saknar", WORK, chain(to_plan, follow('main a[href$="/saknar/"]')), height=1300),
    Shot(
        "vad-som-stoppar",
        "Vad som stoppar en utgåva",
        WORK,
        chain(to_plan, follow('main a[href$="/saknar/"]'), follow('main a[href$="/vad-som-stoppar/"]')),
        height=900,
    ),
    Shot(
        "malgrupper",
        "Fokusområden och målgrupper",
        WORK,
        chain(to_plan, follow('main a[href$="/taggar/"]'), follow('main a[href$="/tabell/"]')),
        height=1100,
    ),
    Shot("ansvar", "Ansvar", WORK, to_owners, height=1000),
    Shot("lamna-over", "Lämna över", WORK, to_hand_over, height=1000),
    Shot("overlamning", "Överlämning", WORK, chain(to_owners, follow(OF_CLINIC.format("overlamning"))), height=1000),
    Shot("mina-uppgifter", "Mina uppgifter", f"{WORK}mina-uppgifter/", height=1000),
    Shot("versioner", "Versioner", WORK, chain(to_plan, follow('main a[href$="/versioner/"]')), height=900),
    Shot("personer", "Personer", f"{WORK}personer/1/", height=1000),
    Shot("ramverk", "Ramverk", WORK, follow('a[href$="/ramverk/"]'), height=900),
    Shot("uppfoljningen", "Uppföljning 20", ROUNDS, follow('main a[href*="/uppfoljning/2/"]'), height=1000),
    Shot("svaren", "Svaren 20", f"{ROUNDS}1/svar/", height=1000),
    Shot("samtidigt", "Ändra", WORK, chain(to_change, two_at_once), height=1100),
)
"""Pages of the coordinator. The order matters where a page leaves something behind."""

to_own_plan = follow('main a[href*="/arbetsrum/plan/"]:has-text("Almby kommun")')
ANSWERING = (
    Shot("svara", "", ROUNDS, follow('main a[href*="/svara/"]'), width=360, height=1100),
    Shot("gor-en-egen-plan", "Gör en egen plan", WORK, follow('main a[href*="/egen-plan/"]'), height=1000),
    Shot("egen-plan", "Psykisk hälsa i Almby", WORK, to_own_plan, height=1000),
    Shot("hamta", "Hämta ur en annan plan", WORK, chain(to_own_plan, follow('main a[href*="/hamta/"]')), height=1200),
)
"""Pages of a municipality's contact person."""

NAMES = (*(shot.name for shot in (*PUBLIC, *WORKSPACE, *ANSWERING)), "pdf")
"""Every picture that is taken."""


@contextlib.contextmanager
def opened(browser: Browser, base: str, state: Any = None, **options: Any) -> Iterator[Page]:
    """A page in a context of its own, with the cookies of somebody who has signed in."""
    context = browser.new_context(base_url=base, locale="sv-SE", storage_state=state, **options)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def sign_in(browser: Browser, base: str, person: str = COORDINATOR) -> Any:
    """The cookies of one of the demo's people."""
    with opened(browser, base) as page:
        page.goto("/konto/login/")
        page.locator("#id_login").fill(person)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/arbetsrum/**")
        return page.context.storage_state()


def visit(page: Page, shot: Shot) -> None:
    """Go to the page of a picture. Raises Unreachable when it is not there or says something else."""
    page.goto(shot.address + (f"#{shot.anchor}" if shot.anchor else ""), wait_until="networkidle")
    shot.steps(page)
    if shot.anchor and not page.locator(f"#{shot.anchor}").count():
        raise Unreachable(f"{shot.name}: {page.url} has no #{shot.anchor}")
    heading = " ".join(page.locator("main h1").first.inner_text().replace("\xad", "").split())
    if shot.heading not in heading:
        raise Unreachable(f"{shot.name}: {page.url} is headed “{heading}”, not “{shot.heading}”")


def paper(page: Page) -> bytes:
    """The first page of the newest edition's PDF with a table on it, as a picture."""
    page.goto("/exempellan/utgavor/")
    address = page.locator('main a[href$="/fil/pdf"]').first.get_attribute("href")
    pdf = pypdfium2.PdfDocument(page.request.get(urljoin(page.url, address or "")).body())
    picture = io.BytesIO()
    pdf[min(2, len(pdf) - 1)].render(scale=1.5).to_pil().save(picture, format="PNG")
    pdf.close()
    return picture.getvalue()


def pictures(browser: Browser, base: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every picture's name, and what takes it. A document lies in review first."""
    state = sign_in(browser, base)
    with opened(browser, base, state) as page:
        give(page, DOCUMENT)
        if not page.locator("[data-review]").count():
            raise Unreachable(f"{DOCUMENT.name} was not read: {page.locator('main').inner_text()}")
    for shot in (*PUBLIC, *WORKSPACE):
        yield shot.name, partial(photograph, browser, base, state if shot in WORKSPACE else None, shot)
    contact = sign_in(browser, base, CONTACT)
    for shot in ANSWERING:
        yield shot.name, partial(photograph, browser, base, contact, shot)
    yield "pdf", partial(_paper, browser, base)


def photograph(browser: Browser, base: str, state: Any, shot: Shot) -> bytes:
    """Visit the page and take its picture."""
    size: Any = {"width": shot.width, "height": shot.height}
    with opened(browser, base, state, viewport=size, color_scheme=shot.scheme) as page:
        visit(page, shot)
        return page.screenshot()


def _paper(browser: Browser, base: str) -> bytes:
    with opened(browser, base) as page:
        return paper(page)


def store(picture: bytes, path: Path) -> None:
    """Few colours: a page of text and lines loses nothing that the eye sees."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (128, 64, 32):
        image.quantize(colors=colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return
    sys.exit(f"{path.name} is too large.")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 240) -> None:
    """Wait until the server answers."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server on loopback
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    sys.exit("The demo did not start.")


@contextlib.contextmanager
def served_demo() -> Iterator[str]:
    """A demo county of its own, served; its address. Gone afterwards."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samplan", "demo", "--port", str(port)]
        own = {**os.environ, "SAMPLAN_VAR": f"{folder}/demo"}
        own.pop("DATABASE_URL", None)
        server = subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(base)
            yield base
        finally:
            server.terminate()  # the server ends its worker, too
            server.wait(timeout=60)


def main(wanted: list[str]) -> None:
    """Lay, serve, take, stop."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with served_demo() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--lang=sv-SE"],
            env={**os.environ, "LANGUAGE": "sv", "LANG": "sv_SE.UTF-8"},
        )
        for name, take in pictures(browser, base):
            if not wanted or name in wanted:
                store(take(), TARGET / f"{name}.png")
                print(f"docs/bilder/{name}.png", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
