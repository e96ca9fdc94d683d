"""Reads catalogue/checks.yaml: the words of every predicate in both languages, and the lists of words to look for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from samplan.actors.shapes import Sentences
from samplan.plans.shapes.findings import GateLevel, Level
from samplan.plans.shapes.items import ItemKind

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
HOLES = re.compile(r"{(\w+)}")
KNOWN_HOLES = frozenset({"quote", "areas", "number", "of", "better", "words", "field"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(_Strict):
    """One text in both languages."""

    sv: Word
    en: Word

    def sentences(self) -> Sentences:
        """As the rest of the house carries it."""
        return Sentences(sv=self.sv, en=self.en)

    def in_(self, language: str) -> str:
        """The text in "sv" or "en"; Swedish for any other language."""
        return self.en if language.startswith("en") else self.sv


class LevelEntry(Both):
    """What a level is called."""


class GroupEntry(_Strict):
    """A part of the list, ordered by what has to be done. why: what these have in common."""

    title: Both
    why: Both


class PredicateEntry(_Strict):
    """The words of one predicate.

    title: the heading over its findings. says: the sentence beside the field, with {quote}, {areas} and such.
    why: the reason, in words of its own. do: the remedy in a few words. gate: what a finding means for publishing
    until a county says otherwise (docs/adr/0037). well: what may be said when nothing was found.
    """

    group: Word
    level: Level
    kind: ItemKind
    field: str = ""
    gate: GateLevel = GateLevel.WARN
    spreads: bool = False
    title: Both
    says: Both
    why: Both
    do: Both
    well: Both | None = None

    @model_validator(mode="after")
    def _holes_are_known(self) -> PredicateEntry:
        swedish, english = (set(HOLES.findall(text)) for text in (self.says.sv, self.says.en))
        if swedish != english or swedish - KNOWN_HOLES:
            raise ValueError(f"{self.says.sv}: both languages must have the same places, of these: {KNOWN_HOLES}")
        return self


class Term(_Strict):
    """A word that is no longer used, and what is said instead. A star stands for any ending."""

    word: Word
    better: Word
    en: Word


class Words(_Strict):
    """The word lists. A star at the end of a word stands for any ending."""

    undecided_marks: tuple[Word, ...]
    approximate: tuple[Word, ...]
    tentative: tuple[Word, ...]
    unfinished: tuple[Word, ...]
    unfinished_at_end: tuple[Word, ...]
    ends_in_the_middle: tuple[Word, ...]
    dependency: tuple[Word, ...]
    empty_words: tuple[Word, ...]
    carried_out: tuple[Word, ...]
    sources: tuple[Word, ...]
    judgement_headings: tuple[Word, ...]
    goal_openings: tuple[Word, ...]
    statuses_that_are_times: tuple[Word, ...]
    private_mail: tuple[Word, ...]
    one_person: tuple[Word, ...]
    pronouns: tuple[Word, ...]
    own_relatives: tuple[Word, ...]
    first_names: tuple[Word, ...]
    no_surname: tuple[Word, ...]
    abbreviations: dict[Word, Word]
    known_abbreviations: tuple[Word, ...]
    deprecated: tuple[Term, ...]


class Bounds(_Strict):
    """The numbers that predicates go by."""

    responsible_without_lead: int
    short_goals_of_an_area: int
    goals_per_activity: int
    areas_that_wait: int
    letters_of_a_repeated_text: int
    uses_of_an_abbreviation: int


class Checks(_Strict):
    """The whole of catalogue/checks.yaml."""

    levels: dict[Level, LevelEntry]
    groups: dict[Word, GroupEntry]
    predicates: dict[Word, PredicateEntry]
    words: Words
    bounds: Bounds

    @model_validator(mode="after")
    def _groups_exist(self) -> Checks:
        unknown = {p.group for p in self.predicates.values()} - self.groups.keys()
        if unknown:
            raise ValueError(f"checks.yaml: there is no group {', '.join(sorted(unknown))}")
        for language in ("sv", "en"):
            twice = Counter(p.why.in_(language) for p in self.predicates.values()).most_common(1)
            if twice and twice[0][1] > 1:
                raise ValueError(f"checks.yaml: two questions have the same reason: {twice[0][0]}")
        if list(self.levels) != list(Level):
            raise ValueError(f"checks.yaml: levels must be these, in this order: {', '.join(Level)}")
        return self


@cache
def catalogue() -> Checks:
    """The whole file; raises pydantic.ValidationError when it is damaged."""
    text = (files("samplan") / "catalogue" / "checks.yaml").read_text(encoding="utf-8")
    return Checks.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def words() -> Words:
    """The word lists."""
    return catalogue().words


def bounds() -> Bounds:
    """The numbers that predicates go by."""
    return catalogue().bounds


def pattern_of(one: str) -> str:
    """A pattern for a word or phrase that stands by itself; a star at its end stands for any ending."""
    open_end = one.endswith("*")
    plain = one.removesuffix("*")
    before = r"(?<!\w)" if plain[0].isalnum() else ""
    after = r"\w*" if open_end else (r"(?!\w)" if plain[-1].isalnum() else "")
    return before + re.escape(plain).replace(r"\ ", r"\s+") + after


class Phrases:
    """Any of some words or phrases in a text, without regard to case; what is all capitals ("XX") only as it is.

    Most texts hold none of them, so a plain look for each comes before the pattern: it is much faster.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        longest_first = sorted(listed, key=len, reverse=True)
        self.capitals = tuple(w for w in longest_first if w.isupper() and not w.endswith("*"))
        self.plain = tuple(w.removesuffix("*").lower() for w in longest_first if w not in self.capitals)
        either = (f"(?-i:{pattern_of(w)})" if w in self.capitals else pattern_of(w) for w in longest_first)
        self.pattern = re.compile("|".join(either), re.IGNORECASE)

    def _may_be_in(self, text: str) -> bool:
        lower = " ".join(text.split()).lower()
        return any(word in lower for word in self.plain) or any(word in text for word in self.capitals)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a text."""
        return self.pattern.search(text) if self._may_be_in(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """One of them at the beginning of a text."""
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """One of them as the whole text."""
        return self.pattern.fullmatch(text)

    def sub(self, instead: str, text: str) -> str:
        """The text with something else instead of each."""
        return self.pattern.sub(instead, text) if self._may_be_in(text) else text


@cache
def any_of(name: str) -> Phrases:
    """Any word of one of the word lists."""
    return Phrases(getattr(words(), name))
