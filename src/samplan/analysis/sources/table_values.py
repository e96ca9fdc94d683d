"""Cells of a PxWeb table as values: which unit, period, sex and number each is. Asked for or out of a file alike.

Sex is understood by its label, never by its code, for that differs between tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.jsonstat import Cell
from samplan.analysis.sources.shapes import GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.sources.tables import TableSpec, sexes

NUMBERS = ("value", "low", "high", "numerator", "denominator")


def values_of(table: TableSpec, cells: Iterable[Cell]) -> GivenValues:
    """The values of a table's cells. Cells of other units, of other chosen labels and of other contents are left out.

    Raises SourceFault where two cells are the same number of the same value.
    """
    rows: dict[tuple[str, str, str], dict[str, Cell]] = {}
    for cell in cells:
        unit = unit_of(cell.codes[table.region], cell.labels[table.region])
        number = number_of(table, cell)
        if unit is None or not number or not _chosen(table, cell):
            continue
        sex = sex_of(table, cell.labels[table.sex]) if table.sex else "T"
        key = (unit, cell.labels[table.time], sex)
        if number in rows.setdefault(key, {}):
            raise unclear(table, f"{', '.join(key)}: {number}")
        rows[key][number] = cell
    told = GivenValues()
    for (unit, period, sex), numbers in rows.items():
        value = numbers.get("value")
        if value is None:
            continue
        more: dict[str, Any] = {name: numbers[name].value for name in NUMBERS[1:] if name in numbers}
        told.add(table.code, unit, period, sex, value.value, status=value.status, **more)
    return told


def _chosen(table: TableSpec, cell: Cell) -> bool:
    return all(cell.labels[code].casefold() == label.casefold() for code, label in table.fixed.items())


def number_of(table: TableSpec, cell: Cell) -> str:
    """Which number a cell is: value, low, high, numerator, denominator; "" for none that is meant."""
    return meant(table, cell.labels[table.contents]) if table.contents else "value"


def meant(table: TableSpec, label: str) -> str:
    """Which number a label of the contents is, "" for none."""
    for number in (n for n in NUMBERS[::-1] if n in table.numbers):
        if re.search(table.numbers[number], label, flags=re.IGNORECASE):
            return number
    return ""


def sex_of(table: TableSpec, label: str) -> str:
    """T, K or M by the label. Raises SourceFault for one that is not known."""
    sex = sexes().get(label.strip().casefold())
    if sex is None:
        raise unclear(table, label)
    return sex


def unit_of(code: str, label: str) -> str | None:
    """The unit's id as Kolada writes it; None for parts of the country that are no unit here."""
    if code == "00" or label.strip().casefold() in {"riket", "hela riket"}:
        return "0000"
    if re.fullmatch(r"\d\d", code):
        return f"00{code}"
    return code if re.fullmatch(r"\d{4}", code) else None


def units_of(regions: Mapping[str, str]) -> dict[str, GivenUnit]:
    """The units among a table's regions (code -> label), by id."""
    units = {}
    for code, label in regions.items():
        if (unit := unit_of(code, label)) is not None:
            kind = "country" if unit == "0000" else "region" if unit.startswith("00") else "municipality"
            name = re.sub(rf"^{code}\s+", "", label)
            units[unit] = GivenUnit(unit, name, kind)
    return units


def indicator_of(table: TableSpec, *, discontinued: bool = False) -> GivenIndicator:
    """A table as an indicator. discontinued: its source says that it is updated no more."""
    return GivenIndicator(
        code=table.code,
        title=table.title,
        definition=table.definition,
        by_sex=bool(table.sex),
        levels=tuple(table.levels),
        operating_area=table.operating_area,
        published="" if discontinued else table.table,
        measure=table.measure,
        unit=table.unit,
        producer=table.producer,
        polarity=table.polarity,
        years=table.years,
        breaks=tuple(table.breaks),
    )


def unclear(table: TableSpec, what: str) -> SourceFault:
    """The table is not as it is described. what: the part that differs."""
    return SourceFault(
        f"Tabellen {table.table} är inte som den beskrivs i tables.yaml: {what}.",
        f"The table {table.table} is not as tables.yaml describes it: {what}.",
    )
