"""Figures from files, for places without a connection: in Kolada's shapes as JSON, or as a table in CSV or Excel.

A JSON file has Kolada's envelope, `{"values": [...]}`; what its rows are (indicators, units, groups, data) is seen from
their fields. A table has a row per value or per indicator; which, is seen from its column names. All faults of all
files are told at once, each with its row, and with any of them nothing is taken.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.kolada import LEVELS, Data, Kpi, Municipality, MunicipalityGroup, Value, unit_kind
from samplan.analysis.sources.runs import Run
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.value_files import has_two_readings, number_of, shows_its_comma
from samplan.documents import DocumentError, read
from samplan.documents.blocks import Table

MOST_TOLD = 20
"""Faults that are told; the rest are counted."""
COLUMNS = {
    "kpi": {"kpi", "indicator", "indikator", "nyckeltal", "id"},
    "municipality": {"municipality", "unit", "enhet", "kommun", "region"},
    "period": {"period", "year", "år"},
    "gender": {"gender", "sex", "kön"},
    "value": {"value", "värde"},
    "low": {"low", "nedre"},
    "high": {"high", "övre"},
    "numerator": {"numerator", "täljare"},
    "denominator": {"denominator", "nämnare"},
    "status": {"status", "läge"},
    "title": {"title", "titel", "namn"},
    "description": {"description", "beskrivning", "definition"},
}
SEXES = {"": "T", "t": "T", "totalt": "T", "k": "K", "kvinnor": "K", "m": "M", "män": "M"}
NUMBERS = ("value", "low", "high", "numerator", "denominator")


class FileValue(Value):
    """A value with what Kolada does not give."""

    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None


class FileData(Data):
    """A data row; period may be a text ("2021-2024")."""

    period: int | str  # type: ignore[assignment]  # wider than Kolada's
    values: list[FileValue]  # type: ignore[assignment]  # with more numbers than Kolada's


class FileKpi(Kpi):
    """An indicator with what can only be read from Kolada's texts."""

    measure: str = ""
    unit: str = ""
    producer: str = ""
    polarity: str = ""
    years: int = 0
    breaks: tuple[str, ...] = ()
    margin: str = ""
    hiding: tuple[str, ...] = ()


@dataclass(slots=True)
class Read:
    """What is read of all files, and what is wrong in them: (file, row, sentence in Swedish, in English)."""

    indicators: dict[str, GivenIndicator] = field(default_factory=dict)
    units: dict[str, GivenUnit] = field(default_factory=dict)
    groups: dict[str, GivenGroup] = field(default_factory=dict)
    values: GivenValues = field(default_factory=GivenValues)
    faults: list[tuple[str, int, str, str]] = field(default_factory=list)


def take(run: Run, paths: Sequence[Path]) -> Read:
    """Take the files as the run. Raises SourceFault that tells every faulty row; nothing is taken then."""
    told = Read()
    for path in sorted(paths):
        data = path.read_bytes()
        run.keep_answer(path.name, data)
        _READERS.get(path.suffix.lower(), _unknown)(told, path, data)
    _check(told)
    if told.faults:
        raise _fault(told.faults)
    run.keep_catalogue(list(told.indicators.values()), list(told.units.values()), list(told.groups.values()))
    run.keep_values("00000", told.values)
    return told


def _json(told: Read, path: Path, data: bytes) -> None:
    try:
        rows = json.loads(data)["values"]
    except (ValueError, KeyError, TypeError):
        told.faults.append((path.name, 0, "filen är ingen JSON med values.", "the file is no JSON with values."))
        return
    for place, row in enumerate(rows, start=1):
        try:
            _row(told, row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            told.faults.append((path.name, place, f"{where} går inte att läsa.", f"{where} cannot be read."))


def _row(told: Read, row: dict[str, Any]) -> None:
    """One row of Kolada's shapes."""
    if "kpi" in row:
        data = FileData.model_validate(row)
        for v in data.values:
            told.values.add(
                data.kpi, data.municipality, str(data.period), v.gender, v.value, status=(v.status or "").strip(),
                deleted=v.isdeleted, low=v.low, high=v.high, numerator=v.numerator, denominator=v.denominator,
            )  # fmt: skip
    elif "members" in row:
        group = MunicipalityGroup.model_validate(row)
        told.groups[group.id] = GivenGroup(group.id, group.title, tuple(sorted(m.member_id for m in group.members)))
    elif "type" in row:
        unit = Municipality.model_validate(row)
        told.units[unit.id] = GivenUnit(unit.id, unit.title, unit_kind(unit))
    else:
        kpi = FileKpi.model_validate(row)
        told.indicators[kpi.id] = _indicator(kpi)


def _csv(told: Read, path: Path, data: bytes) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    _table(told, path.name, list(csv.reader(io.StringIO(text), delimiter=delimiter)))


def _excel(told: Read, path: Path, data: bytes) -> None:
    try:
        blocks = read(data, name=path.name).blocks
    except DocumentError as error:
        told.faults.append((path.name, 0, error.sentence("sv"), error.sentence("en")))
        return
    for block in blocks:
        if isinstance(block, Table):
            _table(told, path.name, [[c.text if c is not None else "" for c in row] for row in block.grid()])


def _table(told: Read, name: str, rows: list[list[str]]) -> None:
    """A table of values, or of indicators."""
    head = [_column(cell) for cell in rows[0]] if rows else []
    values = {"kpi", "municipality", "period"} <= set(head) and {"value", "status"} & set(head)
    if not values and not {"kpi", "title"} <= set(head):
        told.faults.append(
            (name, 1, "kolumnerna känns inte igen; de heter till exempel indikator, enhet, period, värde.",
             "the columns are not known; they are called for instance indicator, unit, period, value.")
        )  # fmt: skip
        return
    all_rows = [dict(zip(head, (cell.strip() for cell in cells), strict=False)) for cells in rows[1:]]
    commas = {column for column in NUMBERS if any(shows_its_comma(row.get(column, "")) for row in all_rows)}
    for place, row in enumerate(all_rows, start=2):
        if not any(row.values()):
            continue
        if values:
            _value(told, name, place, row, commas)
        else:
            kpi = FileKpi(id=row["kpi"], title=row["title"], description=row.get("description", ""))
            told.indicators[kpi.id] = _indicator(kpi)


def _value(told: Read, name: str, place: int, row: dict[str, str], commas: set[str]) -> None:
    """A row with a value. commas: the columns that show elsewhere that a comma is one of decimals."""
    numbers: dict[str, float | None] = {}
    for column in NUMBERS:
        text = row.get(column, "")
        if column not in commas and has_two_readings(text):
            told.faults.append((name, place, f"{text} kan läsas som två tal.", f"{text} can be read as two numbers."))
            return
        try:
            numbers[column] = number_of(text)
        except ValueError:
            told.faults.append((name, place, f"{text} är inget tal.", f"{text} is no number."))
            return
    sex = SEXES.get(row.get("gender", "").casefold())
    if sex is None:
        told.faults.append((name, place, f"{row['gender']} är inget kön.", f"{row['gender']} is no sex."))
        return
    told.values.add(
        row["kpi"], row["municipality"], row["period"], sex, numbers["value"], status=row.get("status", ""),
        low=numbers["low"], high=numbers["high"], numerator=numbers["numerator"], denominator=numbers["denominator"],
    )  # fmt: skip


def _column(text: str) -> str:
    return next((name for name, words in COLUMNS.items() if text.strip().casefold() in words), "")


def _check(told: Read) -> None:
    """Every value's indicator is described somewhere in the files."""
    for code in sorted(set(told.values.indicator) - set(told.indicators)):
        told.faults.append(
            ("", 0, f"indikatorn {code} har värden men ingen beskrivning.", f"{code} has values but no description.")
        )
    if not len(told.values) and not told.faults:
        told.faults.append(("", 0, "filerna har inga värden.", "the files have no values."))


def _indicator(kpi: FileKpi) -> GivenIndicator:
    return GivenIndicator(
        code=kpi.id,
        title=kpi.title,
        definition=kpi.description or "",
        by_sex=kpi.is_divided_by_gender,
        levels=LEVELS.get(kpi.municipality_type or "", ()),
        operating_area=kpi.operating_area or "",
        published=kpi.publ_period or "",
        measure=kpi.measure,
        unit=kpi.unit,
        producer=kpi.producer,
        polarity=kpi.polarity,
        years=kpi.years,
        breaks=kpi.breaks,
        margin=kpi.margin,
        hiding=kpi.hiding,
    )


def _unknown(told: Read, path: Path, data: bytes) -> None:
    told.faults.append(
        (path.name, 0, "är ingen fil med siffror (.json, .csv, .xlsx).", "is no file of figures (.json, .csv, .xlsx).")
    )


def _fault(faults: Sequence[tuple[str, int, str, str]]) -> SourceFault:
    """One fault that tells them all, as many as one can read."""
    sv, en = ("\n".join(_lines(faults, language, row)) for language, row in ((2, "rad"), (3, "row")))
    return SourceFault(f"Filerna kan inte läsas in:\n{sv}\n", f"The files cannot be read:\n{en}\n")


def _lines(faults: Sequence[tuple[str, int, str, str]], language: int, row: str) -> Iterator[str]:
    for told in faults[:MOST_TOLD]:
        place = f", {row} {told[1]}" if told[1] else ""
        yield f"{told[0]}{place}: {told[language]}" if told[0] else str(told[language])
    if len(faults) > MOST_TOLD:
        yield f"… +{len(faults) - MOST_TOLD}"


_READERS: dict[str, Callable[[Read, Path, bytes], None]] = {".json": _json, ".csv": _csv, ".xlsx": _excel}
