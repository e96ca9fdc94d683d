"""What a person tells the reader of one document: what the words over a column, a label or a make of headings mean.

A clue is data: it says nothing of how a document is read. Words are compared by `key_of`, headings by `make_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samplan.documents.blocks import Block, Heading, Paragraph
from samplan.intake.recognisers.wording import plain


class ClueKind(StrEnum):
    """What a clue is about: the words over a column, words beside or above a text, headings, rows across a table."""

    COLUMN = "column"
    LABEL = "label"
    HEADING = "heading"
    BAND = "band"


class Meaning(StrEnum):
    """What a person may say that something holds. The values are those of the reader's roles, but for `NOTHING`."""

    AREA = "area"
    GROUP = "group"
    NUMBER = "number"
    LONG_GOAL = "long_goal"
    SHORT_GOAL = "short_goal"
    GOAL = "goal"
    ACTIVITY = "activity"
    TIME = "time"
    RESPONSIBLE = "responsible"
    INDICATOR = "indicator"
    BACKGROUND = "background"
    NEEDS = "needs"
    COST = "cost"
    FOLLOWUP = "followup"
    QUESTION = "question"
    PROPOSAL = "proposal"
    ACTOR = "actor"
    FUND = "fund"
    AMOUNT = "amount"
    FOCUS_AREA = "focus_area"
    COMMENT = "comment"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Clue:
    """words: as they stand in the document; of a make of headings and of bands, its key."""

    kind: ClueKind
    words: str
    meaning: Meaning

    @property
    def key(self) -> str:
        """By what the document's words are compared with the clue's."""
        return self.words if self.kind in (ClueKind.HEADING, ClueKind.BAND) else key_of(self.words)


@dataclass(frozen=True)
class Clues:
    """All that a person has told of one document; empty, nothing changes. Of two about the same, the later counts."""

    told: tuple[Clue, ...] = ()
    _words: Mapping[str, Meaning] = field(init=False, repr=False, compare=False)
    _columns: Mapping[str, Meaning] = field(init=False, repr=False, compare=False)
    _labels: Mapping[str, Meaning] = field(init=False, repr=False, compare=False)
    _heads: frozenset[str] = field(init=False, repr=False, compare=False)
    _makes: Mapping[str, Meaning] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = {clue.key: clue.meaning for clue in self.told if clue.kind is ClueKind.COLUMN}
        labels = {clue.key: clue.meaning for clue in self.told if clue.kind is ClueKind.LABEL}
        makes = {clue.key: clue.meaning for clue in self.told if clue.kind in (ClueKind.HEADING, ClueKind.BAND)}
        words = {key: meaning for key, meaning in columns.items() if not _is_value(key)} | labels
        heads = frozenset(columns) - {""}
        told = (("_words", words), ("_columns", labels | columns), ("_heads", heads), ("_makes", makes))
        for name, found in (*told, ("_labels", labels)):
            object.__setattr__(self, name, found)

    def __bool__(self) -> bool:
        return bool(self.told)

    def of_words(self, text: str) -> Meaning | None:
        """What a label's words were told to mean, wherever they stand."""
        return self._words.get(key_of(text)) if self._words and len(text) <= LONGEST else None

    def of_column(self, text: str) -> Meaning | None:
        """What the words over a column were told to mean."""
        return self._columns.get(key_of(text)) if self._columns and len(text) <= LONGEST else None

    def is_over_column(self, text: str) -> bool:
        """Whether these words were told of as standing over a column."""
        return bool(self._heads) and len(text) <= LONGEST and key_of(text) in self._heads

    def is_label(self, text: str) -> bool:
        """Whether these words were told of as a label beside or above a text."""
        return bool(self._labels) and len(text) <= LONGEST and key_of(text) in self._labels

    def of_heading(self, block: Block) -> Meaning | None:
        """What headings of this block's make were told to be."""
        make = make_of(block) if self._makes else None
        return self._makes.get(make) if make is not None else None

    def of_bands(self) -> Meaning | None:
        """What the rows that go across a table were told to be."""
        return self._makes.get(BANDS)

    def joined(self, later: Iterable[Clue]) -> Clues:
        """These and later ones; of two about the same only the later is kept."""
        kept = {(clue.kind, clue.key): clue for clue in (*self.told, *later)}
        return Clues(tuple(kept.values()))


NO_CLUES = Clues()

BANDS = "rows across"
"""The key of all rows that go across a table."""
LONGEST = 160
"""Longer texts are no labels."""
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[a-zA-Z][.)])\s+(?=\S)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SERIES = re.compile(r"^\s*([A-ZÅÄÖ][^\W\d_]{2,})\s+(?:nr\s*)?(?:\d{1,2}|[A-ZÅÄÖ]|[IVX]{1,4})(?:\s*[:.–—-]|\s|$)")
_NUMBER = re.compile(r"^\s*(?:§\s*)?([A-ZÅÄÖ]?\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZÅÄÖ])[.):]?\s+\S")
_NAMED = re.compile(r"^\s*([A-ZÅÄÖ][^\W\d_]{2,})\s*:\s*\S")


def key_of(text: str) -> str:
    """A label's words without numbering, colon, case, accents and years: "3. Vad gör vi 2025?" -> "vad gor vi"."""
    bare = plain(_NUMBERING.sub("", text))
    timeless = " ".join(_YEAR.sub(" ", bare).split())
    return timeless or bare


def make_of(block: Block) -> str | None:
    """The make of what is, or looks like, a heading: its style or looks and how it is numbered; None for other text.

    "heading 2 1.1" is a heading of the second level with a number of two parts, "bold Spår #" a bold line of a series.
    """
    if isinstance(block, Heading):
        return f"heading {block.level}{_numbered(block.text)}"
    if not isinstance(block, Paragraph) or not plain(block.text) or len(block.text) > _LONGEST_HEADING:
        return None
    numbered = _numbered(block.text)
    if block.bold:
        return f"bold{numbered}"
    ends = block.text.rstrip().endswith((".", ":", ";", ","))
    return f"line{numbered}" if numbered and not ends else None


_LONGEST_HEADING = 120


def _numbered(text: str) -> str:
    if match := _SERIES.match(text):
        return f" {match[1].lower()} #"
    if match := _NUMBER.match(text):
        return " " + ".".join("1" for _ in match[1].split("."))
    if match := _NAMED.match(text):
        return f" {match[1].lower()}:"
    return ""


def _is_value(key: str) -> bool:
    """Whether words over a column may as well stand in one: a year, a number, one letter."""
    return key.isdigit() or len(key) < 2
