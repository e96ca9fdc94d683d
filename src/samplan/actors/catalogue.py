"""Reads counties, regions and municipalities from the catalogue, and refuses what is wrong in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A county and its region."""

    code: str
    name: str
    region_code: str
    region_name: str


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality of a county."""

    code: str
    name: str
    county_code: str


class CatalogueFault(ValueError):
    """The catalogue that came with the program is damaged; the message names file and line."""


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    text = (files("samplan") / "catalogue" / name).read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise CatalogueFault(f"{name}: the columns must be {', '.join(columns)}")
    for number, row in enumerate(reader, start=2):
        values = [(row[c] or "").strip() for c in columns]
        if not all(values):
            raise CatalogueFault(f"{name}, line {number}: a value is missing")
        yield values


def _check_codes(name: str, codes: list[str], digits: int) -> None:
    wrong = [c for c in codes if not (c.isdigit() and len(c) == digits)]
    if wrong:
        raise CatalogueFault(f"{name}: codes must have {digits} digits: {', '.join(wrong)}")
    if len(set(codes)) != len(codes):
        raise CatalogueFault(f"{name}: a code stands twice")


def counties() -> list[CountyRow]:
    """All counties, in the file's order; raises CatalogueFault."""
    rows = [CountyRow(*r) for r in _rows("counties.csv", ("code", "name", "region_code", "region_name"))]
    _check_codes("counties.csv", [r.code for r in rows], 2)
    _check_codes("counties.csv", [r.region_code for r in rows], 4)
    return rows


def municipalities() -> list[MunicipalityRow]:
    """All municipalities, in the file's order; raises CatalogueFault."""
    rows = [MunicipalityRow(*r) for r in _rows("municipalities.csv", ("code", "name", "county_code"))]
    _check_codes("municipalities.csv", [r.code for r in rows], 4)
    strangers = {r.county_code for r in rows} - {c.code for c in counties()}
    if strangers:
        raise CatalogueFault(f"municipalities.csv: no such county: {', '.join(sorted(strangers))}")
    return rows
