"""Focus areas: their headings, their names in capitals over an area's title, and the national list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import yaml

from samplan.intake.recognisers.builder import PlanBuilder
from samplan.intake.recognisers.flattened.lines import Line, blocks_of
from samplan.intake.recognisers.flattened.outline import Outline
from samplan.intake.recognisers.wording import plain


@dataclass(slots=True)
class Focus:
    """names: plain wordings of focus areas by number. places: where the headings stand (line, number), in order."""

    names: dict[str, int] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)

    def over(self, line: int) -> int | None:
        """The focus area whose heading stands nearest above a line."""
        above = [number for at, number in self.places if at < line]
        return above[-1] if above else None


@lru_cache(maxsize=1)
def national() -> dict[str, int]:
    """Plain wordings of the national focus areas -> their numbers (catalogue/frameworks/five-focus-areas.yaml)."""
    text = (files("samplan") / "catalogue" / "frameworks" / "five-focus-areas.yaml").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for node in yaml.load(text, Loader=yaml.CSafeLoader)["nodes"]:
        for name in (node["name"], *node.get("wordings", ())):
            found[plain(name)] = int(node["number"])
    return found


def focus_areas_of(builder: PlanBuilder, outline: Outline, lines: Sequence[Line]) -> Focus:
    """Find the plan's focus areas: numbered headings, else a list of the national ones."""
    focus = Focus(dict(national()))
    for head in outline.heads:
        if head.kind != "focus" or not head.number or not head.title:
            continue
        number = int(head.number.split(".")[0])
        builder.add_focus_area(number, head.title, builder.ledger.of(*blocks_of(lines[head.start : head.end])))
        focus.names.setdefault(plain(head.title), number)
        focus.places.append((head.start, number))
    _listed(builder, lines, focus)
    return focus


def _listed(builder: PlanBuilder, lines: Sequence[Line], focus: Focus) -> None:
    """Focus areas that a list names by their national wording."""
    found: dict[int, Line] = {}
    for line in lines:
        number = focus.names.get(plain(line.text.rstrip(" .;,")))
        if (
            number is not None
            and (line.bullet or getattr(line.block, "text", "") == line.text)
            and not line.text.isupper()
        ):
            found.setdefault(number, line)
    if len(found) < 3 or builder.focus_areas:
        return
    for number in sorted(found):
        line = found[number]
        builder.add_focus_area(number, line.text.strip(" .;,"), builder.ledger.of(line.block), 0.8)


def focus_in(title: str, focus: Focus) -> list[int]:
    """The focus areas of which a heading is made up alone ("UTSATTA GRUPPER", two joined by "och"), or none."""
    rest = f" {plain(title)} "
    found: list[int] = []
    for name, number in sorted(focus.names.items(), key=lambda pair: -len(pair[0])):
        if f" {name} " in rest:
            rest = rest.replace(f" {name} ", " ", 1)
            if number not in found:
                found.append(number)
    return sorted(found) if found and not set(rest.split()) - {"och", "samt"} else []
