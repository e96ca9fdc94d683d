"""Tables of contents in text: their lines, and the headings that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.folding import fold
from samplan.documents.furniture import is_contents_line

_TITLE = re.compile(
    r"^(?:innehåll|innehall|innehållsförteckning|innehallsforteckning|innehåll och läsanvisning)$", re.I
)
_ENTRY = re.compile(r"^(?P<name>.*[^\W\d_].*?)[\s.…_]+(?P<page>\d{1,3})$")
FEWEST = 2
LONGEST = 110


def contents(pages: Sequence[Sequence[str]]) -> tuple[set[tuple[int, int]], frozenset[str]]:
    """The lines of tables of contents, as (page, line) from 0, and the headings that they name."""
    places: set[tuple[int, int]] = set()
    names: set[str] = set()
    for number, page in enumerate(pages):
        for index, line in enumerate(page):
            entry = _ENTRY.match(fold(line)) if is_contents_line(line) else None
            if entry is not None:
                names.add(entry["name"].rstrip(" ._…"))
            elif _TITLE.match(fold(line)):
                found = _listed(page, index + 1)
                places.update((number, at) for at, _ in found)
                names.update(name for _, name in found)
    return places, frozenset(name for name in names if len(name) > 3)


def _listed(page: Sequence[str], start: int) -> list[tuple[int, str]]:
    """Lines below the word for contents that end in page numbers, which never fall: their places and names."""
    found: list[tuple[int, str]] = []
    last = 0
    for at in range(start, len(page)):
        text = fold(page[at])
        if not text:
            continue
        entry = _ENTRY.match(text)
        if entry is None or len(text) > LONGEST or int(entry["page"]) < last:
            break
        last = int(entry["page"])
        found.append((at, entry["name"].rstrip(" ._…")))
    return found if len(found) >= FEWEST else []
