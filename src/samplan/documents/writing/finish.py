"""What a written document carries beside its blocks: masthead, running head and foot, language, properties."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finish:
    """How a document is dressed.

    title: the document's name; printed large and set as its property.
    kicker: a line above the title. lead: a sentence under it.
    facts: (label, value) pairs under the masthead.
    notice: a sentence on the first page that a reader must see (made-up data, a withdrawn edition).
    stamp: one word repeated on every page ("Utkast").
    running: the words of the foot of every page. contents: the heading over the contents list, "" for none.
    colophon: lines after everything else: how the document is cited, what proves it unchanged.
    landscape: turn the paper; None lets the widest table decide.
    created: the document's date of making; the same input always gives the same bytes.
    column_kinds: for Excel, sheet name -> kind of each column: "text", "date", "number".
    number_words: what "page" and "of" are called in the foot.
    as_written: headers of table columns whose words are quoted as they were written; they are set in italics.
    marks: status word -> name of the shape that stands before it in PDF (see marks.py).
    """

    title: str
    kicker: str = ""
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    stamp: str = ""
    running: str = ""
    contents: str = ""
    colophon: tuple[str, ...] = ()
    landscape: bool | None = None
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "sv"
    region: str = "SE"
    created: datetime = EPOCH
    column_kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    number_words: tuple[str, str] = ("Sida", "av")
    as_written: frozenset[str] = frozenset()
    marks: dict[str, str] = field(default_factory=dict)
