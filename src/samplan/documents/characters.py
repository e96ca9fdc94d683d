"""Characters that no text of a plan needs: what turns the direction of writing, has no width, or controls a machine.

They come with copied text, and can make a title or a name look like another. Soft hyphens and the joiners that words
of some languages and signs made of several need are kept in texts, and nowhere in names.
"""

from __future__ import annotations

import re
import unicodedata

KEPT = frozenset("\t\n\r\u00ad\u200c\u200d\u2060")
"""Tabs, lines, the soft hyphen, and joiners."""
REPLACED = "\ufffd"
_LINES = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PLAIN = re.compile("[ -~\n\rÀ-ÿ–—”’…]*")
"""What nearly all texts are made of: these need no closer look."""


def clean(text: str) -> str:
    """The text without hidden characters; a lone surrogate becomes U+FFFD. NUL stays: who keeps texts refuses it."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_kept(ch) for ch in _LINES.sub("\n", text))


def clean_name(text: str) -> str:
    """A name on one line: without any hidden character, one blank for each run of blanks."""
    return " ".join("".join(ch for ch in clean(text) if ch not in "\u00ad\u200c\u200d\u2060\x00").split())


def _kept(ch: str) -> str:
    if ch in KEPT or ch == "\x00":
        return ch
    category = unicodedata.category(ch)
    if category == "Cs":
        return REPLACED
    return "" if category in {"Cc", "Cf"} else ch


def is_no_text(text: str) -> bool:
    """Whether what was read as text is something else: many characters that no text holds, or hardly a letter or digit.

    Looks at the first 200,000 characters. Private ones are some in text out of a PDF (bullets), never many.
    """
    seen = [ch for ch in text[:200_000] if not ch.isspace()]
    if not seen:
        return False
    odd = written = 0
    for ch in seen:
        category = unicodedata.category(ch)
        odd += ch == REPLACED or (category[0] == "C" and ch not in KEPT)
        written += category[0] in "LN"
    return odd * 10 > len(seen) or written * 4 < len(seen)
