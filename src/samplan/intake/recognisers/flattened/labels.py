"""A cheap look at whether words can be a label at all, before the vocabulary is asked, which knows misspellings too."""

from __future__ import annotations

from functools import cache, lru_cache

from samplan.intake.recognisers.question_labels import without_tail
from samplan.intake.recognisers.remembering import remembered
from samplan.intake.recognisers.vocabulary import Label, told_label, vocabulary
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


@remembered
def label_of(text: str) -> Label | None:
    """What the vocabulary says of a label; None at once where a word can belong to none."""
    if (told := vocabulary().clues.of_words(text)) is not None:
        return told_label(told, text)
    text = without_tail(text)
    words = text.split()
    if not words or len(text) > LONGEST:
        return None
    strange = [word for word in words if not known_word(word)]
    if strange:
        found = _mended(text) if 2 <= len(words) <= MOST_PARTS else None
        misspelled = len(strange) == 1 and len(words) <= FEW and len(strange[0]) >= SHORTEST
        return found or (vocabulary().label(text) if misspelled and words[0][:1].isupper() else None)
    found = vocabulary().label(text)
    if len(words) > 1 and (found is None or found.certainty < SURE):
        return _mended(text) or found
    return found


SURE = 0.95
LONGEST = 90
FEW = 3
"""In a label of so few words one may be misspelled at its beginning."""
MOST_PARTS = 9


@cache
def _run_together() -> dict[str, str]:
    """The vocabulary's phrases by their letters run together, without blanks and hyphens."""
    found: dict[str, str] = {}
    for phrases in vocabulary().file.roles.values():
        for phrase in phrases:
            letters = plain(phrase).replace(" ", "")
            if len(letters) >= SHORTEST:
                found.setdefault(letters, phrase)
    return found


SHORTEST = 6


def _mended(text: str) -> Label | None:
    """The label whose words a narrow column broke without a hyphen ("Insatsomr" + "åde")."""
    phrase = _run_together().get(plain(text).replace(" ", ""))
    label = vocabulary().label(phrase) if phrase is not None else None
    return Label(label.roles, min(label.certainty, 0.95), label.joined, label.years) if label is not None else None
