"""PxWeb, version 2 (SCB) and 1 (Folkhälsomyndigheten): chosen tables, split where they ask for too many cells.

Which tables, and what their dimensions mean, is data (`catalogue/figures/tables.yaml`, and a county's own file):
addresses and codes move.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any, Literal

from samplan.analysis.sources.asking import Asker, Progress
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.jsonstat import Cell, Dimension, NotJsonStat, dimensions, flatten
from samplan.analysis.sources.runs import Run
from samplan.analysis.sources.shapes import GivenIndicator, GivenUnit
from samplan.analysis.sources.table_values import indicator_of, meant, unclear, units_of, values_of
from samplan.analysis.sources.tables import TableSpec

Version = Literal[1, 2]
PER_SECOND = {1: 1.0, 2: 2.5}
CELLS = {1: 100_000, 2: 150_000}
"""What a table may give at once, where the source does not tell."""
TITLES = "titles"
"""What a run remembers of its tables: their code and what their source calls them."""
Selection = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class About:
    """What a source says of a table: its title, whether it is updated no more, its dimensions by code.

    roles: the dimensions of time, region and contents, where the source tells. units: of contents, by code.
    """

    title: str
    dimensions: Mapping[str, Dimension]
    discontinued: bool = False
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


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

    def about(self, table: str) -> About:
        """What the source says of a table. Raises NotThere when it has none such."""
        if self._version == 2:
            found: About = self._checked(lambda: about(self._get(f"tables/{table}/metadata")), table)
        else:
            found = self._checked(lambda: _first_version(self._get(table)), table)
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


def about(dataset: Any) -> About:
    """What a JSON-stat 2 dataset, with or without values, says of its table. Raises NotJsonStat."""
    told = dimensions(dataset)
    try:
        extension = dataset.get("extension") or {}
        roles = {name: list(codes) for name, codes in (dataset.get("role") or {}).items()}
        units = {
            code: str(unit.get("base", ""))
            for name in told
            for code, unit in (dataset["dimension"][name]["category"].get("unit") or {}).items()
        }
        return About(str(dataset.get("label", "")), told, extension.get("discontinued") is True, roles, units)
    except (AttributeError, TypeError) as error:
        raise NotJsonStat(f"no JSON-stat 2: {error}") from error


def _first_version(told: Any) -> About:
    """The same as version 1 tells it; it does not tell what is discontinued. Raises NotJsonStat."""
    try:
        found = {
            v["code"]: Dimension(v["text"], dict(zip(v["values"], v["valueTexts"], strict=True)))
            for v in told["variables"]
        }
        times = [v["code"] for v in told["variables"] if v.get("time")]
        return About(str(told.get("title", "")), found, roles={"time": times})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
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
    titles: dict[str, str] = {}
    indicators: list[GivenIndicator] = []
    for place, table in enumerate(tables):
        told = source.about(table.table)
        titles[table.code] = told.title
        indicators.append(indicator_of(table, discontinued=told.discontinued))
        selection = selected(table, told.dimensions)
        units |= units_of(told.dimensions[table.region].categories)
        if not run.has(table.code):
            run.keep_values(table.code, values_of(table, source.cells(table.table, selection)))
        progress(place + 1, len(tables))
    run.remember(TITLES, titles)
    run.keep_catalogue(indicators, list(units.values()))


def selected(table: TableSpec, told: Mapping[str, Dimension]) -> Selection:
    """Everything of region, sex and time; of the contents the chosen; of other variables those with the label.

    Raises SourceFault where the table is not as it is described.
    """
    selection: Selection = {}
    for code, variable in told.items():
        if code in table.fixed:
            wanted = table.fixed[code].casefold()
            values = [c for c, label in variable.categories.items() if label.casefold() == wanted]
        elif code == table.contents:
            values = [c for c, label in variable.categories.items() if meant(table, label)]
        elif code in {table.region, table.sex, table.time}:
            values = list(variable.categories)
        else:
            values = []
        if not values:
            raise unclear(table, f"{code} ({variable.label})")
        selection[code] = values
    if missing := {table.region, table.time, table.sex or table.time} - set(told):
        raise unclear(table, ", ".join(sorted(missing)))
    return selection
