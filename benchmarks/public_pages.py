"""How fast the public pages are: on the server at 10, 150 and 1,000 activities, and in a browser on the demo county.

.venv/bin/python -m benchmarks.public_pages             on the server
.venv/bin/python -m benchmarks.public_pages URL         largest contentful paint of the pages under URL, in Chromium
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable

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


def in_a_browser(url: str) -> None:
    """Largest contentful paint, in milliseconds, cold and warm, and what was fetched."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in ("/", "/exempellan/", "/exempellan/utgavor/"):
            found = []
            for _n in range(5):
                context = chromium.new_context(viewport={"width": 390, "height": 844})
                page = context.new_page()
                fetched: list[str] = []
                page.on("request", lambda request, seen=fetched: seen.append(request.url))
                page.goto(url.rstrip("/") + path)
                found.append(page.evaluate(PAINT))
                assert all(address.startswith((url, "data:")) for address in fetched), fetched
                context.close()
            painted = sorted(t for t in found if t is not None)
            print(f"{path:24} LCP {statistics.median(painted):6.0f} ms, slowest {painted[-1]:6.0f} ms")
        chromium.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        in_a_browser(sys.argv[1])
    else:
        on_the_server()
