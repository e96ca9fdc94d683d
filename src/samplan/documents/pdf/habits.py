"""How the cells of one column are written: one text each, or several short ones without a blank line between them.

Where a cell holds several texts and the last line of one is full, only the words show that the next line is another
text: it begins with a capital that no name explains, after something that can end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from samplan.documents.pdf.lexicon import OPEN_ENDS, Lexicon
from samplan.documents.pdf.words import SOFT_HYPHEN, Line

_ENDED = re.compile(r"[.!?][\"”')\]]*$")
_OPEN = re.compile(r"[,;:(&/–\-\xad\u2010]$")
_ABBREVIATED = re.compile(
    r"(?:^|\s)(?:t\.ex|bl\.a|m\.fl|d\.v\.s|dvs|ca|nr|jfr|resp|kap|st|s|dr|prof|[A-ZÅÄÖ])\.$", re.IGNORECASE
)


_NAMED = re.compile(
    r"(?:region|föreningen|stiftelsen|organisationen|projektet|modellen|metoden|programmet|kursen|verktyget"
    r"|studieförbundet|barnahus)",
    re.IGNORECASE,
)
"""What a name follows in the same text: "Föreningen" at a line's end, "Balans" on the next."""


class Habit:
    """What is known of a column. right: where its lines end at most."""

    def __init__(self, right: float, lexicon: Lexicon) -> None:
        self.right = right
        self.lexicon = lexicon
        self.lines = 0
        self.words = 0
        self.within = 0
        self.between = 0
        self.firsts: set[str] = set()

    def learn(self, lines: Sequence[Line]) -> None:
        """Takes in the lines of one cell."""
        self.firsts.add(_bare(lines[0].words[0].text))
        self.lines += len(lines)
        for line in lines:
            self.words += len(line.words)
            self.within += sum(_sentence(a.text, b.text) for a, b in pairwise(line.words))
        for a, b in pairwise(lines):
            if b.text[:1].isupper() and self._had_room(a, b):
                self.between += 1
                self.firsts.add(_bare(b.words[0].text))

    def parts(self, before: Line, line: Line) -> bool:
        """Whether the line begins another text than the full line before it belongs to."""
        text, first = before.text, line.words[0].text
        if not first[:1].isupper() or before.bold or line.bold or _OPEN.search(text):
            return False
        if not any(c.isalpha() for c in text):
            return False
        if before.words[-1].text.casefold().strip("(") in OPEN_ENDS:
            return False
        if _ENDED.search(text):
            return not _ABBREVIATED.search(text) and self._told_apart()
        if _NAMED.fullmatch(_bare(before.words[-1].text)) and not _NAMED.fullmatch(_bare(first)):
            return False
        if _bare(first) in self.firsts:
            return True
        return _bare(first) not in self.lexicon.names and not _initials(first)

    def _told_apart(self) -> bool:
        """Sentences end at the lines' ends because texts do, not by chance: few end inside a line."""
        if not self.within:
            return True
        return self.between > self.within * self.lines / max(self.words, 1)

    def _had_room(self, a: Line, b: Line) -> bool:
        word = b.words[0]
        return a.x1 + 0.3 * a.size + word.x1 - word.x0 < self.right


def _sentence(before: str, after: str) -> bool:
    return bool(_ENDED.search(before)) and after[:1].isupper() and not _ABBREVIATED.search(before)


def _bare(text: str) -> str:
    return text.strip(".,:;()\"”'" + SOFT_HYPHEN)


def _initials(text: str) -> bool:
    """BUP, SKR:s: letters that stand for a name."""
    bare = _bare(text).split(":")[0]
    return len(bare) > 1 and bare.isupper()
