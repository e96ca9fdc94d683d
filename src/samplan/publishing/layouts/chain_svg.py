"""The theory of change drawn for paper: the same picture as on the page, as SVG in the colours of print. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from samplan.documents.writing.cleaning import xml
from samplan.plans.shapes.chain import ACTIVITY, GOAL, IMAGE, IN_THE_END, SOON, Chain
from samplan.plans.shapes.chain_picture import LINE, Picture, Words, picture

INK, SOFT, HAIR = "#1a1d1a", "#545a53", "#7d7f76"
FONT = "Atkinson Hyperlegible Next"
WIDTH, SIZE, GAP = 1000, 16, 56
HIGHEST = 980
"""Of a drawing, in its own units: a higher one would be set in letters too small to read."""
HEADS = {ACTIVITY: "Det vi gör", IMAGE: "Så ska det bli", GOAL: "Dit vi vill"}


def chain_picture(chain: Chain) -> Picture | None:
    """The drawing in numbers; None where it would be too high for a page to hold in letters that can be read."""
    drawn = picture(chain, width=WIDTH, size=SIZE, gap=GAP)
    return drawn if drawn.height <= HIGHEST else None


def svg(drawn: Picture) -> str:
    """The drawing as a file of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}"'
        f' height="{drawn.height}" font-family="{FONT}" font-size="{drawn.size}">{"".join(_parts(drawn))}</svg>'
    )


def _parts(drawn: Picture) -> Iterator[str]:
    both = {SOON, IN_THE_END} <= {head.level for head in drawn.heads}
    for head in drawn.heads:
        yield f'<text x="{head.x}" y="16" fill="{SOFT}">{_head(head.level, both)}</text>'
    for path in drawn.paths:
        yield f'<path d="{path}" fill="none" stroke="{HAIR}"/>'
    for words in drawn.words:
        yield from _words(words)


def _head(level: int, both: bool) -> str:
    if level in HEADS:
        return HEADS[level]
    return ("Förändras snart" if level == SOON else "Förändras på sikt") if both else "Det som förändras"


def _words(words: Words) -> Iterator[str]:
    goal = words.link.level == GOAL
    yield f'<path d="{words.rule}" fill="none" stroke="{HAIR}" stroke-width="{4 if goal else 1}"/>'
    if words.number:
        yield f'<text x="{words.x}" y="{words.y}" fill="{SOFT}">{xml(words.number)}</text>'
    weight = ' font-weight="600"' if goal else ""
    for place, line in enumerate(words.lines):
        yield f'<text x="{words.text_x}" y="{words.y + place * LINE}" fill="{INK}"{weight}>{xml(line)}</text>'
