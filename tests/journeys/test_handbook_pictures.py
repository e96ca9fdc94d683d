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
def cameras(browser: Browser) -> Iterator[dict[str, Callable[[], bytes]]]:
    """What takes each picture, by its name, in a demo county of its own with a document in review."""
    with screenshots.served_demo() as base:
        yield dict(screenshots.pictures(browser, base))


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
