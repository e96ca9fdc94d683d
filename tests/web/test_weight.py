"""What a first visit costs: everything that the page names, compressed as it is sent."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import vendor_css

BUDGET = 100_000
UPRIGHT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
LATIN = (UPRIGHT, "atkinson-hyperlegible-next-latin-400-italic.woff2")
"""The fonts of a Swedish page; the italic one where it says something as it was written."""


def fetched(client, address: str, seen: dict[str, int]) -> None:
    """Follow style sheets and what they import; of the fonts the Latin ones are needed by a Swedish page."""
    if address in seen:
        return
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    seen[address] = len(body)
    if address.endswith(".css"):
        plain = b"".join(client.get(address).streaming_content).decode()
        folder = address.rsplit("/", 1)[0]
        for name in re.findall(r'url\("?([^")]+?)"?\)', plain):
            if not name.startswith("data:") and (not name.endswith("woff2") or name.endswith(LATIN)):
                fetched(client, f"{folder}/{name}", seen)


PAGES = ["/", "/exempellan/", "/exempellan/omrade/1-4-suicidprevention/", "/exempellan/kommun/almby/", "/oppna-data/"]


@pytest.mark.parametrize("address", PAGES)
def test_first_view_is_below_100_kb(client, edition, address):
    """Page, style sheets, font, script and icon together, and all of it from this server."""
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    seen = {"page": len(response.content)}
    plain = client.get(address).content.decode()
    assert re.findall(r'<(?:script|link|img|source)[^>]+(?:href|src)="(?:https?:)?//', plain) == []
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', plain):
        fetched(client, address, seen)
    assert all(any(name.endswith(font) for name in seen) for font in LATIN)
    assert sum(seen.values()) < BUDGET, seen


def test_the_joined_style_sheet_is_what_the_vendored_files_make():
    """Nobody has changed it by hand, and nobody forgot to join it again."""
    assert vendor_css.TARGET.read_text(encoding="utf-8") == vendor_css.joined()
