"""A cheap look at whether words can be a label at all, before the vocabulary is asked, which knows misspellings too."""

from __future__ import annotations

from functools import cache, lru_cache

from samplan.intake.recognisers.vocabulary import Label, vocabulary
from samplan.intake.recognisers.wording import plain

LETTERS = 4
"""So many first letters of a word must be those of a word that labels are made of."""


@cache
def beginnings() -> frozenset[str]:
    """The first letters of every word that labels are made of, and of years."""
    file = vocabulary().file
    columns = (phrase for phrases in file.columns.values() for phrase in phrases)
    texts = [*file.filling, *file.joining, *(phrase for phrases in file.roles.values() for phrase in phrases), *columns]
    years = {f"20{decade}{year}" for decade in "0123" for year in "0123456789"}
    return frozenset({plain(word)[:LETTERS] for text in texts for word in plain(text).split()} | years)


@lru_cache(maxsize=50_000)
def known_word(word: str) -> bool:
    """Whether a word begins like one that labels are made of; fragments of one or two letters do."""
    bare = plain(word)
    return len(bare) <= 2 or all(part[:LETTERS] in beginnings() or part.isdigit() for part in bare.split())


def label_of(text: str) -> Label | None:
    """What the vocabulary says of a label; None at once where a word can belong to none."""
    words = text.split()
    if not words or not all(known_word(word) for word in words):
        return None
    return vocabulary().label(text)
