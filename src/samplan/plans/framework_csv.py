"""Reads a framework's parts out of CSV: one part in a row, told by the column heads. Raises only BadFrameworkFile."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.documents.semicolons import FORMULA
from samplan.plans.framework_writing import COLUMNS, RELATIONS
from samplan.plans.shapes.framework_files import (
    MOST_FAULTS,
    BadFrameworkFile,
    FrameworkFile,
    FrameworkState,
    MappingState,
    NodeState,
    RowFault,
)

FIELD_WORDS = {
    "code": ("Kod", "Code"),
    "level": ("Nivå", "Level"),
    "number": ("Nummer", "Number"),
    "name": ("Namn", "Name"),
    "name_en": ("Namn på engelska", "Name in English"),
    "parent": ("Står under", "Parent"),
    "valid_from": ("Gäller från", "Valid from"),
    "valid_to": ("Gäller till och med", "Valid to"),
    "wordings": ("Andra ord", "Other words"),
    "mappings": ("Motsvarighet", "Mapping"),
}
"""What each column is called in a file, in Swedish and in English."""
MUST = ("code", "level", "name")
CODE = re.compile(r"[a-z0-9_-]+")
MAPPING = re.compile(r"(?P<how>[^:]+):\s*(?P<to>[a-z0-9_-]+/[a-z0-9_-]+)(?:\s*\((?P<source>.*)\))?", re.DOTALL)
_BY_HEAD = {word.casefold(): name for name, words in FIELD_WORDS.items() for word in (*words, name)}
_BY_RELATION = {word: code for code, said in RELATIONS.items() for word in (code, said)}
Row = tuple[int, list[str]]


def read_csv(text: str) -> FrameworkFile:
    """The parts that stand in a CSV file; semicolons, commas or tabs part the columns."""
    rows = _rows(text)
    if not rows:
        raise BadFrameworkFile([RowFault(None, Sentences("Filen är tom.", "The file is empty."))])
    (_line, head), *body = rows
    columns = _columns(head)
    nodes: list[NodeState] = []
    lines: dict[str, int] = {}
    faults: list[RowFault] = []
    for line, cells in body:
        node, wrong = _node(cells, columns)
        if node is not None and node.code in lines:
            wrong = [Sentences(
                f"Koden {node.code} finns redan på rad {lines[node.code]}.",
                f"The code {node.code} already stands in line {lines[node.code]}.",
            )]  # fmt: skip
        elif node is not None:
            nodes.append(node)
            lines[node.code] = line
        faults += [RowFault(line, said) for said in wrong]
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise BadFrameworkFile(faults)
    return FrameworkFile(FrameworkState(None, tuple(nodes)), frozenset(columns) - {"code"}, lines)


def _rows(text: str) -> list[Row]:
    """Rows that hold something, with the line that each begins in."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise BadFrameworkFile([RowFault(begun, Sentences(
            "Raden går inte att läsa. Ofta saknas ett citattecken.",
            "The line cannot be read. Often a quotation mark is missing.",
        ))]) from error  # fmt: skip
    return found


def _columns(head: Sequence[str]) -> dict[str, int]:
    """The place of each column by its field; columns that are called something else are a fault."""
    columns: dict[str, int] = {}
    faults = []
    for place, cell in enumerate(head):
        word = " ".join(cell.split())
        name = _BY_HEAD.get(word.casefold())
        if name in columns:
            faults.append(Sentences(f"Kolumnen {word} finns två gånger.", f"The column {word} stands twice."))
        elif name is not None:
            columns[name] = place
        elif word:
            faults.append(Sentences(
                f"Kolumnen {word[:60]} känns inte igen. Det finns: {', '.join(COLUMNS.values())}.",
                f"The column {word[:60]} is not known. There are: {', '.join(en for _sv, en in FIELD_WORDS.values())}.",
            ))  # fmt: skip
    for name in MUST:
        if name not in columns:
            sv, en = FIELD_WORDS[name]
            faults.append(Sentences(f"Kolumnen {sv} saknas.", f"The column {en} is missing."))
    if faults:
        raise BadFrameworkFile(RowFault(1, said) for said in faults)
    return columns


def _node(cells: Sequence[str], columns: dict[str, int]) -> tuple[NodeState | None, list[Sentences]]:
    values: dict[str, Any] = {}
    wrong: list[Sentences] = []
    for name, place in columns.items():
        text = _plain(cells[place] if place < len(cells) else "")
        value, fault = _READERS.get(name, _words)(text)
        values[name] = value
        if fault is not None:
            wrong.append(fault)
        elif name in MUST and not value:
            sv, en = FIELD_WORDS[name]
            wrong.append(Sentences(f"{sv} saknas.", f"{en} is missing."))
    if len(cells) > max(columns.values()) + 1 and any(cell.strip() for cell in cells[max(columns.values()) + 1 :]):
        wrong.append(Sentences(
            "Raden har fler celler än det finns kolumner.", "The line has more cells than there are columns."
        ))  # fmt: skip
    return (None, wrong) if wrong else (NodeState(**values), [])


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


Read = tuple[Any, Sentences | None]


def _words(text: str) -> Read:
    return " ".join(text.split()), None


def _code(text: str) -> Read:
    code = text.strip()
    if code and not CODE.fullmatch(code):
        return code, Sentences(
            f"Koden {code[:60]} får bara ha a–z, siffror, bindestreck och understreck.",
            f"The code {code[:60]} may only hold a–z, figures, hyphens and underscores.",
        )
    return code, None


def _day(text: str) -> Read:
    written = text.strip()
    try:
        return (date.fromisoformat(written) if written else None), None
    except ValueError:
        return None, Sentences(
            f"{written[:40]} är ingen dag. Skriv den som 2026-03-12.",
            f"{written[:40]} is no day. Write it as 2026-03-12.",
        )


def _lines(text: str) -> Read:
    found = dict.fromkeys(" ".join(line.split()) for line in re.split(r"[\r\n]+", text))
    return tuple(words for words in found if words), None


def _mappings(text: str) -> Read:
    found = []
    for line in _lines(text)[0]:
        match = MAPPING.fullmatch(line)
        how = _BY_RELATION.get(match["how"].strip().casefold()) if match else None
        if match is None or how is None:
            words = ", ".join(RELATIONS.values())
            return (), Sentences(
                f"Motsvarigheten {line[:60]} går inte att läsa. Skriv den som motsvarar: ramverk/del."
                f" Det finns: {words}.",
                f"The mapping {line[:60]} cannot be read. Write it as same: framework/part. There are: same, part,"
                " related.",
            )
        found.append(MappingState(match["to"], how, (match["source"] or "").strip()))
    return tuple(found), None


_READERS: dict[str, Callable[[str], Read]] = {
    "code": _code,
    "parent": _code,
    "valid_from": _day,
    "valid_to": _day,
    "wordings": _lines,
    "mappings": _mappings,
}
