"""Draws a described chart: as SVG for pages, in classes so that dark theme and print follow; as SVG and PNG files."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from lxml import etree

from samplan.publishing.charts.shapes import FunnelPicture, Picture, PlacesPicture, Size

SVG = "http://www.w3.org/2000/svg"
COLOURS = {
    "#0f4c3a": "pine",
    "#7c7f75": "line",
    "#545a53": "soft",
    "#d9d5c9": "rule",
    "#1a1d1a": "ink",
    "#a1441a": "warm",
}
"""Colours of the drawing and the tokens that they stand for in pages."""
DROPPED = ("role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events", "font-family", "class")


def svg(picture: Picture, size: Size, *, for_page: bool = True, key: str = "") -> str:
    """The drawing. for_page: to stand inside a page, in the page's own colours; key keeps its ids apart."""
    drawn = _drawn(json.dumps(_described(picture, size), ensure_ascii=False))
    return _cleaned(drawn, picture, size, for_page=for_page, key=key or size.value)


def _described(picture: Picture, size: Size) -> dict[str, Any]:
    """The chart as Vega-Lite. Its library is loaded when first needed: it takes a while."""
    from samplan.publishing.charts import funnels, places, series

    if isinstance(picture, FunnelPicture):
        return funnels.specification(picture, size)
    if isinstance(picture, PlacesPicture):
        return places.specification(picture, size)
    return series.specification(picture, size)


def png(picture: Picture, size: Size = Size.PAPER, *, scale: float = 3.0) -> bytes:
    """The drawing as a picture for documents: scale times its own units."""
    engine = _engine()
    made: bytes = engine.svg_to_png(svg(picture, size, for_page=False), scale=scale)
    return made


@lru_cache(maxsize=512)
def _drawn(specification: str) -> str:
    made: str = _engine().vegalite_to_svg(specification, format_locale="sv-SE")
    return made


@lru_cache(maxsize=1)
def _engine():  # type: ignore[no-untyped-def]  # the engine has no types of its own
    """The drawing engine, with our own letters to measure by. Loaded when first needed: it takes a second."""
    import vl_convert

    fonts = resources.files("samplan.documents.writing") / "fonts"
    with resources.as_file(fonts) as folder:
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def _cleaned(drawn: str, picture: Picture, size: Size, *, for_page: bool, key: str) -> str:
    root = etree.fromstring(drawn.encode())
    for node in list(root.iter()):
        for name in DROPPED:
            node.attrib.pop(name, "")
        if for_page:
            _in_tokens(node)
    for background in root.findall(f"{{{SVG}}}rect"):
        root.remove(background)
    _named(root, picture, key)
    if for_page:
        for name in ("width", "height", "version"):
            root.attrib.pop(name, "")
        root.set("class", f"sp-plot sp-{size.value}")
        root.set("focusable", "false")
    else:
        root.set("font-family", "Atkinson Hyperlegible Next")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _in_tokens(node: etree._Element) -> None:
    """Colours become classes, so that the page's theme decides them."""
    classes = []
    for name in ("fill", "stroke"):
        token = COLOURS.get((node.get(name) or "").lower())
        if token:
            node.attrib.pop(name)
            classes.append(f"v-{name}-{token}")
    if classes:
        node.set("class", " ".join(classes))


def _named(root: etree._Element, picture: Picture, key: str) -> None:
    title, description = etree.Element(f"{{{SVG}}}title"), etree.Element(f"{{{SVG}}}desc")
    title.text, description.text = picture.title, picture.description
    title.set("id", f"{key}-t")
    description.set("id", f"{key}-d")
    root.insert(0, title)
    root.insert(1, description)
    root.set("role", "img")
    root.set("aria-labelledby", f"{key}-t {key}-d")
