"""What an old plan told of gaps: its gap tables, put together from the blocks that the plan kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from samplan.documents.folding import fold
from samplan.followup.old_documents import OldBlock
from samplan.plans.gap_tables import GapAnswer, is_joint, read_gap, rows_of

TABLE, HEADINGS = "table", frozenset({"heading", "label"})
ABOVE = 5
"""A heading so many blocks above a table may tell its year and whose it is."""
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_ENDINGS = re.compile(r"\s+(?:kommun|stad)$")


@dataclass(frozen=True, slots=True)
class OldGap:
    """An answer of a gap table. body: the id of the one it is of, None for all together. year: of the table."""

    measure: str
    part: str
    body: int | None
    state: str
    note: str
    year: int
    page: int | None
    position: int


@dataclass(frozen=True, slots=True)
class OldGaps:
    """All gap tables of a document. unknown: names over answers that are no organisation's; measures: in order."""

    answers: tuple[OldGap, ...]
    unknown: tuple[str, ...] = ()

    @property
    def years(self) -> list[int]:
        """The years that something is told of."""
        return sorted({a.year for a in self.answers})


def key_of_body(name: str) -> str:
    """By what an organisation is known: its name without case, "kommun" and the genitive before it."""
    bare = _ENDINGS.sub("", fold(name).casefold())
    return bare.removesuffix("s") if bare != fold(name).casefold() else bare


def old_gaps(blocks: Sequence[OldBlock], bodies: dict[str, int], otherwise: int) -> OldGaps:
    """The gap tables among the blocks, in the document's order.

    bodies: ids by name. otherwise: the year of a table that names none. Of one measure, organisation and year the
    first answer counts.
    """
    known = {key_of_body(name): pk for name, pk in bodies.items()}
    found: dict[tuple[str, int | None, int], OldGap] = {}
    unknown: dict[str, None] = {}
    for texts, caption, first in tables_of(blocks):
        table = read_gap(rows_of(texts), caption, lambda name: key_of_body(name) in known)
        if table is None:
            continue
        year, whose = year_named(caption, otherwise), _whose(caption, known)
        for one in table.answers:
            body = whose if not one.body or is_joint(one.body) else known.get(key_of_body(one.body))
            if body is None and one.body and not is_joint(one.body):
                unknown.setdefault(one.body)
                continue
            answer = _answer(one, body, year, first)
            found.setdefault((answer.measure.casefold(), body, answer.year), answer)
    return OldGaps(tuple(found.values()), tuple(unknown))


def _answer(one: GapAnswer, body: int | None, year: int, at: OldBlock) -> OldGap:
    return OldGap(one.measure, one.part, body, one.state, one.note, one.year or year, at.page, at.position)


def tables_of(blocks: Sequence[OldBlock]) -> Iterator[tuple[list[str], str, OldBlock]]:
    """Each table's rows with the words over it; a table that a page has broken, with its header again, is one."""
    above: list[str] = []
    last: tuple[list[str], str, OldBlock] | None = None
    for (is_table, _position), some in groupby(blocks, key=lambda b: (b.kind == TABLE, b.kind == TABLE and b.position)):
        group = list(some)
        if not is_table:
            if last is not None:
                yield last
                last = None
            above = _over(group)
            continue
        texts = [b.text for b in group]
        if last is not None and texts[0] in last[0][:2]:
            last = (last[0] + texts[1:], last[1], last[2])
            continue
        if last is not None:
            yield last
        last = (texts, " ".join(above), group[0])
    if last is not None:
        yield last


def _over(group: Sequence[OldBlock]) -> list[str]:
    """The words from the nearest heading on."""
    near = list(group[-ABOVE:])
    start = next((n for n in range(len(near) - 1, -1, -1) if near[n].kind in HEADINGS), 0)
    return [b.text for b in near[start:]]


def year_named(caption: str, otherwise: int) -> int:
    """The year that the words over a table name."""
    years = [int(y) for y in _YEAR.findall(caption)]
    return years[0] if years else otherwise


def _whose(caption: str, known: dict[str, int]) -> int | None:
    """The one organisation that the words over a table name; None for none, and for several."""
    parts = [key_of_body(part) for part in re.split(r"[,:;–()]|\bför\b|\bi\b|\d{4}", caption)]
    named = {known[part] for part in parts if part in known}
    return named.pop() if len(named) == 1 else None


def of_year(gaps: OldGaps, year: int) -> OldGaps:
    """What is told of one year."""
    return replace(gaps, answers=tuple(a for a in gaps.answers if a.year == year))
