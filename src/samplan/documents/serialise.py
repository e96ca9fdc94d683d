"""Documents as plain JSON values and back: how a document crosses from the reading process, and is kept.

`from_json(to_json(document)) == document`. Nothing but text, numbers, lists and objects: never pickle.
"""

from __future__ import annotations

from typing import Any

from samplan.documents.blocks import (
    Block,
    Cell,
    Document,
    Furniture,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Provenance,
    Table,
)
from samplan.documents.errors import Damaged

Json = dict[str, Any]

VERSION = 1


def to_json(document: Document) -> Json:
    """The document as JSON values."""
    return {
        "version": VERSION,
        "blocks": [_block(block) for block in document.blocks],
        "furniture": [_furniture(piece) for piece in document.furniture],
        "format": document.format,
        "name": document.name,
        "title": document.title,
        "pages": document.pages,
        "flattened": document.flattened,
        "warnings": list(document.warnings),
    }


def from_json(values: Json) -> Document:
    """The document again. Raises Damaged when the values are not of `to_json`."""
    try:
        if values["version"] != VERSION:
            raise Damaged(place="version")
        return Document(
            blocks=tuple(_block_of(value) for value in values["blocks"]),
            furniture=tuple(
                Furniture(value["text"], _place_of(value["at"]), value["kind"]) for value in values["furniture"]
            ),
            format=values["format"],
            name=values["name"],
            title=values["title"],
            pages=values["pages"],
            flattened=values["flattened"],
            warnings=tuple(values["warnings"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Damaged() from error


def _place(at: Provenance) -> list[Any]:
    return [at.page, at.position, at.row, at.column, at.sheet]


def _place_of(values: list[Any]) -> Provenance:
    page, position, row, column, sheet = values
    return Provenance(page, position, row, column, sheet)


def _block(block: Block) -> Json:
    if isinstance(block, Table):
        rows = [[_cell(cell) for cell in row] for row in block.rows]
        return {"is": "table", "at": _place(block.provenance), "title": block.title, "rows": rows}
    if isinstance(block, Heading):
        return _text("heading", block) | {"level": block.level, "lines": list(block.lines)}
    if isinstance(block, Note):
        return _text("note", block) | {"mark": block.mark, "kind": block.kind}
    return _part(block)


def _part(part: Paragraph | ListItem) -> Json:
    lines = {"lines": list(part.lines)} if part.lines else {}
    if isinstance(part, ListItem):
        return _text("item", part) | {"marker": part.marker, "level": part.level, "ordered": part.ordered} | lines
    return _text("paragraph", part) | {"bold": part.bold, "size": part.size} | lines


def _text(kind: str, block: Heading | Note | Paragraph | ListItem) -> Json:
    return {"is": kind, "at": _place(block.provenance), "text": block.text}


def _cell(cell: Cell) -> Json:
    return {
        "at": _place(cell.provenance),
        "content": [_part(part) for part in cell.content],
        "span": [cell.row_span, cell.column_span],
        "header": cell.header,
    }


def _furniture(piece: Furniture) -> Json:
    return {"text": piece.text, "at": _place(piece.provenance), "kind": piece.kind}


def _block_of(value: Json) -> Block:
    at = _place_of(value["at"])
    match value["is"]:
        case "table":
            return Table(tuple(tuple(map(_cell_of, row)) for row in value["rows"]), at, value["title"])
        case "heading":
            return Heading(value["text"], value["level"], at, tuple(value["lines"]))
        case "note":
            return Note(value["text"], at, value["mark"], value["kind"])
    return _part_of(value)


def _part_of(value: Json) -> Paragraph | ListItem:
    at, lines = _place_of(value["at"]), tuple(value.get("lines", ()))
    if value["is"] == "item":
        return ListItem(value["text"], at, value["marker"], value["level"], value["ordered"], lines)
    if value["is"] != "paragraph":
        raise Damaged(place=str(value["is"]))
    return Paragraph(value["text"], at, lines, value["bold"], value["size"])


def _cell_of(value: Json) -> Cell:
    content = tuple(_part_of(part) for part in value["content"])
    row_span, column_span = value["span"]
    return Cell(content, _place_of(value["at"]), row_span, column_span, value["header"])
