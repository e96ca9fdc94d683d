"""Headings told by their numbers alone: lines that count 1, 2, 3 (or a, b, c) once through the whole document.

A list begins anew under every label; what counts on over whole sections, each with lines of its own below, numbers the
sections. Where such lines lead the same word ("Kort 1", "Kort 2"), the word belongs to the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samplan.documents.blocks import ListItem
from samplan.documents.folding import fold
from samplan.intake.recognisers.flattened.headers import COLUMNS
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import Gap, Line
from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, signs, unfinished
from samplan.intake.recognisers.vocabulary import Role

_COUNTED = re.compile(
    r"^(?:(?P<word>[A-ZÅÄÖ][^\W\d_]{2,24}|§)\s+)?(?P<number>\d{1,2}|[A-Za-zåäö]|[IVX]{1,5}|[A-ZÅÄÖ]\.?\d{1,2})"
    r"(?P<mark>[.):]|\s?[–—-](?=\s))?\s+(?P<title>\S.*)$"
)
LONGEST = 110
FEWEST = 2
"""So many lines count on, at least."""
BETWEEN = 4
"""So many lines stand from one to the next, at least: fewer are a list or a table of contents."""
MOST_SHORT = 0.34
"""Of the sections at most this part may be shorter."""
UNLIKE = frozenset({"measure", "infinitive", "money", "asks"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A line that begins with a number: where, how it is written, which it is."""

    at: int
    style: tuple[str, str, str]
    number: int
    title: str


def mark_series(lines: Sequence[Line]) -> None:
    """Set `series` on the lines that number the document's sections, and take them out of lists."""
    by_style: dict[tuple[str, str, str], list[Counted]] = {}
    for at, line in enumerate(lines):
        for counted in _counted(line, at) if not _runs_on(lines, at + 1) else ():
            by_style.setdefault(counted.style, []).append(counted)
    for style, found in by_style.items():
        chain = _chain(found)
        if len(chain) < FEWEST or not _numbers_sections(chain, found, len(lines)):
            continue
        for counted in chain:
            line = lines[counted.at]
            line.text = _whole(line)
            line.series = "named" if style[0] else KINDS.get(style[1], "lettered")
            line.bullet, line.lead = False, ""


def _runs_on(lines: Sequence[Line], at: int) -> bool:
    """Whether what begins on the line above is a sentence, or takes three lines: no heading does."""
    if at >= len(lines) or lines[at].gap is not Gap.NEXT or lines[at].bullet or not begins_low(lines[at].text):
        return False
    return ends_sentence(lines[at].text) or (at + 1 < len(lines) and begins_low(lines[at + 1].text))


KINDS = {"1": "num1", "A1": "num2"}


def _whole(line: Line) -> str:
    """The line with the number that a list's reader took for a mark."""
    text = fold(line.raw)
    block = line.block
    if isinstance(block, ListItem) and block.marker and block.lines[:1] == (line.raw,):
        return text if text.startswith(block.marker) else f"{block.marker} {text}"
    return text


def _counted(line: Line, at: int) -> Iterable[Counted]:
    """What a line counts as: "I" is a letter and a Roman number."""
    found = _COUNTED.match(_whole(line))
    if found is None or len(line.text) > LONGEST or not _may_be_title(found["title"]):
        return
    word, number, mark = found["word"] or "", found["number"], (found["mark"] or "").strip()
    if word and _names_other(word):
        return
    if number[-1].isdigit() and not number.isdigit():
        yield Counted(
            at, (word, "A1", mark), (ord(number[0]) - ord("A")) * 100 + int(number[1:].lstrip(".")), found["title"]
        )
    elif number.isdigit():
        yield Counted(at, (word, "1", mark), int(number), found["title"])
    elif (mark or word) and number.isupper() and set(number) <= set("IVX"):
        yield Counted(at, (word, "I", mark), _roman(number), found["title"])
    if (mark or word) and len(number) == 1 and not number.isdigit():
        kind = "A" if number.isupper() else "a"
        yield Counted(at, (word, kind, mark), ord(number.lower()) - ord("a") + 1, found["title"])


def _names_other(word: str) -> bool:
    """Whether the word before a number is a label of something that areas hold ("Aktivitet 1")."""
    label = label_of(word)
    if label is None or "horizon" in signs(word):
        return False
    return label.may(*COLUMNS) and not label.may(Role.AREA, Role.GROUP)


def _may_be_title(title: str) -> bool:
    if begins_low(title) or not re.search(r"[^\W\d_]{3}", title) or is_moment(title) or label_of(title) is not None:
        return False
    return not title.rstrip().endswith((".", ";", ",", "?", ":")) and not signs(title) & UNLIKE


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chain(found: Sequence[Counted]) -> list[Counted]:
    """The lines that count on from 1, each the next number; one that the next follows at once is a list's."""
    apart = [
        one
        for one, after in zip(found, [*found[1:], None], strict=True)
        if after is None or after.number != one.number + 1 or after.at - one.at >= BETWEEN
    ]
    chain: list[Counted] = []
    for one in apart:
        if one.number == len(chain) + 1 or (chain and _next_letter(chain[-1], one)):
            chain.append(one)
        elif one.number == 1 and len(chain) == 1:
            chain = [one]
    return chain


def _next_letter(last: Counted, one: Counted) -> bool:
    """Whether numbers with letters count on: A1, A2, B1."""
    if one.style[1] != "A1":
        return False
    return one.number == last.number + 1 or one.number == (last.number // 100 + 1) * 100 + 1


def _numbers_sections(chain: Sequence[Counted], found: Sequence[Counted], count: int) -> bool:
    """Whether the lines stand far apart, and hardly any other line is written so and breaks the count."""
    ends = [*(one.at for one in chain[1:]), count]
    short = sum(end - one.at < BETWEEN for one, end in zip(chain, ends, strict=True))
    within = [one for one in found if chain[0].at < one.at < chain[-1].at]
    strange = len(within) - len(chain) + 2
    return short <= MOST_SHORT * len(chain) and strange <= max(1, len(chain) // 2) and not _wraps(chain)


def _wraps(chain: Sequence[Counted]) -> bool:
    return sum(unfinished(one.title) for one in chain) > MOST_SHORT * len(chain)
