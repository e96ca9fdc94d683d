"""What a first visit costs, and whom it asks, on every public page that there is; a new one is weighed by itself."""

from __future__ import annotations

import re

import pytest
from tests import factories
from tests.journeys.walking import Stop, stops_elsewhere
from tests.web import worlds
from tests.web.test_figures import filled
from tests.web.test_weight import BUDGET, LATIN, fetched
from tests.web.workspace.conftest import a_workspace


@pytest.fixture
def pages(db, settings, tmp_path) -> list[Stop]:
    """Every public page that there is, with something on it."""
    settings.FIGURES_DIR = tmp_path
    filled(tmp_path)
    worlds.publish(worlds.full_plan(activities=4, overall_goals=["Fler mår bra."]), label="2025-03-14")
    worlds.publish(worlds.full_plan(), number=2)
    stops, _others = stops_elsewhere(a_workspace(here=factories.a_partnership(factories.a_county("97", "Provlän"))))
    found = [stop for stop in stops if stop.name.startswith("public:")]
    assert len(found) > 25
    return found


def weigh(client, address: str, known: dict[str, dict[str, int]]) -> tuple[int, set[str], list[str]]:
    """Bytes of a first visit, as they are sent; the files among them; what the page asks somebody else for.

    known: what each file brings with it, itself among it, as it has been weighed for another page.
    """
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(address).content.decode()
    seen: dict[str, int] = {}
    for one in re.findall(r'<(?:script|link|img|source)[^>]+(?:href|src)="(/static/[^"]+)"', plain):
        if one not in known:
            known[one] = {}
            fetched(client, one, known[one])
        seen |= known[one]
    others = re.findall(r'<(?:script|link|img|source|iframe|use)[^>]+(?:href|src)="((?:https?:)?//[^"]+)"', plain)
    return len(response.content) + sum(seen.values()), set(seen), others


def test_each_public_page_is_below_100_kb_and_asks_nobody_else(client, pages):
    """Page, style sheets, font, script and icon together, and all of it from this server."""
    weighed: dict[str, int] = {}
    known: dict[str, dict[str, int]] = {}
    for stop in pages:
        weighed[stop.name], files, elsewhere = weigh(client, stop.address, known)
        assert elsewhere == [], stop.name
        assert all(any(name.endswith(font) for name in files) for font in LATIN), stop.name
    assert {name: size for name, size in weighed.items() if size >= BUDGET} == {}
