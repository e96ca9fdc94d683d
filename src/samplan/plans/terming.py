"""Decisions about a county's words without side effects."""

from __future__ import annotations

from collections.abc import Collection

from samplan.actors.shapes import Sentences
from samplan.documents.characters import clean, clean_name
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.terms import LONGEST, Term, plain

NOTHING = Sentences(
    sv="Skriv vad ordet betyder, eller vad ni säger i stället. Inget har sparats.",
    en="Write what the word means, or what you say instead. Nothing was saved.",
)
NO_WORD = Sentences(
    sv="Skriv ordet med minst två bokstäver, och en stjärna bara sist. Inget har sparats.",
    en="Write the word with at least two letters, and a star only at its end. Nothing was saved.",
)
TWICE = Sentences(
    sv="Ordet finns redan i listan. Inget har sparats. Ändra raden som finns.",
    en="The word is in the list already. Nothing was saved. Change the row that is there.",
)
ITSELF = Sentences(
    sv="Det ni säger i stället innehåller det äldre ordet. Inget har sparats. Skriv ett annat ord.",
    en="What you say instead contains the older word. Nothing was saved. Write another word.",
)


def tidied(told: Term) -> Term:
    """The term without hidden characters and needless blanks; a star stands close to its word."""
    word = clean_name(told.word)
    if word.endswith("*"):
        word = f"{word.rstrip('* ')}*"
    meaning = clean(told.meaning).replace("\x00", "").strip()
    return Term(word, clean_name(told.better), meaning)


def check_term(told: Term, *, others: Collection[str], shipped: Collection[str]) -> None:
    """Raise InvalidValue unless a tidied term can be kept.

    others: the county's other words; shipped: the older words of the catalogue, of which a county may say that it goes
    on using them.
    """
    word = plain(told.word).casefold()
    if sum(sign.isalpha() for sign in word) < 2 or "*" in word:
        raise InvalidValue("word", NO_WORD)
    for field, most in LONGEST.items():
        if len(getattr(told, field)) > most:
            raise InvalidValue(field, too_long(most))
    if word in {plain(other).casefold() for other in others}:
        raise InvalidValue("word", TWICE)
    if not told.better and not told.meaning and word not in {plain(one).casefold() for one in shipped}:
        raise InvalidValue("meaning", NOTHING)
    if told.better and told.word.endswith("*") and word in told.better.casefold().split():
        raise InvalidValue("better", ITSELF)
    if told.better.casefold() == word:
        raise InvalidValue("better", ITSELF)


def too_long(most: int) -> Sentences:
    """What is said of a text of more than so many characters."""
    return Sentences(
        sv=f"Texten är längre än {most} tecken. Inget har sparats. Korta den.",
        en=f"The text is longer than {most} characters. Nothing was saved. Shorten it.",
    )
