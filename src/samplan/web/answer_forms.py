"""The forms of the answer pages: what was typed for a question, and a question's fields as a page shows them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samplan.followup.filled import MOST_ROWS, in_words, people_as_typed
from samplan.followup.shapes import TICKED, Field, FieldKind, Given, Question

ROW = ("on", "place", "instructor", "people")
NOTHING = Given("", "", date.min)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what stands in it. name: of its input. options: with whether each is ticked. rows: by number."""

    field: Field
    name: str
    value: str = ""
    options: tuple[tuple[Any, bool], ...] = ()
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def ticked(self) -> int:
        """How many of the options are ticked."""
        return sum(on for _option, on in self.options)

    @property
    def kind(self) -> str:
        """What the template draws."""
        return self.field.kind.value


def name_of(field: Field, question: Question, *, in_list: bool) -> str:
    """What a field's input is called; on a page with many questions each has its number."""
    return f"falt-{question.number}-{field.code}" if in_list else f"falt-{field.code}"


def typed(question: Question, data: Any, *, in_list: bool = False) -> dict[str, Any]:
    """What was typed in the question's fields, by their codes, unread."""
    found: dict[str, Any] = {}
    for field in question.fields:
        name = name_of(field, question, in_list=in_list)
        if field.kind in TICKED:
            found[field.code] = data.getlist(name)
        elif field.kind is FieldKind.ROWS:
            found[field.code] = _typed_rows(name, data)
        else:
            found[field.code] = data.get(name, "")
    return found


def _typed_rows(name: str, data: Any) -> list[dict[str, str]]:
    rows = []
    for n in range(MOST_ROWS + 2):
        if f"{name}-{n}-on" not in data:
            break
        if not data.get(f"{name}-{n}-bort"):
            rows.append({part: data.get(f"{name}-{n}-{part}", "") for part in ROW})
    return rows


def shown(question: Question, more: Mapping[str, Any], *, in_list: bool = False) -> list[Shown]:
    """The question's fields as a page shows them; rows have an empty one last."""
    return [_shown(f, name_of(f, question, in_list=in_list), more.get(f.code)) for f in question.fields]


def _shown(field: Field, name: str, value: Any) -> Shown:
    if field.kind in TICKED:
        return Shown(field, name, options=tuple((o, o.code in (value or ())) for o in field.options))
    if field.kind is FieldKind.ROWS:
        rows = [*(value or ()), {}]
        return Shown(field, name, rows=tuple(_row(name, n, row) for n, row in enumerate(rows)))
    return Shown(field, name, "" if value is None else str(value))


def _row(name: str, n: int, row: Mapping[str, Any]) -> dict[str, Any]:
    people = row.get("people", "")
    told = people if isinstance(people, str) else people_as_typed(people)
    texts = {part: row.get(part, "") for part in ("on", "place", "instructor")}
    return {"name": f"{name}-{n}", "number": n + 1, "fresh": not row, **texts, "people": told}


def fingerprint(question: Question, given: Given | None) -> str:
    """A short sign of an answer as a form shows it: the same for what was shown and what comes back untouched."""
    if given is None:
        given = NOTHING
    fields = [
        [
            _plain(f.value),
            [o.code for o, ticked in f.options if ticked],
            [told for row in f.rows if any(told := _parts(row))],
        ]
        for f in shown(question, given.more)
    ]
    told = [given.choice, _plain(given.text), fields]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _parts(row: Mapping[str, Any]) -> list[str]:
    return [_plain(row[part]) for part in ROW]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def told_in_words(question: Question, given: Given | None) -> list[Any]:
    """What was filled in beside the choice and the words, for reading."""
    return in_words(question.fields, given.more) if given is not None else []
