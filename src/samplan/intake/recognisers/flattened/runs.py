"""Lines cut into runs: a run never belongs to two cells, but a cell may be made of many runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.moments import OPEN_END, is_moment, moments
from samplan.intake.recognisers.flattened.signs import signs
from samplan.intake.recognisers.flattened.weights import weights
from samplan.intake.recognisers.wording import plain

_TERMED = re.compile(
    r"(?:[hv]t|hösten|hosten|våren|varen|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|påg|pag|kvartal)",
    re.IGNORECASE,
)
_HORIZON = re.compile(r"(?<=\s)(?:[Ll]ång|[Ll]ang|[Kk]ort)(?:siktigt?|\s+sikt)?\s*$|(?<=[.\s])[LK]\s*$")
"""How far a goal looks ahead, in a column of its own at the line's end."""
_OPENERS = "\"'”“(•\uf0a7-–"


@dataclass(slots=True)
class Run:
    """A stretch of a line that stands in one column. names: an area's number begins it; named: its whole name ends
    before it on the same line."""

    text: str
    line: Line
    gap: Gap
    bullet: bool = False
    cut: bool = False
    names: bool = False
    named: bool = False

    @property
    def width(self) -> int:
        """Letters in the run."""
        return len(self.text)

    @property
    def first_width(self) -> int:
        """Letters in its first word."""
        return len(self.text.split(" ", 1)[0])


def cut_runs(
    lines: Iterable[Line],
    *,
    times: bool,
    actors: bool,
    horizons: bool = False,
    areas: Mapping[int, int] = MappingProxyType({}),
) -> list[Run]:
    """Cut lines where a cell may end within them. times, actors, horizons: whether the table has such a column.

    areas: the places of lines that an area's number begins, and how many letters its name is sure to take.
    """
    found: list[Run] = []
    listed = list(lines)
    for number, line in enumerate(listed):
        cuts_here = set(_word_cuts(line.text, actors=actors))
        if times:
            cuts_here |= set(_time_cuts(line.text)) | _broken_cut(listed, number)
        if horizons and (closing := _HORIZON.search(line.text)):
            cuts_here.add(closing.start())
        name = areas.get(number, 0)
        if number in areas:
            least = name or len(line.text.split(" ", 1)[0]) + 1
            cuts_here = {cut for cut in cuts_here if cut > least} | ({name} if name else set())
        cuts = sorted(cuts_here)
        places = [0, *cuts, len(line.text)]
        gap = line.gap
        for start, end in pairwise(places):
            text = line.text[start:end].strip()
            if text:
                names, named = number in areas and start == 0, 0 < name == start
                found.append(Run(text, line, gap, line.bullet and start == 0, start > 0, names, named))
                gap = Gap.SAME
    return found


def _broken_cut(lines: Sequence[Line], number: int) -> set[int]:
    """Where a time begins that goes on in the next line ("... politiskt November" + "2017")."""
    if number + 1 >= len(lines) or not is_moment(lines[number + 1].text):
        return set()
    text = lines[number].text
    broken = OPEN_END.search(text)
    if not broken or broken.start() == 0 or not text[broken.start()].isupper():
        return set()
    return {broken.start()} if _may_stand_alone(text, broken.start(), len(text)) else set()


def _time_cuts(text: str) -> Iterable[int]:
    if is_moment(text):
        return
    for start, end in moments(text):
        end = _shrunk(text, start, end)
        if not text[end:].strip(" .,;:"):
            end = len(text)
        if end <= start or not _may_stand_alone(text, start, end):
            continue
        if start > 0:
            yield start
        if end < len(text):
            yield end


def _shrunk(text: str, start: int, end: int) -> int:
    """A time that runs into the next cell ("Årligen 2017 deltog") loses its last part."""
    rest = text[end:].lstrip(" .,;")
    if not rest or _opens(rest):
        return end
    words = text[start:end].split()
    return start + text[start:end].rfind(words[-1]) if len(words) > 1 and is_moment(" ".join(words[:-1])) else start


def _opens(rest: str) -> bool:
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENERS


def _may_stand_alone(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip()
    if not before:
        return True
    if text[start].islower() and not _TERMED.match(text[start:end]):
        return False
    if before.endswith(("(", "/", ":", "=")) or text[end : end + 1] in (")", "/"):
        return False
    return plain(before.rsplit(" ", 1)[-1]) not in weights().words["not_before_time"]


def _word_cuts(text: str, *, actors: bool) -> Iterable[int]:
    """Places before a capital word that surely opens a cell of its own: a measure, a verb of doing, a body."""
    for found in re.finditer(r"(?<=[^\W_.!?:;,&/(-]) (?=[A-ZÅÄÖ][a-zåäö])", text):
        if plain(text[: found.start()].rsplit(" ", 1)[-1]) in weights().words["unfinished"]:
            continue
        seen = signs(text[found.end() :])
        if seen & {"measure", "infinitive"} or (actors and seen & {"actor", "actor_first"}):
            yield found.end()


def blank_parted(runs: Sequence[Run]) -> bool:
    """Whether blank lines part the cells: a good share of the lines has one before it."""
    fresh = [run for run in runs if run.gap is not Gap.SAME]
    return bool(fresh) and sum(run.gap >= Gap.BLANK for run in fresh) >= 0.18 * len(fresh)
