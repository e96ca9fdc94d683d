"""Words as the recognisers compare them: folded in case, without accents, in their light stem."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ü": "u", "á": "a", "à": "a", "æ": "a", "ø": "o"}
)
_ENDINGS = (
    "ernas", "arnas", "ornas", "andes", "erna", "arna", "orna", "anden", "ande", "ets", "ens", "ers", "ars", "arne",
    "en", "et", "er", "ar", "or", "na", "as", "es", "a", "e", "n", "t", "s",
)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text, lower case, in order; punctuation is no word."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case, å ä ö and accents taken off, soft hyphens gone, punctuation and blanks as single blanks."""
    lowered = text.replace("\u00ad", "").lower().translate(_PLAIN)
    return " ".join(_WORD.findall(lowered))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A plain word without its ending for number, definite form and genitive: "aktiviteterna" -> "aktivitet"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words."""
    return tuple(stem(word) for word in plain(text).split())
