"""Reads a file of own values (CSV or Excel): one value in a row. What is wrong in a row is told with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.actors.shapes import Sentences
from samplan.analysis.results import Measure, Period, PeriodKind, Sex, Status
from samplan.analysis.shapes import NUMBERS, FileRow, OwnKey, OwnNumbers, RowFault, own_faults_in
from samplan.documents import DocumentError, read
from samplan.documents.blocks import Table

MOST_ROWS = 20_000
MOST_FAULTS = 50
MOST_BYTES = 5_000_000
Row = tuple[int, list[str]]
_K = TypeVar("_K")


class Words(BaseModel):
    """The whole of catalogue/own_values.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, list[str]]
    must: list[str]
    sexes: dict[Sex, list[str]]
    statuses: dict[Status, list[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may name. units: code -> name; bodies: id -> name; measure: of the figure."""

    units: Mapping[str, str]
    bodies: Mapping[int, str]
    measure: Measure


@cache
def words() -> Words:
    """The words of columns, sexes and missing values."""
    text = files("samplan.catalogue").joinpath("own_values.yaml").read_text(encoding="utf-8")
    return Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def template() -> str:
    """An empty file with the columns' names, as CSV that Excel in Sweden opens."""
    return "\ufeff" + ";".join(said[0] for said in words().columns.values()) + "\r\n"


def read_values(name: str, data: bytes, known: Known) -> tuple[tuple[FileRow, ...], tuple[RowFault, ...]]:
    """Rows and what is wrong, in the file's order. Rows with faults are not among the rows. Raises nothing."""
    try:
        rows = rows_in(name, data)
    except BadFile as error:
        return (), (RowFault(error.line, error.said),)
    if not rows:
        return (), (RowFault(None, Sentences("Filen är tom.", "The file is empty.")),)
    columns, faults = _columns(rows[0][1])
    if faults:
        return (), tuple(RowFault(rows[0][0], said) for said in faults)
    return _all_rows(rows[1:], columns, known)


class BadFile(Exception):
    """A file that cannot be read. line: where, None for the file as a whole."""

    def __init__(self, sv: str, en: str, line: int | None = None) -> None:
        super().__init__(en)
        self.said, self.line = Sentences(sv, en), line


def rows_in(name: str, data: bytes) -> list[Row]:
    """The rows of a CSV or Excel file that hold anything, with their lines. Raises BadFile."""
    if len(data) > MOST_BYTES:
        raise BadFile("Filen är för stor. Dela den i flera.", "The file is too large. Split it into several.")
    rows = _sheet(name, data) if data[:2] == b"PK" else _csv(data)
    if len(rows) > MOST_ROWS:
        raise BadFile(
            f"Filen har fler än {MOST_ROWS} rader. Dela den i flera.",
            f"The file has more than {MOST_ROWS} rows. Split it into several.",
        )
    return rows


def _sheet(name: str, data: bytes) -> list[Row]:
    """The first table of an Excel file."""
    try:
        document = read(data, name=name)
    except DocumentError as error:
        raise BadFile(error.sentence("sv"), error.sentence("en")) from error
    table = next((b for b in document.blocks if isinstance(b, Table)), None)
    if table is None:
        raise BadFile("Filen har ingen tabell.", "The file has no table.")
    grid = table.grid()
    return [
        (line, [cell.text if cell is not None else "" for cell in row])
        for line, row in enumerate(grid, start=1)
        if any(cell is not None and cell.text.strip() for cell in row)
    ]


def _csv(data: bytes) -> list[Row]:
    text = _decoded(data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Row] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
    except csv.Error as error:
        raise BadFile(
            "Raden går inte att läsa. Ofta saknas ett citattecken.",
            "The line cannot be read. Often a quotation mark is missing.",
            reader.line_num,
        ) from error
    return found


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFile(
        "Filen är varken CSV eller Excel. Spara den som CSV (UTF-8) eller .xlsx.",
        "The file is neither CSV nor Excel. Save it as CSV (UTF-8) or .xlsx.",
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _columns(head: Sequence[str]) -> tuple[dict[str, int], list[Sentences]]:
    """The place of each column; other columns are left alone, but one that stands twice is a fault."""
    by_word = {_folded(word): name for name, said in words().columns.items() for word in said}
    columns: dict[str, int] = {}
    faults: list[Sentences] = []
    for place, cell in enumerate(head):
        name = by_word.get(_folded(cell))
        if name is not None and name in columns:
            faults.append(Sentences(f"Kolumnen {cell} finns två gånger.", f"The column {cell} stands twice."))
        elif name is not None:
            columns[name] = place
    for name in words().must:
        if name not in columns:
            said = words().columns[name]
            faults.append(Sentences(f"Kolumnen {said[0]} saknas.", f"The column {said[-1]} is missing."))
    return columns, faults


def _all_rows(
    rows: Sequence[Row], columns: Mapping[str, int], known: Known
) -> tuple[tuple[FileRow, ...], tuple[RowFault, ...]]:
    found: list[FileRow] = []
    faults: list[RowFault] = []
    lines: dict[tuple[object, ...], int] = {}
    all_told = [
        (line, {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()})
        for line, cells in rows
    ]
    commas = frozenset(name for name in NUMBERS if any(shows_its_comma(told.get(name, "")) for _line, told in all_told))
    for line, told in all_told:
        row, fault = _row(line, told, known, commas)
        if row is not None:
            same = (row.key.period.start, row.key.period.kind, row.key.period.years, row.key.sex, row.key.unit)
            first = lines.setdefault((*same, row.key.body), line)
            if first != line:
                row, fault = None, Sentences(f"Samma värde finns på rad {first}.", f"Line {first} has the same value.")
        if row is not None:
            found.append(row)
        elif fault is not None:
            faults.append(RowFault(line, fault))
        if len(faults) >= MOST_FAULTS:
            break
    return tuple(found), tuple(faults)


def _row(
    line: int, told: Mapping[str, str], known: Known, commas: Collection[str]
) -> tuple[FileRow | None, Sentences | None]:
    period = period_of(told.get("period", ""))
    if period is None:
        return None, Sentences(
            "Perioden förstås inte. Skriv 2024, 2021–2024, 2023/24, 2024 kv 3 eller 2024-03.",
            "The period is not understood. Write 2024, 2021–2024, 2023/24, 2024 kv 3 or 2024-03.",
        )
    unit = _unit(told.get("unit", ""), known)
    if unit is None:
        return None, Sentences(
            "Enheten hör inte till länet. Skriv kommunens, regionens eller organisationens namn eller kod.",
            "The unit is not the county's. Write the name or code of the municipality, region or body.",
        )
    sex = _word(told.get("sex", ""), words().sexes, Sex.TOTAL)
    if sex is None:
        return None, Sentences("Könet förstås inte. Skriv totalt, kvinnor eller män.", "Write total, women or men.")
    code = unit if isinstance(unit, str) else ""
    numbers, fault = _numbers(told, known.measure, code, commas)
    if numbers is None:
        return None, fault
    return FileRow(line, OwnKey(period, sex, code, _body(unit)), numbers), None


def _body(unit: str | int) -> int | None:
    return unit if isinstance(unit, int) else None


def _unit(text: str, known: Known) -> str | int | None:
    if text in known.units:
        return text
    wanted = _folded(text).removesuffix(" kommun")
    found: list[str | int] = [c for c, n in known.units.items() if _folded(n) in {wanted, _folded(text)}]
    found += [b for b, n in known.bodies.items() if _folded(n) == _folded(text)]
    # Excel drops the noughts in front of a code.
    found += [c for c in known.units if text.isascii() and text.isdigit() and not found and c == text.zfill(4)]
    return found[0] if len(found) == 1 else None


def _word(text: str, said: Mapping[_K, Sequence[str]], empty: _K) -> _K | None:
    return next(iter(_named(text, said)), None) if text else empty


def _named(text: str, said: Mapping[_K, Sequence[str]]) -> list[_K]:
    return [key for key, words_ in said.items() if _folded(text) in {_folded(word) for word in words_}]


_PERIODS: tuple[tuple[re.Pattern[str], PeriodKind], ...] = (
    (re.compile(r"(?P<year>\d{4})"), PeriodKind.YEAR),
    (re.compile(r"(?P<year>\d{4})\s*[-–]\s*(?P<last>\d{4})"), PeriodKind.WINDOW),
    (re.compile(r"(?:läsåret\s*)?(?P<year>\d{4})/(?P<last>\d{2}|\d{4})"), PeriodKind.SCHOOL_YEAR),
    (re.compile(r"(?P<year>\d{4})\s*(?:kv(?:artal)?|q)\.?\s*(?P<part>[1-4])"), PeriodKind.QUARTER),
    (re.compile(r"(?P<year>\d{4})-(?P<part>0[1-9]|1[0-2])"), PeriodKind.MONTH),
)
FIRST_YEAR, LAST_YEAR, LONGEST = 1900, 2200, 20


def period_of(text: str) -> Period | None:
    """A period out of words: 2024, 2021–2024, 2023/24, 2024 kv 3, 2024-03; None when it is none of these."""
    told = " ".join(text.split()).casefold().removesuffix(".0")
    for pattern, kind in _PERIODS:
        found = pattern.fullmatch(told)
        if found is not None and FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
            return _period(kind, found)
    return None


def _period(kind: PeriodKind, found: re.Match[str]) -> Period | None:
    year, label = int(found["year"]), found[0]
    if kind is PeriodKind.WINDOW:
        years = int(found["last"]) - year + 1
        return Period(date(year, 1, 1), kind, years, f"{year}–{found['last']}") if 2 <= years <= LONGEST else None
    if kind is PeriodKind.SCHOOL_YEAR:
        follows = int(found["last"]) % 100 == (year + 1) % 100
        return Period(date(year, 7, 1), kind, 1, f"{year}/{(year + 1) % 100:02}") if follows else None
    if kind is PeriodKind.QUARTER:
        return Period(date(year, 3 * int(found["part"]) - 2, 1), kind, 1, f"{year} kv {found['part']}")
    if kind is PeriodKind.MONTH:
        return Period(date(year, int(found["part"]), 1), kind, 1, label)
    return Period(date(year, 1, 1), kind, 1, label)


def number_of(text: str) -> float | None:
    """A number as people write it: "1 234,5", "12.5", "12 %". Raises ValueError; None for nothing."""
    told = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("−", "-").removesuffix("%")
    if not told:
        return None
    if told.count(",") == 1 and "." not in told:
        told = told.replace(",", ".")
    if re.fullmatch(r"-?\d+(\.\d+)?", told) is None:
        raise ValueError(text)
    return float(told)


TWO_READINGS = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}")
"""1,234: a thousand to those who read English, one and a little to those who write Swedish."""


def _bare(text: str) -> str:
    return text.strip().removesuffix("%").strip()


def has_two_readings(text: str) -> bool:
    """Whether a number may have been written with a comma for thousands as well as for decimals."""
    return TWO_READINGS.fullmatch(_bare(text)) is not None


def shows_its_comma(text: str) -> bool:
    """Whether a number can only be one with a decimal comma: 12,5."""
    return not has_two_readings(text) and re.fullmatch(r"[-−]?\d[\d \u00a0\u202f]*,\d+", _bare(text)) is not None


def _numbers(
    told: Mapping[str, str], measure: Measure, unit: str, commas: Collection[str]
) -> tuple[OwnNumbers | None, Sentences | None]:
    """The numbers of a row. What is not there is missing, never nought; a word in the value's place is a status.

    commas: the columns that show elsewhere in the file that a comma is one of decimals.
    """
    status = _word(told.get("status", ""), words().statuses, Status.VALUE)
    if status is None:
        return None, Sentences("Läget förstås inte.", "The status is not understood.")
    instead = next(iter(_named(told.get("value", ""), words().statuses)), None)
    if instead is not None and not told.get("status"):
        status = instead
    found: dict[str, float | None] = {}
    for name in NUMBERS:
        if name == "value" and instead is not None:
            found[name] = 0.0 if status is Status.ZERO else None
            continue
        if name not in commas and has_two_readings(told.get(name, "")):
            return None, _two_numbers(name, told[name])
        try:
            found[name] = number_of(told.get(name, ""))
        except ValueError:
            return None, _no_number(name, told[name])
    return checked(OwnNumbers(status, **found), measure, unit)


def _two_numbers(name: str, text: str) -> Sentences:
    said, bare = words().columns[name], _bare(text)
    one, other = bare.replace(",", ""), bare.replace(",", ".")
    return Sentences(
        f"{said[0]} kan läsas som två tal: {bare}. Skriv {one} eller {other}.",
        f"{said[-1]} can be read as two numbers: {bare}. Write {one} or {other}.",
    )


def _no_number(name: str, text: str) -> Sentences:
    said = words().columns[name]
    return Sentences(f"{said[0]} är inget tal: {text[:40]}", f"{said[-1]} is not a number: {text[:40]}")


def checked(numbers: OwnNumbers, measure: Measure, unit: str) -> tuple[OwnNumbers | None, Sentences | None]:
    """The numbers completed and checked: the value counted where only its parts are given, nought called nought."""
    n = completed(numbers, measure)
    fault = own_faults_in(n, measure, unit)
    return (None, fault[1]) if fault is not None else (n, None)


def completed(n: OwnNumbers, measure: Measure) -> OwnNumbers:
    """A share or count whose value is left out is counted from its parts; the value nought has the status nought."""
    part, base = n.numerator, n.denominator
    if n.status is Status.VALUE and n.value is None and part is not None:
        if measure is Measure.COUNT:
            n = replace(n, value=part)
        elif measure is Measure.SHARE and base is not None and base > 0:
            n = replace(n, value=100 * part / base)
    if n.status is Status.VALUE and n.value == 0:
        n = replace(n, status=Status.ZERO)
    if measure is Measure.COUNT and n.value is not None and n.numerator is None:
        n = replace(n, numerator=n.value)
    return n
