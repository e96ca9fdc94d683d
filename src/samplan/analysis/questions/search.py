"""Finding an indicator by words: Swedish endings do not matter, nor where in a compound a word stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from samplan.analysis.questions.answering.gate import may_be_found
from samplan.analysis.results import IndicatorCard, SearchAnswer, UnitKind
from samplan.analysis.store.reading import Figures

WORD = re.compile(r"\w+")
IN_TITLE, WITHIN_TITLE, IN_TEXT = 6, 3, 1
LEAST_WITHIN = 4
MOST = 50


@dataclass(frozen=True, slots=True)
class _Entry:
    card: IndicatorCard
    title: str
    title_stems: frozenset[str]
    stems: frozenset[str]
    gone: bool


def search(
    store: Figures, text: str, *, area: str = "", level: UnitKind | None = None, limit: int = MOST
) -> SearchAnswer:
    """Indicators that have every word of a text, in title, definition, producer or code. No SQL.

    Those with the words in the title come first, then by title; discontinued ones last. An empty text finds all.
    area: of operation; level: only those told for such units. Indicators of uncertainty are not found: they belong to
    their value.
    """
    words = [(word, _stem(word)) for word in WORD.findall(text.casefold())]
    found = []
    for entry in _index(store):
        if level is not None and level not in entry.card.levels:
            continue
        score = _score(entry, words)
        if score is not None:
            found.append((entry.gone, -score, entry.title, entry.card))
    areas = Counter(card.operating_area for *_order, card in found)
    there = sorted((f for f in found if not area or f[3].operating_area == area), key=lambda f: f[:3])
    return SearchAnswer(tuple(card for *_order, card in there[:limit]), len(there), tuple(sorted(areas.items())))


def _score(entry: _Entry, words: list[tuple[str, str]]) -> int | None:
    """How well an indicator fits; None when a word is nowhere in it."""
    total = 0
    for word, stem in words:
        if stem in entry.title_stems:
            total += IN_TITLE
        elif len(word) >= LEAST_WITHIN and (word in entry.title or stem in entry.title):
            total += WITHIN_TITLE
        elif stem in entry.stems:
            total += IN_TEXT
        else:
            return None
    return total


@lru_cache(maxsize=2)
def _index(store: Figures) -> tuple[_Entry, ...]:
    """What is searched, once for each generation of the store."""
    found = []
    for facts in store.facts:
        if not may_be_found(facts):
            continue
        card = facts.card
        title, rest = card.title.casefold(), f"{card.definition} {card.producer} {card.operating_area}".casefold()
        stems = frozenset(_stem(word) for word in WORD.findall(rest)) | {facts.code.casefold()}
        own = frozenset(_stem(word) for word in WORD.findall(title)) | {facts.code.casefold()}
        found.append(_Entry(card, title, own, stems, card.discontinued or facts.removed))
    return tuple(found)


_STEMMER = snowballstemmer.stemmer("swedish")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if not word.isalpha():
        return word
    stem = str(_STEMMER.stemWord(word))
    # Snowball leaves short words in the definite form alone: "hälsan", "skolan".
    if stem == word and len(word) >= LEAST_WITHIN + 1 and word.endswith(("an", "en")):
        stem = str(_STEMMER.stemWord(word[:-1]))
    return stem
