"""Words whose meaning a value holds in another form: a sum, a judgement, a focus area's number, its name as a heading.

The plan file keeps them in `other`, so that no word is lost, but as labels: pages and papers tell the value once and
pass labels by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import BlockKind

_SUM = re.compile(r"(?:\d+|kr|kronor|sek|tkr|kkr|ksek|mkr|mnkr|msek|miljoner|tusen|ca|cirka|ar|per|och|till)")
_JUDGEMENT_WORDS = 4


def mark_sums(pieces: Iterable[Piece]) -> None:
    """A cost's or fund's pieces in which nothing but figures and units are left."""
    for piece in pieces:
        if all(_SUM.fullmatch(word) for word in plain(piece.rest()).split()):
            piece.label = True


def mark_judgements(pieces: Iterable[Piece]) -> None:
    """A goal status's pieces that say no more than the status."""
    for piece in pieces:
        if not piece.credited and len(piece.text.split()) <= _JUDGEMENT_WORDS:
            piece.label = True


def mark_numbers(pieces: Iterable[Piece], titles: Iterable[str]) -> None:
    """The pieces of an area's focus areas, in which nothing stands but their numbers and names."""
    known = {word for title in titles for word in plain(title).split()}
    for piece in pieces:
        if all(word.isdigit() or word in known for word in plain(piece.rest()).split()):
            piece.label = True


def mark_names(pieces: Iterable[Piece], titles: Iterable[str]) -> None:
    """Headings over areas and cells that only repeat a focus area's name: the areas' own tags tell it."""
    known = {plain(title) for title in titles}
    for piece in pieces:
        if (
            piece.kind in (BlockKind.HEADING, BlockKind.TABLE)
            and not piece.credited
            and plain(piece.text).lstrip("0123456789 ") in known
        ):
            piece.label = True
