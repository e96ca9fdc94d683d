"""What is filled in beside the choice and the words of an answer: read from what was typed, checked, put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup.rules import NotTaken, check_text
from samplan.followup.shapes import TICKED, CourseRow, Field, FieldKind, FieldTotal

MOST_LINE = 200
MOST_KRONOR = 10**12
MOST_ROWS = 100
MOST_PEOPLE = 100_000
"""Whatever is more than these is a slip of the hand."""
_KRONOR = re.compile(r"^(\d{1,3}(?:[ .\u00a0\u202f]?\d{3})*|\d+)(?:,\d{1,2})?\s*(?:kr|kronor)?$", re.IGNORECASE)
_PEOPLE = re.compile(r"^(.*?\D?)[\s:,–-]*(\d{1,6})(?:\s*(?:st|personer|pers\.?))?$", re.IGNORECASE)


def _no(sv: str, en: str) -> NotTaken:
    return NotTaken(Sentences(sv=f"{sv} Svaret är inte sparat än.", en=f"{en} The answer is not saved yet."))


def cleaned(fields: Sequence[Field], choice: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the fields as they are kept, empty ones left out. Raises NotTaken.

    more: by the field's code, as typed: words, kronor as written, a list of codes, or a list of rows.
    """
    kept: dict[str, Any] = {}
    for field in fields:
        value = _value(field, more.get(field.code))
        if value not in ("", [], None):
            kept[field.code] = value
        elif choice in field.needed_with:
            raise _no(f"Fyll i ”{field.label.sv}”.", f"Fill in “{field.label.en}”.")
    return kept


def _value(field: Field, typed: Any) -> Any:
    if field.kind in TICKED:
        known = [o.code for o in field.options]
        return [code for code in known if code in (typed or ())]
    if field.kind is FieldKind.ROWS:
        return _rows(field, typed or ())
    if field.kind is FieldKind.AMOUNT:
        return _kronor(field, typed)
    text = _text(typed)
    if field.kind is FieldKind.LINE and len(text) > MOST_LINE:
        raise _no(f"”{field.label.sv}” är för långt.", f"“{field.label.en}” is too long.")
    return text


def _text(typed: Any) -> str:
    text = str(typed or "").replace("\r\n", "\n").replace("\x00", "").strip()
    check_text(text)
    return text


def _kronor(field: Field, typed: Any) -> int | None:
    written = str(typed if typed is not None else "").strip()
    if not written:
        return None
    told = _KRONOR.match(written)
    kronor = int(re.sub(r"\D", "", told[1])) if told else MOST_KRONOR
    if kronor >= MOST_KRONOR:
        raise _no(
            f"”{written[:40]}” går inte att läsa som kronor. Skriv bara siffror i ”{field.label.sv}”.",
            f"“{written[:40]}” cannot be read as kronor. Write figures alone in “{field.label.en}”.",
        )
    return kronor


def _rows(field: Field, typed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows in which something stands, in the order of their days."""
    names = ("on", "place", "instructor", "people")
    written = [row for row in typed if any(str(row.get(n) or "").strip() for n in names)]
    if len(written) > MOST_ROWS:
        raise _no(f"”{field.label.sv}” har fler än {MOST_ROWS} rader.", f"“{field.label.en}” has too many rows.")
    kept = [_row(number, row) for number, row in enumerate(written, start=1)]
    return sorted(kept, key=lambda row: str(row["on"]))


def occasion(told: Mapping[str, Any]) -> dict[str, Any]:
    """An occasion of a course as it is kept, from what was typed. Raises NotTaken."""
    return _row(1, told)


def _row(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    try:
        on = date.fromisoformat(str(row.get("on") or "").strip())
    except ValueError as error:
        raise _no(
            f"Tillfälle {number} behöver en dag. Skriv den som 2026-03-12.",
            f"Occasion {number} needs a day. Write it as 2026-03-12.",
        ) from error
    place, instructor = _text(row.get("place")), _text(row.get("instructor"))
    if max(len(place), len(instructor)) > MOST_LINE:
        raise _no(f"Texten i tillfälle {number} är för lång.", f"The text of occasion {number} is too long.")
    people = row.get("people") or ""
    told = people if isinstance(people, list) else _people(number, _text(people))
    if not told:
        raise _no(
            f"Skriv hur många som deltog i tillfälle {number}.", f"Write how many took part in occasion {number}."
        )
    return {"on": on.isoformat(), "place": place, "instructor": instructor, "people": told}


def _people(number: int, typed: str) -> list[list[Any]]:
    """Employers with how many from each: one on each line, or with commas between."""
    found: list[list[Any]] = []
    for line in re.split(r"[\n;]|,(?=\s*\D)", typed):
        if not (line := line.strip()):
            continue
        told = _PEOPLE.match(line)
        name = told[1].strip(" :,–-") if told else ""
        if told is None or not name or int(told[2]) > MOST_PEOPLE:
            raise _no(
                f"”{line[:60]}” i tillfälle {number} går inte att läsa. Skriv arbetsgivaren och antalet:"
                " Exempelby kommun 12.",
                f"“{line[:60]}” in occasion {number} cannot be read. Write the employer and the number:"
                " Exempelby kommun 12.",
            )
        found.append([name, int(told[2])])
    return found


def course_rows(more: Mapping[str, Any]) -> tuple[CourseRow, ...]:
    """The occasions that an answer holds, by day."""
    return tuple(
        CourseRow(
            date.fromisoformat(row["on"]) if row["on"] else None,
            row["place"],
            row["instructor"],
            tuple((n, int(k)) for n, k in row["people"]),
        )
        for value in more.values()
        if isinstance(value, list)
        for row in value
        if isinstance(row, dict)
    )


def by_employer(many: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """How many took part of each employer, however it is spelled, the largest number first and then by name."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for name, n in (pair for more in many for row in course_rows(more) for pair in row.people):
        key = " ".join(name.split()).casefold()
        names.setdefault(key, " ".join(name.split()))
        counts[key] = counts.get(key, 0) + n
    return [(names[key], n) for key, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def people_as_typed(people: Iterable[Sequence[Any]]) -> str:
    """Employers and numbers as somebody would type them."""
    return "\n".join(f"{name} {n}" for name, n in people)


def in_words(fields: Iterable[Field], more: Mapping[str, Any]) -> list[tuple[Sentences, Sentences]]:
    """The fields that are filled in, each with its value in words."""
    return [(f.label, _said(f, more[f.code])) for f in fields if f.code in more]


def _said(field: Field, value: Any) -> Sentences:
    if field.kind in TICKED:
        ticked = [o for o in field.options if o.code in value]
        return Sentences(sv=", ".join(o.sv for o in ticked), en=", ".join(o.en for o in ticked))
    if field.kind is FieldKind.ROWS:
        lines = "\n".join(_line(row) for row in course_rows({field.code: value}))
        return Sentences(sv=lines, en=lines)
    if field.kind is FieldKind.AMOUNT:
        return _kronor_in_words(value)
    return Sentences(sv=str(value), en=str(value))


def _kronor_in_words(value: int) -> Sentences:
    grouped = f"{value:,}".replace(",", "\u00a0")
    return Sentences(sv=f"{grouped} kronor", en=f"{grouped} kronor")


def totals(
    fields: Iterable[Field], many: Sequence[Mapping[str, Any]], logged: tuple[int, int] = (0, 0)
) -> tuple[FieldTotal, ...]:
    """What many filled in, added up: kronor, how many ticked what, occasions with those who took part. Words are not.

    A field that nobody filled in has no total. logged: occasions and people that those who answer for areas have told
    of, and nobody among the many.
    """
    found = []
    for field in fields:
        values = [more[field.code] for more in many if field.code in more]
        also = logged if field.kind is FieldKind.ROWS else (0, 0)
        if (values or any(also)) and (words := _added_up(field, values, also)) is not None:
            found.append(FieldTotal(field, words, len(values)))
    return tuple(found)


def _added_up(field: Field, values: Sequence[Any], logged: tuple[int, int]) -> Sentences | None:
    if field.kind is FieldKind.AMOUNT:
        return _kronor_in_words(sum(values))
    if field.kind in TICKED:
        counts = [(o, sum(o.code in value for value in values)) for o in field.options]
        return Sentences(
            sv=", ".join(f"{o.sv} {n}" for o, n in counts if n), en=", ".join(f"{o.en} {n}" for o, n in counts if n)
        )
    if field.kind is FieldKind.ROWS:
        rows = [row for value in values for row in course_rows({field.code: value})]
        occasions, people = len(rows) + logged[0], sum(row.total for row in rows) + logged[1]
        return Sentences(sv=f"{occasions}, deltagare: {people}", en=f"{occasions}, participants: {people}")
    return None


def _line(row: CourseRow) -> str:
    people = ", ".join(f"{name} {n}" for name, n in row.people)
    return " · ".join(
        part for part in (row.on.isoformat() if row.on else "", row.place, row.instructor, people) if part
    )
