"""Permanent places in addresses, made from words."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.text import slugify

LONGEST = 100
PARTS = re.compile(r"[./\u2010-\u2015]")
"""Signs that part words; en dashes part years ("2024–2028")."""


def make_slug(words: str, taken: Collection[str], otherwise: str) -> str:
    """A place that is not taken: the words in ASCII, cut at a word; `otherwise` when no letter is left."""
    stem = slugify(PARTS.sub(" ", words))
    if len(stem) > LONGEST:
        stem = stem[: LONGEST + 1].rsplit("-", 1)[0][:LONGEST]
    stem = stem.strip("-_") or otherwise
    slug, n = stem, 2
    while slug in taken:
        slug, n = f"{stem}-{n}", n + 1
    return slug
