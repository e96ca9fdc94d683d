"""Tables in CSV and Excel: a row for each value, indicator, unit or member of a group; which, the column names tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samplan.analysis.results import Measure, Polarity
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.value_files import has_two_readings, number_of, shows_its_comma
from samplan.documents import DocumentError, read
from samplan.documents.blocks import Table

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
    "title": {"title", "titel", "namn", "name"},
    "description": {"description", "beskrivning", "definition"},
    "measure_unit": {"unit_of_measure", "måttenhet"},
    "measure": {"measure", "mått"},
    "producer": {"producer", "källa", "source"},
    "polarity": {"better", "bra"},
    "area": {"operating_area", "verksamhetsområde"},
    "kind": {"kind", "type", "slag", "typ"},
    "group": {"group", "grupp"},
    "member": {"member", "medlem"},
}
SEXES = {"": "T", "t": "T", "totalt": "T", "k": "K", "kvinnor": "K", "m": "M", "män": "M"}
NUMBERS = ("value", "low", "high", "numerator", "denominator")
KINDS = {
    **{"kommun": "municipality", "municipality": "municipality", "k": "municipality"},
    **{"region": "region", "län": "region", "county": "region", "l": "region"},
    **{"riket": "country", "land": "country", "country": "country"},
}
MEASURES = {
    **{measure.value: measure for measure in Measure},
    **{"": None, "andel": Measure.SHARE, "andel i enkät": Measure.SURVEY_SHARE, "per invånare": Measure.RATE},
    **{"antal": Measure.COUNT, "medelvärde": Measure.MEAN, "index": Measure.INDEX, "kronor": Measure.MONEY},
    **{"ja/nej": Measure.YES_NO, "annat": Measure.OTHER},
}
POLARITIES = {
    **{polarity.value: polarity for polarity in Polarity},
    **{"": None, "högt": Polarity.HIGH_IS_GOOD, "lågt": Polarity.LOW_IS_GOOD, "inget": Polarity.NONE},
}
Row = Mapping[str, str]


@dataclass(slots=True)
class Read:
    """What is read of all files, and what is wrong in them: (file, row, sentence in Swedish, in English)."""

    indicators: dict[str, GivenIndicator] = field(default_factory=dict)
    units: dict[str, GivenUnit] = field(default_factory=dict)
    groups: dict[str, GivenGroup] = field(default_factory=dict)
    values: GivenValues = field(default_factory=GivenValues)
    faults: list[tuple[str, int, str, str]] = field(default_factory=list)


class _Wrong(ValueError):
    """A row cannot be taken. sv, en: why."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv, self.en = sv, en


def read_csv(told: Read, path: Path, data: bytes) -> None:
    """Take a CSV file: with semicolons, commas or tabs, in UTF-8 or as old Excel writes it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    _table(told, path.name, list(csv.reader(io.StringIO(text), delimiter=delimiter)))


def read_excel(told: Read, path: Path, data: bytes) -> None:
    """Take an Excel file, each of its tables."""
    try:
        blocks = read(data, name=path.name).blocks
    except DocumentError as error:
        told.faults.append((path.name, 0, error.sentence("sv"), error.sentence("en")))
        return
    for block in blocks:
        if isinstance(block, Table):
            _table(told, path.name, [[c.text if c is not None else "" for c in row] for row in block.grid()])


def _table(told: Read, name: str, rows: list[list[str]]) -> None:
    """A table of values, indicators, units or groups."""
    head = [_column(cell) for cell in rows[0]] if rows else []
    taking = _taking(set(head))
    if taking is None:
        told.faults.append(
            (name, 1, "kolumnerna känns inte igen; de heter till exempel indikator, enhet, period, värde.",
             "the columns are not known; they are called for instance indicator, unit, period, value.")
        )  # fmt: skip
        return
    # A row may end before the last columns: they are empty in it.
    none = dict.fromkeys(head, "")
    all_rows = [none | dict(zip(head, (cell.strip() for cell in cells), strict=False)) for cells in rows[1:]]
    commas = {column for column in NUMBERS if any(shows_its_comma(row.get(column, "")) for row in all_rows)}
    for place, row in enumerate(all_rows, start=2):
        if not any(row.values()):
            continue
        try:
            taking(told, row, commas)
        except _Wrong as wrong:
            told.faults.append((name, place, wrong.sv, wrong.en))


Taking = Callable[[Read, Row, set[str]], None]


def _taking(head: set[str]) -> Taking | None:
    """What the rows are, by the columns; None where nobody can tell."""
    kinds: Iterable[tuple[set[str], Taking]] = (
        ({"kpi", "municipality", "period", "value"}, _value),
        ({"kpi", "municipality", "period", "status"}, _value),
        ({"group", "member"}, _member),
        ({"municipality", "title", "kind"}, _unit),
        ({"kpi", "title"}, _indicator),
    )
    return next((taking for columns, taking in kinds if columns <= head), None)


def _value(told: Read, row: Row, commas: set[str]) -> None:
    """A row with a value. commas: the columns that show elsewhere that a comma is one of decimals."""
    numbers: dict[str, float | None] = {}
    for column in NUMBERS:
        text = row.get(column, "")
        if column not in commas and has_two_readings(text):
            raise _Wrong(f"{text} kan läsas som två tal.", f"{text} can be read as two numbers.")
        try:
            numbers[column] = number_of(text)
        except ValueError as error:
            raise _Wrong(f"{text} är inget tal.", f"{text} is no number.") from error
    sex = SEXES.get(row.get("gender", "").casefold())
    if sex is None:
        raise _Wrong(f"{row['gender']} är inget kön.", f"{row['gender']} is no sex.")
    told.values.add(
        row["kpi"], row["municipality"], row["period"], sex, numbers["value"], status=row.get("status", ""),
        low=numbers["low"], high=numbers["high"], numerator=numbers["numerator"], denominator=numbers["denominator"],
    )  # fmt: skip


def _indicator(told: Read, row: Row, _commas: set[str]) -> None:
    """A row with an indicator. What its columns do not tell is read from title and definition."""
    measure, polarity = row.get("measure", ""), row.get("polarity", "")
    if measure.casefold() not in MEASURES:
        words = ", ".join(word for word in MEASURES if word)
        raise _Wrong(f"{measure} är inget mått; de är {words}.", f"{measure} is no measure; they are {words}.")
    if polarity.casefold() not in POLARITIES:
        raise _Wrong(f"{polarity} är inte högt, lågt eller inget.", f"{polarity} is not high, low or none.")
    code, title = row["kpi"], row["title"]
    if not code or not title:
        raise _Wrong("en indikator har kod och titel.", "an indicator has a code and a title.")
    told.indicators[code] = GivenIndicator(
        code=code,
        title=title,
        definition=row.get("description", ""),
        operating_area=row.get("area", ""),
        measure=_code(MEASURES[measure.casefold()]),
        unit=row.get("measure_unit", ""),
        producer=row.get("producer", ""),
        polarity=_code(POLARITIES[polarity.casefold()]),
    )


def _code(told: Measure | Polarity | None) -> str:
    return told.value if told is not None else ""


def _unit(told: Read, row: Row, _commas: set[str]) -> None:
    """A row with a place."""
    code, title, kind = row["municipality"], row["title"], KINDS.get(row["kind"].casefold())
    if kind is None:
        raise _Wrong(f"{row['kind']} är inte kommun, region eller riket.", f"{row['kind']} is no kind of place.")
    if not code or not title:
        raise _Wrong("en enhet har kod och namn.", "a place has a code and a name.")
    known = told.units.setdefault(code, GivenUnit(code, title, kind))
    if (known.title, known.kind) != (title, kind):
        raise _Wrong(f"{code} är redan {known.title}.", f"{code} is {known.title} already.")


def _member(told: Read, row: Row, _commas: set[str]) -> None:
    """A row with a member of a group."""
    code, member = row["group"], row["member"]
    title = row.get("title", "") or code
    if not code or not member:
        raise _Wrong("en rad har grupp och medlem.", "a row has a group and a member.")
    known = told.groups.get(code, GivenGroup(code, title, ()))
    if known.title != title:
        raise _Wrong(f"gruppen {code} heter redan {known.title}.", f"the group {code} is called {known.title} already.")
    if member in known.members:
        raise _Wrong(f"{member} är redan med i {code}.", f"{member} is in {code} already.")
    told.groups[code] = GivenGroup(code, title, tuple(sorted((*known.members, member))))


def _column(text: str) -> str:
    return next((name for name, words in COLUMNS.items() if text.strip().casefold() in words), "")
