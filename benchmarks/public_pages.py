"""How fast the public pages are: on the server at 10, 150 and 1,000 activities, and in a browser on the demo county.

.venv/bin/python -m benchmarks.public_pages             on the server
.venv/bin/python -m benchmarks.public_pages URL         largest contentful paint of each kind of page under URL
.venv/bin/python -m benchmarks.public_pages --demo      the same of a demo county that is laid for it (make bench)
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import unescape

import httpx

ROUNDS = 9
SIZES = ((10, 10, 1), (150, 15, 10), (1000, 40, 25))
"""Activities, areas, and activities in each area."""
PAINT = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(null), 3000);
})"""


def median(run: Callable[[], object]) -> float:
    """Milliseconds of the processor, the middle of nine rounds after one to warm up: also right on a busy machine."""
    run()
    times = []
    for _n in range(ROUNDS):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def on_the_server() -> None:
    """Pages by Django's test client on an empty database in memory."""
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from tests.publishing.contents import large
    from tests.web import worlds

    from samplan.plans.shapes.content import PlanContent
    from samplan.publishing import queries
    from samplan.publishing.differences import compare

    call_command("migrate", verbosity=0)
    client = Client()
    print(f"{'activities':>10}  {'plan':>7}  {'area':>7}  {'edition':>7}  {'304':>7}  {'search':>7}  {'changes':>7}  "
          f"{'compare':>7}  {'two plans':>9}  {'an area published?':>18}")  # fmt: skip
    for activities, areas, each in SIZES:
        plan = large(areas, each)
        rows = [a.model_copy(update={"needs": "Annat.", "title": f"{a.title} nu"}) for a in plan.areas]
        later = plan.model_copy(update={"areas": rows})
        for number, content in enumerate((plan, later), start=1):
            edition = worlds.publish(content, label=f"2026-0{number}-01", number=number)
        other = PlanContent.model_validate(_renamed(later.model_dump(mode="json")))
        frozen = f"/exempellan/stor-plan/utgava/{edition.label}/"
        tag = client.get(frozen)["ETag"]
        times = [
            median(lambda: client.get("/exempellan/")),
            median(lambda: client.get("/exempellan/omrade/omrade-3/")),
            median(lambda f=frozen: client.get(f)),
            median(lambda f=frozen, t=tag: client.get(f, headers={"If-None-Match": t})),
            median(lambda: client.get("/exempellan/sok/?q=suicid")),
            median(lambda: client.get("/exempellan/andringar/")),
            median(lambda p=plan, q=later: compare(p, q)),
            median(lambda p=plan, q=other: compare(p, q)),
            median(lambda e=edition: queries.published_area(e.plan_id, "omrade-3")),
        ]
        print(f"{activities:>10}  " + "  ".join(f"{t:7.1f}" for t in times) + "  ms")
        for row in edition.plan.editions.all():
            row.delete()


def _renamed(dumped: dict) -> dict:
    """The same plan under another id and with other ids inside, as a plan of its own would have them."""
    dumped["id"] = "2"
    for area in dumped["areas"]:
        area["id"] = f"x{area['id']}"
        for kind in ("goals", "activities", "indicators"):
            for item in area[kind]:
                item["id"] = f"x{item['id']}"
    return dumped


def addresses(url: str) -> list[str]:
    """The public pages of the demo county: those of the site map, and those that these lead to, one of each kind."""
    found: dict[str, str] = {}
    start = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", _text(f"{url}/sitemap.xml"))
    waiting = ["/", *(path for path in start if not path.startswith("/en/"))]
    for path in waiting:
        kind = _kind(path)
        if kind is None or kind in found:
            continue
        found[kind] = path
        body = _text(url + path)
        waiting += [p for p in re.findall(r'href="(/[^"#]*)"', body) if not p.startswith(("/en/", "/static/"))]
    return sorted(found.values())


def _text(address: str) -> str:
    return unescape(httpx.get(address, timeout=60, follow_redirects=True).text)


def _kind(path: str) -> str | None:
    """The name of a public page's address; None for files, feeds, data and what is not public."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(path.split("?")[0])
    except Resolver404:
        return None
    name = match.url_name or ""
    page = getattr(match.func, "is_public_page", False) and not name.endswith(("file", "feed", "schema", "twin"))
    return name if page else None


def in_a_browser(url: str) -> None:
    """Largest contentful paint of each kind of public page, in milliseconds, the middle of three cold visits."""
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings")
    import django

    django.setup()
    url = url.rstrip("/")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        middles = []
        for path in addresses(url):
            found = []
            for _n in range(3):
                context = chromium.new_context(viewport={"width": 390, "height": 844})
                page = context.new_page()
                fetched: list[str] = []
                page.on("request", lambda request, seen=fetched: seen.append(request.url))
                page.goto(url + path)
                found.append(page.evaluate(PAINT))
                assert all(address.startswith((url, "data:")) for address in fetched), fetched
                context.close()
            painted = sorted(t for t in found if t is not None)
            middles.append(statistics.median(painted))
            print(f"{path:64} LCP {middles[-1]:6.0f} ms, slowest {painted[-1]:6.0f} ms")
        print(f"{len(middles)} kinds of public pages, slowest middle {max(middles):.0f} ms")
        chromium.close()


def of_the_demo_county() -> None:
    """The same in a demo county that is laid and served for it, in a folder that is gone afterwards."""
    if shutil.which("chromium") is None:
        print("Chromium: none on this machine, so no largest contentful paint was measured")
        return
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        told = {**os.environ, "SAMPLAN_VAR": folder}
        told.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "samplan", "demo", "--port", str(port)]
        server = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            _wait(f"http://localhost:{port}", server)
            in_a_browser(f"http://localhost:{port}")
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _second in range(900):
        try:
            httpx.get(url, timeout=60)
        except httpx.TransportError:
            assert server.poll() is None, "the demo county was not served"
            time.sleep(1)
        else:
            return
    raise TimeoutError(url)


if __name__ == "__main__":
    if sys.argv[1:] == ["--demo"]:
        of_the_demo_county()
    elif len(sys.argv) > 1:
        in_a_browser(sys.argv[1])
    else:
        on_the_server()
