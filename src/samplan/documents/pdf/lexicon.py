"""What the document's own words tell about line ends: which words a narrow column broke, which names have capitals.

Word processors break a word that is wider than its column without a hyphen, wherever the line is full. Whether two
lines meet in the middle of a word is told by how full the first one is, by the words that stand whole elsewhere in the
document, and by what a Swedish word can begin and end with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from samplan.documents.pdf.flow import bullet_of
from samplan.documents.pdf.words import SOFT_HYPHEN, Line, Word

_CATALOGUE = ("vocabulary.yaml", "statuses.yaml", "municipalities.csv")
LETTERS = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_SENTENCE = (".", ":", "!", "?", ";", "…", "•", "–", "-", "(", '"', "”", "/", ")")
_VOWELS = frozenset("aeiouyåäöéü")
_ONSETS = frozenset([
    "b", "bj", "bl", "br", "c", "ch", "ci", "d", "dj", "dr", "dv", "f", "fj", "fl", "fr", "fn", "g", "gj", "gl", "gn",
    "gr", "h", "hj", "j", "k", "kj", "kl", "kn", "kr", "kv", "l", "lj", "m", "mj", "n", "nj", "p", "pj", "pl", "pr",
    "ps", "ph", "q", "r", "rh", "s", "sc", "sch", "sf", "sj", "sk", "skj", "skl", "skr", "skv", "sl", "sm",
    "sn", "sp", "spj", "spl", "spr", "st", "stj", "str", "sv", "t", "th", "tj", "tr", "ts", "tv", "v", "vr", "w", "x",
    "z",
])  # fmt: skip
"""The consonants that a Swedish word can begin with."""
_NO_END = re.compile(
    r"[bcdfhjkpqtvxz][lmnr]$|gr$|[bcdfghjkmnpqtvxz][bhjkv]$|[^\Waeiouyåäölmprs]p$|n[bfm]$|^[^aeiouyåäöéü]+$|..[åäö]$"
)
"""What a word does not end in, or nothing but consonants."""
_TAILS = frozenset([
    "n", "t", "s", "a", "e", "r", "ar", "er", "or", "on", "onen", "na", "ns", "en", "et", "ens", "ets", "an", "ande",
    "den", "det", "de", "ende", "at", "ades", "ade",
    "ad", "are", "ares", "aren", "arna", "arnas", "erna", "ernas", "orna", "ornas", "ning", "ningar", "ningen",
    "ningens", "ningarna", "ing", "ingen", "ingar", "ingarna", "het", "heten", "heter", "tion", "tionen", "tioner",
    "tionerna", "ion", "ionen", "ioner", "ionerna", "lig", "liga", "ligt", "isk", "iska", "iskt", "skt", "nen", "ren",
    "ten", "das", "des", "gar", "der", "ter", "ler", "ner", "lar", "nar", "tar", "dar", "gen", "ken", "len", "tan",
    "ationer", "ationen", "ation", "atrin", "trin", "rin", "erar", "era", "erat", "ering", "eringen", "verkan",
])  # fmt: skip
"""What is an ending rather than a word."""
_COMMON = frozenset([
    "i", "å", "ö", "på", "av", "om", "för", "med", "och", "eller", "samt", "till", "från", "som", "att", "det", "den",
    "de", "en", "ett", "vid", "hos", "inom", "utan", "mellan", "under", "över", "efter", "per", "ska", "kan", "har",
    "är", "ur", "mot", "sin", "sina", "sitt", "får", "få", "ges", "ge", "inte", "där", "när", "då", "så", "även",
    "alla", "andra", "egen", "egna", "år", "nya", "bättre", "fler", "minst", "varje", "hela", "stöd", "vård", "mål",
])  # fmt: skip
OPEN_ENDS = frozenset([
    "i", "på", "av", "om", "för", "med", "och", "eller", "samt", "till", "från", "som", "att", "det", "den", "de",
    "en", "ett", "vid", "hos", "inom", "utan", "mellan", "under", "över", "efter", "per", "ska", "kan", "har", "är",
    "ur", "mot", "sin", "sina", "sitt", "enligt", "via", "genom", "respektive", "resp", "bland", "kring", "både",
    "när", "där", "nr", "ca", "hur", "vad",
])  # fmt: skip
"""A text does not end in one of these: the next line goes on with it."""
_PUNCTUATION = re.compile(r"^[.,;:!?)]+$")
_SHORT = frozenset(["nr", "kr", "tkr", "mkr", "mnkr", "st", "jfr", "dvs", "ht", "vt", "m", "fl", "f", "k", "p", "s"])
"""Abbreviations without vowels."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_AT = frozenset(["i", "på", "från", "till", "inom"])
"""Prepositions that places and bodies follow."""
_NARROW = frozenset("iljtfr1.,:;|!'")
_WIDE = frozenset("mwMWÅÄÖ@")


_LONG = 6
"""Letters of a word that no short word lengthens."""


@cache
def known_words() -> frozenset[str]:
    """The words of the catalogue: those that plans use for their parts, bodies and places."""
    folder = files("samplan") / "catalogue"
    text = " ".join((folder / name).read_text(encoding="utf-8") for name in _CATALOGUE).casefold()
    return frozenset(word for word in LETTERS.findall(text) if len(word) > 1)


class Lexicon:
    """The words that stand whole somewhere in the document, and the ones with a capital inside a sentence.

    groups: the lines of each cell, or of each page's running text.
    """

    def __init__(self, groups: Iterable[Sequence[Line]]) -> None:
        self.whole: set[str] = set(known_words())
        self.names: set[str] = set()
        self.learned: set[str] = set()
        for lines in groups:
            for k, line in enumerate(lines):
                for part in _stretches(line):
                    self._note_whole(part, first=k == 0, last=k == len(lines) - 1)
                self._note_names(line)
            self._note_places(lines)
        self.whole.discard("")
        self.settle()

    def _note_whole(self, words: Sequence[Word], *, first: bool, last: bool) -> None:
        """The words that no line end has cut for certain; a word alone in its line may be cut on both sides."""
        lone = len(words) == 1 and not (first and last)
        kept = words[0 if first and not lone else 1 : len(words) if last and not lone else len(words) - 1]
        self.whole.update(_core(word.text) for word in kept)

    def _note_names(self, line: Line) -> None:
        for before, word in pairwise(line.words):
            if word.text[:1].isupper() and not before.text.endswith(_SENTENCE) and _lower(before.text):
                self.names.add(_EDGES.sub("", word.text))

    def _note_places(self, lines: Sequence[Line]) -> None:
        """Names that a preposition at the end of the line above announces ("Socialtjänsten i" over "Hamnsta")."""
        for above, line in pairwise(lines):
            if above.words[-1].text in _AT and line.words[0].text[:1].isupper():
                self.names.add(_EDGES.sub("", line.words[0].text))

    def learn(self, word: str) -> None:
        """Takes in a word that was made whole."""
        self.learned.add(_core(word.replace(SOFT_HYPHEN, "")))

    def settle(self) -> None:
        """Makes use of what was learned."""
        self.whole |= self.learned
        self.ordered = sorted(self.whole)
        long = [word for word in self.whole if len(word) > 4]
        self.ends = {word[-3:] for word in long}
        self.beginnings = {word[:3] for word in long}

    def starts(self, text: str) -> bool:
        """Whether a whole word starts so."""
        at = bisect_left(self.ordered, text)
        return at < len(self.ordered) and self.ordered[at].startswith(text)

    def broken(self, left: str, right: str, *, alone: bool, more: bool) -> bool:
        """Whether the two parts that meet at a full line's end are one word.

        alone: the left part fills its line; more: the right part may be broken again.
        """
        first, second = _core(left), _core(right)
        if first[-1:].isdigit():
            return _YEAR.search(first) is None and _YEAR.search(first + second) is not None
        if first + second in self.whole:
            return True
        if _surely_two(first, second, right, alone=alone, more=more):
            return False
        if more and self.starts(first + second):
            return True
        if self._torn(first, second):
            return True
        known = second in self.whole or (more and len(second) >= _LONG and self.starts(second))
        if first in self.whole and known:
            return False
        return self._likely(first, second, right, known=known, alone=alone)

    def _torn(self, first: str, second: str) -> bool:
        """Whether one of the parts can be no word by itself."""
        if _impossible_start(second) and second not in self.whole:
            return True
        if _NO_END.search(first) and first not in self.whole:
            return True
        return second in _TAILS and second not in _COMMON and second not in self.whole

    def _likely(self, first: str, second: str, right: str, *, known: bool, alone: bool) -> bool:
        """What the endings and beginnings of the document's own words say. known: the second part is such a word."""
        ending = second in _TAILS and (second not in _COMMON or not right[-1].isalnum())
        score = (2 if ending else 0) + (1 if alone else 0)
        score += -2 if first in self.whole or first in _COMMON else 1
        score += 1 if first[-3:] not in self.ends else -1
        if not ending:
            score += -3 if second in _COMMON else (-2 if known else 1)
            score += 1 if second[:3] not in self.beginnings else -1
        return score >= (2 if alone else 3)


def _surely_two(first: str, second: str, right: str, *, alone: bool, more: bool) -> bool:
    """Whether the parts are two words, however they look."""
    if more and right.endswith("-"):
        return True  # where words are broken with a hyphen, none is broken without
    if first in OPEN_ENDS and not alone:
        return True
    # "referensgrupp" over "för": a long word, and one that is too common to be a part of it.
    return len(first) > _LONG and second in _COMMON - _TAILS


def mark_broken(lines: Sequence[Line], right: float, lexicon: Lexicon) -> None:
    """Puts a soft hyphen where the column's width broke a word without one. right: where lines end at most.

    The lexicon learns the words that are made whole, so that a second round may find more.
    """
    carried = ""
    for a, b in pairwise(lines):
        word = a.words[-1]
        left = (carried if len(a.words) == 1 else "") + word.text
        goes_on = _goes_on(a, b, left, right, lexicon)
        if carried and not (len(a.words) == 1 and goes_on):
            lexicon.learn(carried + a.words[0].text)
        carried = ""
        if goes_on:
            word.text = word.text.rstrip(SOFT_HYPHEN) + SOFT_HYPHEN
            carried = left.rstrip(SOFT_HYPHEN)
    if carried:
        lexicon.learn(carried + lines[-1].words[0].text)


def _goes_on(a: Line, b: Line, left: str, right: float, lexicon: Lexicon) -> bool:
    """Whether the last word of the first line, which began as `left`, goes on in the second."""
    word, after = a.words[-1], b.words[0]
    if word.spaced and not word.text.endswith(SOFT_HYPHEN):
        return False
    if word.text.endswith(SOFT_HYPHEN) or (_PUNCTUATION.match(after.text) and word.text[-1:].isalnum()):
        return True
    if not _may_meet(word.text, after.text) or bullet_of(b) or a.bold != b.bold or not _full(a, b, right):
        return False
    if right - b.x0 > word.x1 - word.x0 + after.x1 - after.x0:
        return False
    return lexicon.broken(left, after.text, alone=len(a.words) == 1, more=len(b.words) == 1)


def _stretches(line: Line) -> Iterator[list[Word]]:
    """The words of a line, parted where white space may part columns."""
    stretch = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > line.size:
            yield stretch
            stretch = []
        stretch.append(word)
    yield stretch


def _may_meet(left: str, right: str) -> bool:
    if left[-1:].isdigit() and right[:1].isdigit():
        return True
    return left[-1:].isalpha() and right[:1].isalpha() and (right[:1].islower() or (left.isupper() and right.isupper()))


def _full(a: Line, b: Line, right: float) -> bool:
    """Not one more letter had room on the first line."""
    word = b.words[0]
    usual = (word.x1 - word.x0) / max(len(word.text), 1)
    first = word.text[0]
    wide = usual * (0.75 if first in _NARROW else 1.6 if first in _WIDE else 1.15)
    return right - a.x1 < wide + 0.4


def _impossible_start(text: str) -> bool:
    """No word starts so: consonants that do not go together, or nothing but consonants."""
    onset = ""
    for letter in text:
        if letter in _VOWELS or not letter.isalpha():
            break
        onset += letter
    if not onset or text in _SHORT:
        return False
    return onset not in _ONSETS or (onset == text and text.isalpha())


def _core(text: str) -> str:
    return _EDGES.sub("", text).casefold()


def _lower(text: str) -> bool:
    return any(c.islower() for c in text) and not text[:1].isdigit()
