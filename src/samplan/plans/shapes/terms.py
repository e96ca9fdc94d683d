"""A county's words: what they mean, and what it says instead of a word that it no longer uses. No Django."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = {"word": 80, "better": 200, "meaning": 1000}
"""Characters in each of a term's texts."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what is said of it. better: what to say instead, "" where the word is in use. meaning: "" untold.

    A star that ends the word stands for any ending: "missbruk*" is "missbruket" too. A word with neither is one that
    the county goes on using although the catalogue has it for an older one.
    """

    word: str
    better: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term as the list shows it. id: None for what the catalogue says, and then better_en is its English."""

    term: Term
    id: int | None = None
    version: int = 0
    better_en: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a county in Swedish order: words with a meaning, and words that something else is said for."""

    meanings: tuple[TermLine, ...] = ()
    older: tuple[TermLine, ...] = ()


def plain(word: str) -> str:
    """A word as it is compared and read: without its star."""
    return word.removesuffix("*").strip()
