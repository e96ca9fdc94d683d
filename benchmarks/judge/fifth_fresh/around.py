"""What stands before and after the areas of a longer document of text: nothing in it is to be read as an item."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content
from benchmarks.judge.fresh.paper import Paper

BACK = (
    "Revidering",
    "Dokumentet revideras när den nationella överenskommelsen ändras på ett avgörande sätt.",
)


def front(c: Content) -> list[tuple[str, str]]:
    """Headings with their text, before the areas."""
    work = f"Regionen och kommunerna i {c.county} arbetar sedan flera år tillsammans för bättre psykisk hälsa."
    own = "Här beskrivs vad som är gemensamt; var och en har därutöver sin egen verksamhetsplan."
    decided = f"Länets chefsnätverk godkände dokumentet den 12 december {c.year - 1}."
    return [
        ("Sammanfattning", f"{work} {own}"),
        ("Organisation och beslut", f"{decided} En arbetsgrupp med sju personer har berett det."),
    ]


def wrap(p: Paper, c: Content) -> None:
    """Puts two chapters after the opening lines and one behind the areas, as high as the areas' highest heading."""
    at = next(k for k, part in enumerate(p.parts) if k and part[0] == "h")
    level = min(part[2] for part in p.parts[1:] if part[0] == "h")
    body, p.parts = p.parts, []
    for head, text in front(c):
        p.h(head, level)
        p.p(text)
    chapters, p.parts = p.parts, []
    p.h(BACK[0], level)
    p.p(BACK[1])
    p.parts = [*body[:at], *chapters, *body[at:], *p.parts]
