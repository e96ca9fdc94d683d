"""Every picture of the handbook is of a page that is there: the walk of scripts/screenshots.py, in the served demo.

Nothing is stored: this drives what `make screenshots` drives, and fails where a page cannot be reached, is headed
otherwise than the picture says, or is empty.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from scripts import screenshots

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {
    name
    for path in [ROOT / "README.md", *(ROOT / "docs" / "handbok").glob("*.md")]
    for name in re.findall(r"bilder/([\w-]+)\.png\)", path.read_text(encoding="utf-8"))
}


@pytest.fixture(scope="module")
def demo(browser: Browser) -> Iterator[str]:
    """The address of a demo county of its own."""
    with screenshots.served_demo() as base:
        yield base


@pytest.fixture(scope="module")
def cameras(browser: Browser, demo: str) -> dict[str, Callable[[], bytes]]:
    """What takes each picture, by its name; a document lies in review."""
    return dict(screenshots.pictures(browser, demo))


def test_every_picture_that_is_shown_can_be_taken() -> None:
    assert SHOWN
    assert set(screenshots.NAMES) >= SHOWN
    assert {path.stem for path in screenshots.TARGET.glob("*.png")} >= SHOWN


@pytest.mark.parametrize("name", screenshots.NAMES)
def test_its_page_is_there(name: str, cameras: dict[str, Callable[[], bytes]]) -> None:
    picture = Image.open(io.BytesIO(cameras[name]())).convert("RGB")
    colours = picture.getcolors(maxcolors=picture.width * picture.height)
    assert colours is not None
    assert len(colours) > 20, "the picture is empty"


def test_a_ticked_box_looks_ticked(browser: Browser, demo: str) -> None:
    """Its tick is as light as paper: the box itself must have the accent's colour."""
    with screenshots.opened(browser, demo, screenshots.sign_in(browser, demo)) as page:
        page.goto(screenshots.WORK)
        screenshots.to_area(page)
        screenshots.open_row(page)
        box = page.locator("#s-activity form input[type=checkbox]").first
        colour = "box => getComputedStyle(box).backgroundColor"
        box.uncheck()
        empty = box.evaluate(colour)
        box.check()
        assert box.evaluate(colour) != empty
