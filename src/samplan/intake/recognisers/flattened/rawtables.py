"""Which tables came row by row, each cell's lines after the last cell's: by how their header and first lines stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from samplan.intake.recognisers.flattened.headers import Header
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.rawcells import code_of, cuts_of
from samplan.intake.recognisers.vocabulary import Role

MOST_BLANKS = 0.15
SHARED, FEW_SHARED = 0.15, 0.03
"""So many lines hold more than one cell: where all cells take several lines, nothing on a line tells of columns.

Fewer do where no column names areas or asks, for those begin rows by what they say."""
TOLD = frozenset({Role.AREA, Role.GROUP, Role.QUESTION, Role.PROPOSAL})
MOST = 0.5
"""So much of what stands in a document's tables must stand so: one way wrote the whole document."""


def raw_tables(
    lines: Sequence[Line], headers: Mapping[int, Header], ends: Mapping[int, int], apart: Collection[int]
) -> frozenset[int]:
    """The tables, by their first lines, that came row by row. apart: those whose columns the text keeps apart."""
    sizes = {at: ends[at] - headers[at].end for at in headers if at not in apart}
    found = frozenset(at for at in sizes if _stands_raw(headers[at], lines[headers[at].end : ends[at]]))
    return found if sum(sizes[at] for at in found) >= MOST * sum(sizes.values()) else frozenset()


def _stands_raw(header: Header, body: Sequence[Line]) -> bool:
    """Whether a table's labels stand on one line (or two), and hardly an empty line parts its cells."""
    named = [column for column in header.columns if column.title]
    if len(named) < 3 or header.end - header.start > 2 or len(named) < 2 * (header.end - header.start) or not body:
        return False
    blanks = sum(
        line.gap is Gap.BLANK and line.block is not before.block and not _headed(line)
        for before, line in pairwise(body)
    )
    shared = sum(len(cuts_of(line)) > 1 + (code_of(line.text) is not None) for line in body)
    least = SHARED if any(column.role in TOLD for column in named) else FEW_SHARED
    return blanks <= MOST_BLANKS * len(body) and shared >= least * len(body)


def _headed(line: Line) -> bool:
    """Whether the document's reader parted the line for its number: that is no empty line."""
    return line.text[:1].isdigit() or bool(line.heading)
