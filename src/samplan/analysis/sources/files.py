"""Figures from files, for places without a connection: Kolada's or PxWeb's shapes as JSON, tables as CSV or Excel.

A JSON file has Kolada's envelope, `{"values": [...]}`; what its rows are (indicators, units, groups, data) is seen from
their fields. Or it is a JSON-stat 2 dataset, as PxWeb's pages save it. A table has a row per value, indicator or group;
which, is seen from its column names. All faults of all files are told at once, each with its row, and with any of them
nothing is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from samplan.analysis.sources.dataset_files import is_dataset, read_dataset
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.file_tables import Read, read_csv, read_excel
from samplan.analysis.sources.jsonstat import NotJsonStat
from samplan.analysis.sources.kolada import LEVELS, Data, Kpi, Municipality, MunicipalityGroup, Value, unit_kind
from samplan.analysis.sources.runs import Run
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit
from samplan.analysis.sources.understanding import NotUnderstood

MOST_TOLD = 20
"""Faults that are told; the rest are counted."""


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
        whole = json.loads(data)
        if is_dataset(whole):
            _dataset(told, path, whole)
            return
        rows = whole["values"]
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


def _dataset(told: Read, path: Path, whole: dict[str, Any]) -> None:
    """A table of PxWeb."""
    try:
        indicator, units, values = read_dataset(whole, path.name)
    except NotJsonStat as error:
        told.faults.append(
            (path.name, 0, f"filen är ingen hel JSON-stat 2: {error}.", f"no whole JSON-stat 2: {error}.")
        )
        return
    except NotUnderstood as error:
        told.faults.append((path.name, 0, f"{error.sv}.", f"{error.en}."))
        return
    except SourceFault as fault:
        told.faults.append((path.name, 0, fault.sv, fault.en))
        return
    told.indicators[indicator.code] = indicator
    told.units |= units
    told.values.extend(values)


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


_READERS: dict[str, Callable[[Read, Path, bytes], None]] = {".json": _json, ".csv": read_csv, ".xlsx": read_excel}
