"""PxWeb, version 2 (SCB) and 1 (Folkhälsomyndigheten): chosen tables, split where they ask for too many cells.

Which tables, and what their dimensions mean, is data (`catalogue/figures/tables.yaml`): addresses and codes move.
Sex is understood by its label, never by its code, for that differs between tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

from samplan.analysis.sources.asking import Asker, Progress
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.jsonstat import Cell, NotJsonStat, dimensions, flatten
from samplan.analysis.sources.runs import Run
from samplan.analysis.sources.shapes import GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.sources.tables import TableSpec, sexes

Version = Literal[1, 2]
PER_SECOND = {1: 1.0, 2: 2.5}
CELLS = {1: 100_000, 2: 150_000}
"""What a table may give at once, where the source does not tell."""
NUMBERS = ("value", "low", "high", "numerator", "denominator")
Selection = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Variable:
    """A table's variable: its label and its values, code -> label."""

    label: str
    values: Mapping[str, str]


class PxWeb:
    """A PxWeb database. most_cells: how many cells it gives at once."""

    def __init__(self, asker: Asker, version: Version, run: Run | None = None) -> None:
        self._asker, self._version, self._run = asker, version, run
        self.most_cells = CELLS[version]

    def read_limits(self) -> None:
        """Ask the source for its limits; where it does not tell them, the usual ones hold."""
        told = self._get("config" if self._version == 2 else "?config")
        limits = [told.get(name) for name in ("maxDataCells", "maxCells")] if isinstance(told, dict) else []
        self.most_cells = next((n for n in limits if isinstance(n, int) and n > 0), self.most_cells)

    def variables(self, table: str) -> dict[str, Variable]:
        """A table's variables, by code."""
        if self._version == 2:
            told = self._checked(lambda: dimensions(self._get(f"tables/{table}/metadata")), table)
            return {code: Variable(d.label, d.categories) for code, d in told.items()}
        found: dict[str, Variable] = self._checked(lambda: _first_version(self._get(table)), table)
        return found

    def cells(self, table: str, selection: Selection) -> Iterator[Cell]:
        """All cells of a selection, asked for in as few questions as the limit allows."""
        for part in split(selection, self.most_cells):
            dataset = self._post(table, part)
            yield from self._checked(lambda told=dataset: list(flatten(told)), table)

    def _get(self, address: str) -> Any:
        answer = self._asker.get(address)
        if self._run is not None:
            self._run.keep_answer(answer.address, answer.body)
        return answer.json(self._asker.name)

    def _post(self, table: str, selection: Selection) -> Any:
        if self._version == 2:
            asked: dict[str, Any] = {
                "selection": [{"variableCode": code, "valueCodes": values} for code, values in selection.items()]
            }
            answer = self._asker.post(f"tables/{table}/data?outputFormat=json-stat2", asked)
        else:
            query = [
                {"code": code, "selection": {"filter": "item", "values": values}} for code, values in selection.items()
            ]
            answer = self._asker.post(table, {"query": query, "response": {"format": "json-stat2"}})
        if self._run is not None:
            self._run.keep_answer(answer.address, answer.body, answer.asked)
        return answer.json(self._asker.name)

    def _checked(self, work: Any, table: str) -> Any:
        try:
            return work()
        except NotJsonStat as error:
            raise SourceFault(
                f"{self._asker.name} svarade om {table} i en form som inte går att läsa: {error}.",
                f"{self._asker.name} answered about {table} in a shape that cannot be read: {error}.",
            ) from error


def _first_version(told: Any) -> dict[str, Variable]:
    """The variables as version 1 tells them. Raises NotJsonStat."""
    try:
        return {
            v["code"]: Variable(v["text"], dict(zip(v["values"], v["valueTexts"], strict=True)))
            for v in told["variables"]
        }
    except (KeyError, TypeError, ValueError) as error:
        raise NotJsonStat(f"no variables: {error}") from error


def split(selection: Selection, most: int) -> Iterator[Selection]:
    """The selection in parts of at most so many cells, the longest variable cut first."""
    if prod(map(len, selection.values())) <= most:
        yield selection
        return
    code = max(selection, key=lambda name: len(selection[name]))
    values = selection[code]
    if len(values) == 1:
        yield selection
        return
    half = len(values) // 2
    for few in (values[:half], values[half:]):
        yield from split({**selection, code: few}, most)


def take(
    asker: Asker, version: Version, run: Run, tables: Sequence[TableSpec], progress: Progress = lambda done, of: None
) -> None:
    """Take the tables, one part of the run each. Raises SourceFault at the first that fails."""
    source = PxWeb(asker, version, run)
    source.read_limits()
    units: dict[str, GivenUnit] = {}
    for place, table in enumerate(tables):
        variables = source.variables(table.table)
        units |= _units(variables.get(table.region))
        if not run.has(table.code):
            run.keep_values(table.code, _values(source, table, variables))
        progress(place + 1, len(tables))
    run.keep_catalogue([_indicator(table) for table in tables], list(units.values()))


def _values(source: PxWeb, table: TableSpec, variables: Mapping[str, Variable]) -> GivenValues:
    selection = _selection(table, variables)
    rows: dict[tuple[str, str, str], dict[str, Cell]] = {}
    for cell in source.cells(table.table, selection):
        unit = unit_of(cell.codes[table.region], cell.labels[table.region])
        if unit is None:
            continue
        sex = _sex(table, cell.labels[table.sex]) if table.sex else "T"
        key = (unit, cell.labels[table.time], sex)
        number = _number(table, cell)
        if number in rows.setdefault(key, {}):
            raise _unclear(table, f"{', '.join(key)}: {number}")
        rows[key][number] = cell
    told = GivenValues()
    for (unit, period, sex), numbers in rows.items():
        value = numbers.get("value")
        if value is None:
            continue
        more: dict[str, Any] = {name: numbers[name].value for name in NUMBERS[1:] if name in numbers}
        told.add(table.code, unit, period, sex, value.value, status=value.status, **more)
    return told


def _selection(table: TableSpec, variables: Mapping[str, Variable]) -> Selection:
    """Everything of region, sex and time; of the contents the chosen; of other variables those with the label."""
    selection: Selection = {}
    for code, variable in variables.items():
        if code in table.fixed:
            wanted = table.fixed[code].casefold()
            values = [c for c, label in variable.values.items() if label.casefold() == wanted]
        elif code == table.contents:
            values = [c for c, label in variable.values.items() if _meant(table, label)]
        elif code in {table.region, table.sex, table.time}:
            values = list(variable.values)
        else:
            values = []
        if not values:
            raise _unclear(table, f"{code} ({variable.label})")
        selection[code] = values
    if missing := {table.region, table.time, table.sex or table.time} - set(variables):
        raise _unclear(table, ", ".join(sorted(missing)))
    return selection


def _number(table: TableSpec, cell: Cell) -> str:
    """Which number a cell is: value, low, high, numerator, denominator."""
    return _meant(table, cell.labels[table.contents]) if table.contents else "value"


def _meant(table: TableSpec, label: str) -> str:
    for number in (n for n in NUMBERS[::-1] if n in table.numbers):
        if re.search(table.numbers[number], label, flags=re.IGNORECASE):
            return number
    return ""


def _sex(table: TableSpec, label: str) -> str:
    sex = sexes().get(label.strip().casefold())
    if sex is None:
        raise _unclear(table, label)
    return sex


def unit_of(code: str, label: str) -> str | None:
    """The unit's id as Kolada writes it; None for parts of the country that are no unit here."""
    if code == "00" or label.strip().casefold() in {"riket", "hela riket"}:
        return "0000"
    if re.fullmatch(r"\d\d", code):
        return f"00{code}"
    return code if re.fullmatch(r"\d{4}", code) else None


def _units(variable: Variable | None) -> dict[str, GivenUnit]:
    units = {}
    for code, label in (variable.values if variable else {}).items():
        if (unit := unit_of(code, label)) is not None:
            kind = "country" if unit == "0000" else "region" if unit.startswith("00") else "municipality"
            name = re.sub(rf"^{code}\s+", "", label)
            units[unit] = GivenUnit(unit, name, kind)
    return units


def _indicator(table: TableSpec) -> GivenIndicator:
    return GivenIndicator(
        code=table.code,
        title=table.title,
        definition=table.definition,
        by_sex=bool(table.sex),
        levels=tuple(table.levels),
        operating_area=table.operating_area,
        published=table.table,
        measure=table.measure,
        unit=table.unit,
        producer=table.producer,
        polarity=table.polarity,
        years=table.years,
        breaks=tuple(table.breaks),
    )


def _unclear(table: TableSpec, what: str) -> SourceFault:
    return SourceFault(
        f"Tabellen {table.table} är inte som den beskrivs i tables.yaml: {what}.",
        f"The table {table.table} is not as tables.yaml describes it: {what}.",
    )
