"""What an old plan told of courses and who took part: tables of counts, out of the blocks that it kept. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samplan.followup.old_documents import OldBlock
from samplan.followup.old_gaps import tables_of, year_named
from samplan.plans.count_tables import Counted, read_counts
from samplan.plans.gap_tables import rows_of

UNTOLD = "Arbetsgivare inte angiven"


@dataclass(frozen=True, slots=True)
class OldCount:
    """A line of a table of counts, with its year and where the table stood."""

    told: Counted
    year: int
    page: int | None
    position: int


def old_counts(blocks: Sequence[OldBlock], otherwise: int) -> tuple[OldCount, ...]:
    """All that the tables among the blocks count, in the document's order. otherwise: the year where none is told."""
    return tuple(
        OldCount(one, one.year or year_named(caption, otherwise), first.page, first.position)
        for texts, caption, first in tables_of(blocks)
        for one in read_counts(rows_of(texts), caption)
    )


def occasions(counts: Sequence[OldCount]) -> list[dict[str, Any]]:
    """The rows of a course as an answer keeps them: one for each day, place and instructor, with its employers."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in counts:
        told = one.told
        key = (told.on.isoformat() if told.on else "", told.place, told.instructor)
        row = found.setdefault(key, {"on": key[0], "place": key[1], "instructor": key[2], "people": []})
        row["people"].append([told.employer or UNTOLD, told.n])
    return sorted(found.values(), key=lambda row: str(row["on"]))
