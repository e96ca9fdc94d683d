"""Words of a document that a reader lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.judge.drawing import Drawing
from samplan.plans.shapes.exchange import PlanFile

_COMPOUND = re.compile(r"([^\W\d_]+)-(?=([^\W\d_]+))")
_WORD = re.compile(r"[^\W\d_]+")


def strings(value: object) -> Iterator[str]:
    """Every string in a dumped plan file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of many texts, folded: letters only, soft hyphens gone. Figures are not counted here."""
    out: Counter[str] = Counter()
    for text in texts:
        out.update(_WORD.findall(unicodedata.normalize("NFC", text.replace("\u00ad", "")).lower()))
    return out


def words_lost(drawing: Drawing, found: PlanFile, written: str = "") -> Counter[str]:
    """The words that were drawn but are not in the plan file (each as often as it is short).

    A word that the page itself broke without a hyphen (a narrow column in a PDF) is kept when all its parts are;
    a compound written with a hyphen that fell on a line's end is kept when it was joined ("hbtqi-personer").
    written: the text that the reader was given, where it is text: a word that does not stand whole there (pdftotext
    makes "barntill" of "barn-" over "till") cannot be lost.
    """
    drawn, held = words(drawing.texts()), words(strings(found.model_dump(mode="python")))
    lost, surplus = drawn - held, held - drawn
    for text in drawing.texts():
        for one, two in _COMPOUND.findall(text.lower()):
            if lost[one] > 0 and lost[two] > 0 and surplus[one + two] > 0:
                lost.subtract((one, two))
                surplus[one + two] -= 1
    for word in list(lost):
        while lost[word] > 0 and (parts := _parts(word, surplus)):
            surplus.subtract(parts)
            lost[word] -= 1
    if written:
        given = words([written])
        lost = Counter({word: min(count, given[word] - held[word]) for word, count in lost.items()})
    return +lost


def _parts(word: str, surplus: Counter[str]) -> list[str]:
    """The word's two or more consecutive parts, all of them in surplus; [] if there are none."""
    for cut in range(len(word) - 1, 0, -1):
        head, tail = word[:cut], word[cut:]
        if surplus[head] > 0:
            if surplus[tail] > (head == tail):
                return [head, tail]
            if rest := _parts(tail, surplus - Counter([head])):
                return [head, *rest]
    return []
