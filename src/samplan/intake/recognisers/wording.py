"""Words as the recognisers compare them: folded in case, without accents, in their light stem."""

from __future__ import annotations

import re
from functools import lru_cache

from samplan.documents.folding import words

__all__ = ["edits", "likeness", "plain", "stem", "stems", "words"]

_WORD = re.compile(r"\w+")
_PLAIN = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ü": "u", "á": "a", "à": "a", "æ": "a", "ø": "o"}
)
_ENDINGS = (
    "ernas", "arnas", "ornas", "andes", "erna", "arna", "orna", "anden", "ande", "ets", "ens", "ers", "ars", "arne",
    "en", "et", "er", "ar", "or", "na", "as", "es", "a", "e", "n", "t", "s",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case, å ä ö and accents taken off, soft hyphens gone, punctuation and blanks as single blanks."""
    lowered = text.replace("\u00ad", "").lower().translate(_PLAIN)
    return " ".join(_WORD.findall(lowered))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A plain word without its endings for number, definite form and genitive: "aktiviteterna" -> "aktivit"."""
    least = 3
    while True:
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
        else:
            return word
        least = 4


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words."""
    return tuple(stem(word) for word in plain(text).split())


def likeness(a: str, b: str) -> float:
    """0 to 1: how much two texts have in common, in the stems of their words."""
    one, two = set(stems(a)), set(stems(b))
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def edits(a: str, b: str, most: int) -> int:
    """Insertions, deletions and changes that make b of a; more than `most` may be told as any larger number."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        first, last = max(1, i - most), min(len(b), i + most)  # farther off the diagonal it costs too much
        current = [most + 1] * (len(b) + 1)
        current[first - 1] = i if first == 1 else most + 1
        best = current[first - 1]
        for j in range(first, last + 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != b[j - 1]))
            current[j] = cost
            best = min(best, cost)
        if best > most:
            return most + 1
        previous = current
    return previous[-1]
