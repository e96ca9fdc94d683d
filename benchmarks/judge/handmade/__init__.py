"""A second judge of the document reader: documents written by hand, each as another county's author would.

Every module here holds one document (`books`: three workbooks) and its truth; counties and contents are made up. The
readers' developers see figures and general causes, not these wordings, so that nothing is tuned to them.
"""

from collections.abc import Callable

from benchmarks.judge.handmade import (
    adala,
    bjorkvattnet,
    books,
    dalbo,
    fjallnora,
    hallsjo,
    kustbygden,
    langsele,
    norrvidda,
    ostermark,
    solberga,
    storlunda,
    sundmark,
    tvasjo,
    vastmo,
)
from benchmarks.judge.handmade.truths import Made

_WRITTEN = (adala, sundmark, norrvidda, hallsjo, storlunda, vastmo, langsele, ostermark, bjorkvattnet, solberga)
_LATER = (dalbo, fjallnora, kustbygden, tvasjo)

DOCUMENTS: tuple[Callable[[], Made], ...] = (
    *(module.make for module in (*_WRITTEN, *_LATER)),
    books.alvros,
    books.mobygd,
    books.bergslund,
)
"""What makes each document, in the order in which they were written."""
