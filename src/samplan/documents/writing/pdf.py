"""Writes PDF/UA-1 through typst: tagged, with language, outline, marked header rows. It refuses to be inaccessible.

Everything that a user wrote is handed over as JSON and set as text; the typst source is one fixed file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from samplan.documents.blocks import Block, Cell, Document, Heading, ListItem, Note, Paragraph, Picture, Table
from samplan.documents.writing.cleaning import clean
from samplan.documents.writing.finish import Finish
from samplan.documents.writing.marks import MARKS
from samplan.documents.writing.measures import (
    column_shares,
    fact_shares,
    has_caption,
    header_rows,
    is_facts,
    lies_down,
    quoted_columns,
)

if TYPE_CHECKING:
    import typst

# typst is a large library: it is loaded when the first PDF is written, so that reading never pays for it.
_SHOWN = re.compile(r"[\u0020-\u007e\u00a0-\u017f\u2010-\u2015\u2018-\u201f\u2022\u2026\n\t]")
_CANNOT_SHOW = re.compile(r'the text `"(.*?)"` could not be displayed', re.S)


class CannotBuild(RuntimeError):
    """The PDF could not be made accessible; the message says what stood in the way."""


def write_pdf(document: Document, finish: Finish) -> bytes:
    """The document as PDF/UA-1. Characters that no font at hand has are written as their code, "[U+1F600]".

    Raises CannotBuild where typst refuses.
    """
    data = json.dumps(_data(document, finish), ensure_ascii=False)
    return _compiled(_spell_out(data), int(finish.created.timestamp()))


def _compiled(data: str, timestamp: int) -> bytes:
    import typst

    compiler = typst.Compiler(_source(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": data})
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
    except typst.TypstError as error:
        raise CannotBuild(error.message) from error
    if not isinstance(pdf, bytes):
        raise CannotBuild("typst gave no single file")
    return pdf


def drawn(picture: Picture, dots: int) -> bytes:
    """A drawing as PNG, so many dots wide, in the fonts of the PDF."""
    import typst

    data = json.dumps({"svg": picture.svg, "wide": picture.width, "high": picture.height}, ensure_ascii=False)
    compiler = typst.Compiler(
        _PAGE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": _spell_out(data)}
    )
    png = compiler.compile(format="png", ppi=72 * dots / picture.width)
    if not isinstance(png, bytes):
        raise CannotBuild("typst gave no single picture")
    return png


_PAGE = b"""#let d = json(bytes(sys.inputs.data))
#set page(width: d.wide * 1pt, height: d.high * 1pt, margin: 0pt)
#image(bytes(d.svg), format: "svg", width: 100%)"""


@cache
def _source() -> bytes:
    return (files("samplan") / "documents" / "writing" / "document.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    import typst

    with as_file(files("samplan") / "documents" / "writing" / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def _spell_out(text: str) -> str:
    """Names by its code each character that no font can show (PDF/UA forbids the empty box)."""
    unusual = frozenset(character for character in set(text) if not _SHOWN.match(character))
    hidden = {character for character in unusual if not _can_show(character)}
    return text.translate({ord(character): f"[U+{ord(character):04X}]" for character in hidden}) if hidden else text


@cache
def _can_show(character: str) -> bool:
    try:
        _compiled(json.dumps(_probe(character)), 0)
    except CannotBuild as error:
        if _CANNOT_SHOW.search(str(error)):
            return False
        raise
    return True


def _probe(character: str) -> dict[str, Any]:
    return _data(Document(blocks=()), Finish(title=f"a{character}a"))


def _data(document: Document, finish: Finish) -> dict[str, Any]:
    landscape = lies_down(document.blocks) if finish.landscape is None else finish.landscape
    return {
        "title": clean(finish.title) or "–",
        "kicker": clean(finish.kicker),
        "lead": clean(finish.lead),
        "facts": [[clean(label), clean(value)] for label, value in finish.facts],
        "fact_shares": fact_shares(finish.facts, 4 if landscape else 3),
        "notice": clean(finish.notice),
        "stamp": clean(finish.stamp),
        "running": clean(finish.running),
        "contents": finish.contents if any(isinstance(block, Heading) for block in document.blocks) else "",
        "colophon": [clean(line) for line in finish.colophon],
        "author": clean(finish.author),
        "subject": clean(finish.subject),
        "keywords": [clean(word) for word in finish.keywords],
        "language": finish.language,
        "region": finish.region,
        "landscape": landscape,
        "number_words": list(finish.number_words),
        "blocks": list(_blocks(document.blocks, finish)),
    }


def _blocks(blocks: Iterable[Block], finish: Finish) -> Iterable[dict[str, Any]]:
    run: list[ListItem] = []
    level = 0
    after: Block | None = None
    for block in blocks:
        before, after = after, block
        if isinstance(block, ListItem):
            if run and run[0].ordered != block.ordered and block.level == 0:
                yield _list(run)
                run = []
            run.append(block)
            continue
        if run:
            yield _list(run)
            run = []
        if isinstance(block, Heading):
            # PDF/UA asks that no level is skipped on the way down.
            level = min(max(block.level, 1), level + 1, 6)
            yield {"t": "h", "l": level, "s": clean(block.text) or "–"}
        else:
            yield from _other(block, before, finish)
    if run:
        yield _list(run)


def _other(block: Paragraph | Table | Note, after: Block | None, finish: Finish) -> Iterable[dict[str, Any]]:
    if isinstance(block, Table):
        if block.rows:
            yield _table(block, has_caption(block, after), finish)
    elif isinstance(block, Picture):
        yield {"t": "picture", "s": clean(block.text), "svg": block.svg, "wide": block.width, "high": block.height}
    elif isinstance(block, Note):
        yield {"t": "note", "s": clean(f"{block.mark} {block.text}".strip())}
    elif block.runs and block.text.strip():
        yield {"t": "runs", "r": [{"how": tag, "s": clean(text)} for tag, text in block.runs if clean(text)]}
    elif block.text.strip():
        yield {"t": "p", "s": clean(block.text), "strong": block.bold, "written": False}


def _list(items: list[ListItem]) -> dict[str, Any]:
    counted = [
        {"s": clean(item.text), "level": item.level, "n": _number(item.marker, place)}
        for place, item in enumerate(items, start=1)
    ]
    return {"t": "list", "ordered": items[0].ordered, "items": counted}


def _number(marker: str, otherwise: int) -> int:
    found = re.match(r"\d{1,6}", marker)
    return int(found.group()) if found else otherwise


def _table(table: Table, caption: bool, finish: Finish) -> dict[str, Any]:
    top = header_rows(table)
    italic = {id(cell) for column in quoted_columns(table, finish.as_written) for cell in column}
    rows = [[_cell(cell, id(cell) in italic, finish.marks) for cell in row] for row in table.rows]
    labels = [row[0].text for row in table.rows if row]
    return {
        "t": "table",
        "title": clean(table.title) if table.title else None,
        "caption": caption,
        "facts": is_facts(table),
        "long": sum(len(cell.text) for row in table.rows for cell in row) > 900,
        "wide_label": any(len(label) > 20 for label in labels),
        "shares": column_shares(table),
        "head": rows[:top],
        "rows": rows[top:],
    }


def _cell(cell: Cell, written: bool, marks: dict[str, str]) -> dict[str, Any]:
    parts = [
        {
            "s": clean(part.text),
            "li": isinstance(part, ListItem),
            "ordered": isinstance(part, ListItem) and part.ordered,
            "n": _number(part.marker, place) if isinstance(part, ListItem) else place,
            "strong": isinstance(part, Paragraph) and part.bold,
            "written": written and not cell.header,
        }
        for place, part in enumerate(cell.content, start=1)
    ]
    return {
        "parts": parts,
        "h": cell.header,
        "rs": cell.row_span,
        "cs": cell.column_span,
        "mark": MARKS.get(marks.get(cell.text, "")) if len(cell.content) == 1 else None,
    }
