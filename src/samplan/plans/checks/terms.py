"""Which words a plan's county no longer uses: what the catalogue says, with what the county says before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samplan.plans.checks.catalogue import Phrases, pattern_of, words
from samplan.plans.shapes.terms import Term, TermLine, plain


@dataclass(frozen=True, slots=True)
class Older:
    """The older words of a county, ready to be looked for. patterns: the longest first, so that "missbrukare" is that
    word and not the beginning of "missbruk"."""

    any: Phrases
    patterns: tuple[tuple[re.Pattern[str], Term], ...]


def shipped_terms(own: Iterable[Term]) -> tuple[TermLine, ...]:
    """What the catalogue says of words that a county has said nothing of itself."""
    said = {plain(t.word).casefold() for t in own}
    return tuple(
        TermLine(Term(t.word, t.better), better_en=t.en)
        for t in words().deprecated
        if plain(t.word).casefold() not in said
    )


@lru_cache(maxsize=64)
def older_words(own: tuple[Term, ...]) -> Older:
    """The older words that are looked for in the plans of a county with these terms."""
    listed = [line.term for line in shipped_terms(own)] + [t for t in own if t.better]
    longest_first = sorted(listed, key=lambda t: (-len(t.word), t.word))
    patterns = tuple((_pattern(t.word), t) for t in longest_first)
    return Older(Phrases(t.word for t in longest_first), patterns)


def _pattern(word: str) -> re.Pattern[str]:
    """What is all capitals ("HEL") is looked for only as it is, as `Phrases` does."""
    capitals = word.isupper() and not word.endswith("*")
    return re.compile(pattern_of(word), 0 if capitals else re.IGNORECASE)


def words_told(own: Iterable[Term]) -> frozenset[str]:
    """Words and abbreviations whose meaning the county's list tells."""
    return frozenset(t.word for t in own if t.meaning)
