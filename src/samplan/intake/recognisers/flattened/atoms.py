"""Runs that surely stand in one cell, gathered: only where an atom begins may a cell begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samplan.documents.folding import join_lines
from samplan.intake.recognisers.flattened.lines import Gap
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.runs import Run
from samplan.intake.recognisers.flattened.signs import begins_low, unfinished
from samplan.intake.recognisers.wording import plain

LONGEST_TIME = 5
"""So many runs a broken time takes at most ("2017 –" + "och" + "fortlö-" + "pande")."""
_NAME_AHEAD = re.compile(r"\b[Rr]egion$")
"""A word that the name of a body follows on the next line."""


@dataclass(slots=True)
class Atom:
    """Runs from `start` up to `end`. gap: what stands before; moment: it is a time and nothing else.

    names: an area's number begins it; named: an area's whole name ends before it.
    """

    start: int
    end: int
    text: str
    gap: Gap
    bullet: bool
    low: bool
    after_open: bool
    moment: bool
    wide: int
    names: bool = False
    named: bool = False


def atoms_of(runs: Sequence[Run], *, times: bool) -> list[Atom]:
    """Cut the runs into atoms. times: the table has a column for times."""
    held = _inside_times(runs) if times else set()
    starts = [0, *(at for at in range(1, len(runs)) if at not in held and _starts(runs, at, times=times))]
    made = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(runs)
        first = runs[start]
        text = text_of(runs[start:end])
        made.append(
            Atom(
                start,
                end,
                text,
                first.gap,
                first.bullet,
                begins_low(first.text),
                start > 0 and first.gap is not Gap.SAME and unfinished(runs[start - 1].text),
                times and (start + 1 in held or is_moment(text)),
                max(run.width for run in runs[start:end]),
                first.names,
                first.named,
            )
        )
    return made


def text_of(runs: Sequence[Run]) -> str:
    """The runs as one text: what stood on one line is parted by a blank, lines are joined."""
    lines: list[str] = []
    for run in runs:
        if run.gap is Gap.SAME and lines:
            lines[-1] = f"{lines[-1]} {run.text}"
        else:
            lines.append(run.text)
    return join_lines(lines)


def joined_text(atoms: Sequence[Atom]) -> str:
    """The atoms as one text, as far as a look at its words needs."""
    return " ".join(atom.text for atom in atoms)


def _starts(runs: Sequence[Run], at: int, *, times: bool) -> bool:
    """Whether a cell may begin with this run."""
    run, before = runs[at], runs[at - 1]
    if run.bullet or run.names or run.gap is Gap.SAME:
        return True
    if times and (is_moment(run.text) or is_moment(before.text)):
        return True
    if run.gap >= Gap.BLANK:
        return True
    return not (begins_low(run.text) or unfinished(before.text) or _NAME_AHEAD.search(before.text))


def _inside_times(runs: Sequence[Run]) -> set[int]:
    """The runs that go on with a time which the line's end broke."""
    held: set[int] = set()
    at = 0
    while at < len(runs):
        size = _time_size(runs, at)
        held.update(range(at + 1, at + size))
        at += size
    return held


def _time_size(runs: Sequence[Run], at: int) -> int:
    """How many runs make one time that begins here; 1 if none is broken."""
    first = runs[at].text
    if len(first) > 30 or not (first[:1].isdigit() or first[:1] in "(–-" or is_moment(first) or _opens_time(first)):
        return 1
    for size in range(min(LONGEST_TIME, len(runs) - at), 1, -1):
        part = runs[at : at + size]
        if any(run.gap is not Gap.NEXT or run.bullet or len(run.text) > 30 for run in part[1:]):
            continue
        alone = [is_moment(run.text) and not run.text.rstrip().endswith(("-", "–", "/", ",", "och")) for run in part]
        if not all(alone) and is_moment(_time_text(part)):
            return size
    return 1


def _opens_time(text: str) -> bool:
    return plain(text).split(" ")[0] in _OPENING


_OPENING = frozenset({
    "forsta", "andra", "tredje", "fjarde", "fran", "fr", "from", "till", "t", "under", "senast", "hosten", "varen",
    "hela", "varje", "vartannat", "varannan", "tva", "tre", "en", "fram", "i", "slutet", "borjan", "mitten",
    "kvartal", "kv", "ht", "vt", "var", "host",
})  # fmt: skip
"""Words that a time begins with."""


def _time_text(part: Sequence[Run]) -> str:
    text = text_of(part)
    return re.sub(r"(?<=[-–]) (?=\d{4})|(?<=\d) (?=[-–]\d{4})", "", text)
