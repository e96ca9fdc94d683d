"""The annex of a framework plan: the areas' questions again, with proposals under each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.flattened.lines import Line, blocks_of
from samplan.intake.recognisers.flattened.outline import Outline
from samplan.intake.recognisers.flattened.paragraphs import Para, paragraphs
from samplan.intake.recognisers.questions import Asked, Part, area_named, is_question, join_annex
from samplan.intake.recognisers.wording import plain

_LINK = re.compile(r"(?:mailto:|https?://|www\.)\S+$")


def read_annex(builder: PlanBuilder, outline: Outline, lines: Sequence[Line], width: int) -> None:
    """Read the annex, if it asks questions."""
    if outline.annex >= len(lines):
        return
    asked: list[Asked] = []
    area: AreaBuilder | None = None
    group = ""
    for para in paragraphs(lines, outline.annex, len(lines), width):
        pieces = builder.ledger.of(*blocks_of(para.lines))
        if not para.bullet and is_question(para.text):
            asked.append(Asked(para.text, pieces, area))
            continue
        named = _named(builder, para, group)
        if named is not None:
            area = named
            builder.label(pieces)
            continue
        if not para.bullet and _names_group(builder, para.text):
            group, area = plain(para.text.lstrip("0123456789. ")), None
            builder.label(pieces)
            continue
        if asked and (para.bullet or len(para.text) < 400) and not para.heading and not _LINK.match(para.text):
            asked[-1].proposals.append(Part(para.text, para.bullet, pieces))
    join_annex(builder, asked)


def _named(builder: PlanBuilder, para: Para, group: str) -> AreaBuilder | None:
    """The area that a heading of the annex names, in the group that it stands under first."""
    if para.bullet or len(para.text) > 110 or para.text.endswith((".", "?")):
        return None
    within = [area for area in builder.areas if group and area.group and plain(str(area.group.value)) == group]
    return (area_named(builder, para.text, within) if within else None) or area_named(builder, para.text)


def _names_group(builder: PlanBuilder, text: str) -> bool:
    wanted = plain(text.lstrip("0123456789. "))
    return any(area.group and _alike(plain(str(area.group.value)), wanted) for area in builder.areas)


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > 8 and (one.startswith(other[:-2]) or other.startswith(one[:-2])))
