"""The catalogue's words, and the matching of labels against them.

Source of the words: `catalogue/vocabulary.yaml`. A label is the text of a column header, of a heading, of a label
cell, or of what stands before a colon.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from samplan.intake.recognisers.clues import Clues, Meaning
from samplan.intake.recognisers.horizon_labels import in_years, wished_in
from samplan.intake.recognisers.question_labels import asked_for, may_ask_for, without_tail
from samplan.intake.recognisers.roles import ITEM_ROLES as ITEM_ROLES
from samplan.intake.recognisers.roles import Role as Role
from samplan.intake.recognisers.wording import edits, plain, stem, stems
from samplan.intake.recognisers.wordlists import VocabularyFile as VocabularyFile
from samplan.intake.recognisers.wordlists import read_vocabulary


@dataclass(frozen=True, slots=True)
class Label:
    """What a label may hold, best first; joined: it names two things at once ("Ansvarig och tidplan").

    years: the year or span of years written in it, as (first, last). shared: its cell held other things too.
    told: a person has said so, and no guess may say otherwise.
    """

    roles: tuple[Role, ...]
    certainty: float = 1.0
    joined: bool = False
    years: tuple[int, int] | None = None
    shared: bool = False
    told: bool = False

    @property
    def role(self) -> Role:
        """The likeliest."""
        return self.roles[0]

    def may(self, *roles: Role) -> bool:
        """Whether it may hold one of these."""
        return any(role in self.roles for role in roles)


_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–—−/]\s*((?:19|20)?\d\d)(?!\d))?(?!\d)")
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[a-zA-Z][.)]|[IVX]{1,4}[.)])\s+")
NUMBERED = 0.9
"""So certain a label is to be that a number with a full stop goes before."""
_IN_SERIES = re.compile(r"^\s*(?P<word>[A-ZÅÄÖ][a-zåäö]{2,11})\s+\d{1,2}\s*[:.]\s+(?=[A-ZÅÄÖ])")
"""What numbers a label by a word of its own ("Ruta 4: Mål")."""
_BRACKET = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_JOINTS = re.compile(r"\s*(?:/|,|&|\+|;)\s*|\s+[-–—]\s+|\?\s+")
_TELLING = frozenset({Role.RESPONSIBLE, Role.TIME, Role.END, Role.COST, Role.INDICATOR})
_SUM = (
    r"^\W*(?:(?:[Cc]a|[Cc]irka|[Pp]rel|[Mm]ax|[Hh]ögst|[Uu]ngefär|[Dd]rygt|[Kk]nappt|[Tt]otalt)\.?:?\s+)?"
    r"\d[\d.,\s–-]*(?:tkr|kkr|mnkr|mkr|msek|kr|kronor|milj\w*)\b"
)
_NO_LABEL = re.compile(_SUM + r"|:\s+\S|\d[ \u00a0.]\d{3}\b|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}|[.!]\s+[A-ZÅÄÖ]")
_IS_SUM = re.compile(_SUM)
_VALUE = re.compile(
    r"^\s*(?:kort(?:et)?\s+(?:nr\.?\s*)?\d{1,2}\b"
    r"|(?:t\.?\s?o\.?\s?m\.?|fr\.?\s?o\.?\s?m\.?|från|till|senast|från och med|till och med)\s.*\d{4}\s*$)",
    re.I,
)
"""A card of a series ("Kort 2 – …") or an end of a time ("t.o.m. 2026"), which are no labels."""
_LEGEND = re.compile(r"[\s(,–-]*\b[LK]\s*=.*$", re.S)
_LEAD = re.compile(r"^(.{1,60}?)\s*(?::|\s[–—-]\s)\s*(.*)$", re.S)
_RUN_IN = re.compile(r"^([A-ZÅÄÖ][^.:]{2,50})(?:\.\s+|\s*[|►»>]\s*)(?=[\wÅÄÖ\d(])(.+)$", re.S)


def years_in(text: str) -> tuple[int, int] | None:
    """The first year or span of years in a text: "2016–2018" -> (2016, 2018), "2018" -> (2018, 2018)."""
    match = _YEARS.search(text)
    if not match:
        return None
    first = int(match[1])
    if not match[2]:
        return first, first
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return (first, last) if last >= first else (first, first)


class Vocabulary:
    """The catalogue's words made ready for comparing."""

    def __init__(self, file: VocabularyFile) -> None:
        self.file = file
        self._filling = {stem(word) for text in file.filling for word in plain(text).split()}
        self._joining = {plain(word) for word in file.joining}
        self._exact: dict[tuple[str, ...], list[Role]] = {}
        self._reduced: dict[tuple[str, ...], list[Role]] = {}
        for role, phrases in file.roles.items():
            for phrase in phrases:
                _enter(self._exact, stems(phrase), role)
                _enter(self._reduced, self._reduce(stems(phrase), whole=False), role)
        self._columns: dict[tuple[str, ...], list[Role]] = {}
        for role, phrases in file.columns.items():
            for phrase in phrases:
                _enter(self._columns, self._reduce(stems(phrase)), role)
        self._spelled: dict[str, list[Role]] = {}
        for role, phrases in file.roles.items():
            for phrase in phrases:
                roles = self._spelled.setdefault(self._spelling(phrase), [])
                roles.extend([] if role in roles else [role])
        self._sized: dict[tuple[int, str], list[str]] = {}
        for spelled in self._spelled:
            for part in {spelled[:1], spelled[-2:]}:
                self._sized.setdefault((len(spelled), part), []).append(spelled)
        self._chapters = {self._reduce(stems(chapter)) for chapter in file.chapters}
        placing = (*file.area_heading, *file.group_heading, *file.target_heading)
        self._placing = frozenset(plain(word) for word in placing)
        self._known: dict[tuple[str, bool], Label | None] = {}
        self.clues = Clues()
        self.memo: dict[object, dict[tuple[object, ...], Any]] = {}

    def with_clues(self, clues: Clues) -> Vocabulary:
        """The same words with what a person has told, which goes before them."""
        made = copy.copy(self)
        made.clues, made._known, made.memo = clues, {}, {}
        return made

    def _reduce(self, words: tuple[str, ...], *, whole: bool = True) -> tuple[str, ...]:
        """Words without filling; a phrase of the catalogue (not whole) keeps its last word, which it is about."""
        last = len(words) - 1
        kept = tuple(w for place, w in enumerate(words) if w not in self._filling or (place == last and not whole))
        return kept or words[-1:]

    def _spelling(self, text: str) -> str:
        kept = [word for word in plain(text).split() if stem(word) not in self._filling and not word.isdigit()]
        return "".join(kept)

    def label(self, text: str, *, loose: bool = False) -> Label | None:
        """What a label holds, or None. loose: it is surely a label (a table's header), so a part of it will do."""
        told = self.clues.of_words(text) or (self.clues.of_column(text) if loose else None)
        if told is not None:
            return told_label(told, text)
        key = (text, loose)
        if key not in self._known:
            self._known[key] = self._label(text, loose)
        return self._known[key]

    def _label(self, text: str, loose: bool) -> Label | None:
        bare = self._unnumbered(text)
        no_label = _NO_LABEL.search(bare) or _IS_SUM.match(text) or _VALUE.match(text)
        if not bare or len(text) > (160 if loose else 90) or no_label:
            return None
        years = years_in(text)
        bare = _LEGEND.sub("", bare)
        found = (
            _told_in_years(in_years(bare), 1.0)
            or self._whole(bare)
            or self._whole(_YEARS.sub(" ", bare))
            or self._whole(_YEARS.sub(" ", _BRACKET.sub(" ", bare)))
            or self._without_tail(bare)
            or self._joined(_YEARS.sub(" ", bare))
            or _asked(bare)
            or _told_in_years(wished_in(bare), 0.9)
            or self._typo(_YEARS.sub(" ", bare))
        )
        if bare != text and _NO_LABEL.search(text):  # "2. Tidiga insatser" is a name unless all of it is a label
            return replace(found, years=years) if found and found.certainty >= NUMBERED else None
        if loose:
            found = self._beside_area(_YEARS.sub(" ", bare)) or self._column(bare, found)
        if found is None and loose:
            part = self._part(_YEARS.sub(" ", _BRACKET.sub(" ", bare)))
            found = part if part and may_ask_for(bare, part.role) else None
        if found is None:
            return None
        return Label(found.roles, found.certainty, found.joined, years)

    def _unnumbered(self, text: str) -> str:
        """A label without what numbers it ("3. Mål", "b) Ansvarig", "Ruta 4: Mål")."""
        match = _IN_SERIES.match(text)
        if match and self._whole(match["word"]) is None and plain(match["word"]) not in self._placing:
            return text[match.end() :]
        return _NUMBERING.sub("", text)

    def _whole(self, text: str) -> Label | None:
        words = stems(text)
        if not words:
            return None
        if words in self._exact:
            return Label(tuple(self._exact[words]))
        reduced = self._reduce(tuple(word for word in words if not word.isdigit()) or words)
        if reduced in self._exact:
            return Label(tuple(self._exact[reduced]), 0.95)
        if reduced in self._reduced:
            return Label(tuple(self._reduced[reduced]), 0.95)
        return None

    def _without_tail(self, text: str) -> Label | None:
        """A label that goes on with what is to be done with it: "Utmaningar att ta sig an"."""
        bare = without_tail(text)
        return self._whole(bare) if bare != text else None

    def _column(self, text: str, found: Label | None) -> Label | None:
        """What the label may also mean over a column."""
        more = self._columns.get(self._reduce(stems(_YEARS.sub(" ", text))), [])
        if not more:
            return found
        known = found.roles if found else ()
        return Label(tuple(dict.fromkeys((*known, *more))), found.certainty if found else 0.85)

    def _beside_area(self, text: str) -> Label | None:
        """A column whose cells name an area and tell something of it too ("Område/mål")."""
        parts = [part for part in re.split(r"\s*[/&+]\s*|\s+(?:och|samt)\s+", text) if plain(part)]
        labels = [self._exact.get(stems(part)) for part in parts]
        if len(parts) != 2 or not all(labels):
            return None
        roles = [known[0] for known in labels if known]
        if roles.count(Role.AREA) != 1:
            return None
        return Label((Role.AREA, next(role for role in roles if role is not Role.AREA)), 0.9, joined=True)

    def _joined(self, text: str) -> Label | None:
        parts = [part for part in _JOINTS.split(text) if plain(part)]
        if len(parts) == 1:
            parts = re.split(rf"\s+(?:{'|'.join(self._joining)})\s+", text.strip(), flags=re.I)
        if len(parts) < 2 or len(parts) > 4:
            return None
        labels = [self._whole(part) or self._joined(part) for part in parts]
        roles = [label.role for label in labels if label]
        if len(roles) < len(parts):
            return None
        distinct = tuple(dict.fromkeys(roles))
        return Label(distinct, 0.9, joined=len(distinct) > 1)

    def _typo(self, text: str) -> Label | None:
        joined = self._spelling(text)
        if len(joined) < 6 or len(joined) > 40:
            return None
        allowed = 1 if len(joined) < 10 else 2
        best: tuple[int, tuple[Role, ...]] | None = None
        letters = _letters(joined)
        near = range(max(5, len(joined) - allowed), len(joined) + allowed + 1)
        ends = (joined[0], joined[-2:])
        for known in (word for size in near for part in ends for word in self._sized.get((size, part), ())):
            if (_letters(known) ^ letters).bit_count() > 2 * allowed:  # each edit changes two letters at most
                continue
            distance = edits(joined, known, allowed)
            if distance <= allowed and (best is None or distance < best[0]) and not _has_more_words(text, known):
                best = distance, tuple(self._spelled[known])
        return Label(best[1], 0.75) if best else None

    def _part(self, text: str) -> Label | None:
        words = self._reduce(stems(text))
        sizes = range(min(len(words) - 1, 6), 0, -1)
        places = [(0, size, 0.7) for size in sizes] + [(len(words) - size, size, 0.65) for size in sizes]
        for start, size, certainty in places:
            key = words[start : start + size]
            if key in self._reduced and len("".join(key)) >= 3:
                return Label(tuple(self._reduced[key]), certainty)
        return self._compound(plain(text).split())

    def within(self, text: str) -> Label | None:
        """What a sentence that leads into a list is about: the longest label for items that it holds."""
        words = self._reduce(stems(_BRACKET.sub(" ", text)))
        for size in range(min(len(words), 5), 0, -1):
            keys = [words[start : start + size] for start in range(len(words) - size + 1)]
            told = {role for key in keys if len("".join(key)) >= 4 for role in self._exact.get(key, ())}
            if found := [role for role in ITEM_ROLES if role in told]:
                return Label((found[0],), 0.7)
        return None

    def _compound(self, words: list[str]) -> Label | None:
        """What a column's header holds by the head or the beginning of a compound in it."""
        for word in words:
            for role, heads in self.file.compounds.heads.items():
                if any(word.endswith(plain(head)) and len(word) > len(head) + 2 for head in heads):
                    return Label((role,), 0.6)
        for word in words[:1]:
            for role, beginnings in self.file.compounds.beginnings.items():
                if any(word.startswith(plain(start)) for start in beginnings):
                    return Label((role,), 0.55)
        return None

    def leading(self, text: str) -> tuple[Label, str, str] | None:
        """A label before a colon or dash at the beginning of a text, with its words and the rest: "Ansvarig: X"."""
        match = _LEAD.match(text)
        label = self.label(match[1]) if match else None
        if match is None or label is None:
            match = _RUN_IN.match(text)
            label = self.label(match[1]) if match else None
            label = label if label and label.certainty >= 0.95 else None
        if match is None:
            return None
        if label is None and ":" in text[: len(match[1]) + 2] and len(match[1].split()) <= 4:
            label = self.label(match[1], loose=True)
            label = label if label and label.certainty >= 0.65 and label.role in _TELLING else None
        if label and label.years and re.fullmatch(r"ar|", plain(_YEARS.sub(" ", _NUMBERING.sub("", match[1])))):
            return None
        return (label, match[1], match[2]) if label else None

    def is_chapter(self, text: str) -> bool:
        """Whether a heading names a chapter about the plan itself, not an area."""
        return self._reduce(stems(_NUMBERING.sub("", text))) in self._chapters


def told_label(meaning: Meaning, text: str) -> Label:
    """The label of words whose meaning a person has told."""
    return Label((Role(meaning),), years=years_in(text), told=True)


def _asked(text: str) -> Label | None:
    role = asked_for(text)
    return Label((Role(role),), 0.9) if role else None


def _told_in_years(role: str | None, certainty: float) -> Label | None:
    return Label((Role(role),), certainty) if role else None


def _enter(index: dict[tuple[str, ...], list[Role]], key: tuple[str, ...], role: Role) -> None:
    roles = index.setdefault(key, [])
    if role not in roles:
        roles.append(role)


def _has_more_words(text: str, known: str) -> bool:
    """Whether a text is a known one with a short word more ("Dit vill vi nå"), which is not a slip of the hand."""
    words = plain(text).split()
    return any("".join((*words[:at], *words[at + 1 :])) == known for at in range(len(words)))


@cache
def _letters(text: str) -> int:
    """Which letters a text holds, a bit for each."""
    held = 0
    for letter in text:
        held |= 1 << (ord(letter) % 64)
    return held


@cache
def _shipped() -> Vocabulary:
    """The shipped vocabulary, read and validated once."""
    return Vocabulary(read_vocabulary())


_CURRENT: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)


def vocabulary() -> Vocabulary:
    """The words that this reading goes by: the shipped ones, with what a person has told of its document."""
    return _CURRENT.get() or _shipped()


@contextmanager
def told_by(clues: Clues) -> Iterator[None]:
    """Within this block the vocabulary knows what a person has told."""
    token = _CURRENT.set(_shipped().with_clues(clues) if clues else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)
