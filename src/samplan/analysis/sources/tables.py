"""Which tables of PxWeb are taken and what their dimensions mean: those of `catalogue/figures/tables.yaml`, and those
that a county describes in a file of its own (setting `SAMPLAN_TABLES`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from samplan.analysis.results import Measure, Polarity
from samplan.analysis.sources.faults import SourceFault

Number = Literal["value", "low", "high", "numerator", "denominator"]
LEVELS = {"municipality", "region", "country"}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableSpec(_Part):
    """A table that becomes one indicator.

    code: its name in Samplan. source: where it is fetched, "file" for one that comes as a file only. table: its name or
    path at the source. region, sex, time, contents: codes of its variables ("" without). fixed: of other variables, the
    label that is chosen. numbers: which of the contents is value, low, high, numerator or denominator, as patterns of
    labels. measure: "" reads it from the title. seen: whether the table has been met as it is described here, or only
    been described by others.
    """

    code: str = Field(pattern=r"^[A-Za-z0-9_]+$")
    source: Literal["scb", "fohm", "file"]
    table: str = Field(min_length=1)
    title: str = Field(min_length=1)
    definition: str
    producer: str
    measure: str
    unit: str
    polarity: str = "none"
    operating_area: str = ""
    levels: list[str]
    years: int = Field(default=1, ge=1, le=30)
    breaks: list[str] = []
    region: str
    time: str
    sex: str = ""
    contents: str = ""
    fixed: dict[str, str] = {}
    numbers: dict[Number, str] = {"value": "."}
    seen: bool = False

    @field_validator("measure")
    @classmethod
    def _known_measure(cls, told: str) -> str:
        if told and told not in {m.value for m in Measure}:
            raise ValueError("one of the measures, or nothing")
        return told

    @field_validator("polarity")
    @classmethod
    def _known_polarity(cls, told: str) -> str:
        if told not in {p.value for p in Polarity}:
            raise ValueError("high, low or none")
        return told

    @field_validator("levels")
    @classmethod
    def _known_levels(cls, told: list[str]) -> list[str]:
        if not told or set(told) - LEVELS:
            raise ValueError("some of municipality, region, country")
        return told

    @field_validator("numbers")
    @classmethod
    def _patterns(cls, told: dict[Number, str]) -> dict[Number, str]:
        for pattern in told.values():
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError("patterns of labels") from error
        return told


class Tables(_Part):
    """`tables.yaml`. sexes: T, K, M by label."""

    sexes: dict[Literal["T", "K", "M"], list[str]]
    tables: list[TableSpec]


@lru_cache
def _told() -> Tables:
    text = (files("samplan") / "catalogue" / "figures" / "tables.yaml").read_text(encoding="utf-8")
    return Tables.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def all_tables() -> list[TableSpec]:
    """Every table that is described: the catalogue's, then the county's own. Raises SourceFault for a faulty file."""
    return [*_told().tables, *own_tables()]


def tables_of(source: str, only: tuple[str, ...] = ()) -> list[TableSpec]:
    """A source's tables, or the chosen ones of them by code."""
    return [t for t in all_tables() if t.source == source and (not only or t.code in only)]


@lru_cache
def sexes() -> dict[str, str]:
    """Label in lower case -> T, K, M."""
    return {label: sex for sex, labels in _told().sexes.items() for label in labels}


def own_file() -> Path:
    """Where a county's own tables are described. It need not exist."""
    return Path(settings.TABLES_FILE)


def own_tables() -> list[TableSpec]:
    """The tables that a county has described. Raises SourceFault that names every faulty entry and field."""
    file = own_file()
    if not file.exists():
        return []
    try:
        told = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        at = getattr(error, "problem_mark", None)
        line = at.line + 1 if at is not None else 0
        said = f"rad {line}: går inte att läsa som YAML", f"line {line}: cannot be read as YAML"
        raise _fault(file, [said]) from error
    entries = told.get("tables") if isinstance(told, dict) else None
    if not isinstance(entries, list) or set(told) - {"tables"}:
        raise _fault(file, [("filen ska ha en lista som heter tables", "the file has one list, called tables")])
    found, wrong = _checked(entries)
    if wrong:
        raise _fault(file, wrong)
    return found


def _checked(entries: list[Any]) -> tuple[list[TableSpec], list[tuple[str, str]]]:
    """The entries that are well formed, and what is wrong with the others, in Swedish and in English."""
    found: list[TableSpec] = []
    wrong: list[tuple[str, str]] = []
    taken = {t.code for t in _told().tables}
    for place, entry in enumerate(entries, start=1):
        name = entry.get("code", "") if isinstance(entry, dict) else ""
        where_sv, where_en = f"tabell {place} {name}".strip(), f"table {place} {name}".strip()
        try:
            spec = TableSpec.model_validate(entry)
        except ValidationError as error:
            for one in error.errors():
                part = ".".join(str(p) for p in one["loc"]) or "entry"
                sv, en = _WORDS.get(one["type"], ("har ett värde som inte går", "has a value that cannot be"))
                told = f" ({one['input']})" if isinstance(one["input"], str) and one["type"] != "missing" else ""
                wrong.append((f"{where_sv}: {part} {sv}{told}", f"{where_en}: {part} {en}{told}"))
            continue
        if spec.code in taken:
            wrong.append((f"{where_sv}: koden är redan tagen", f"{where_en}: the code is taken"))
        taken.add(spec.code)
        found.append(spec)
    return found, wrong


_WORDS = {
    "missing": ("saknas", "is missing"),
    "extra_forbidden": ("är inget fält", "is no field"),
    "string_pattern_mismatch": ("får bara ha a–z, siffror och _", "may have a-z, digits and _ only"),
}


def _fault(file: Path, wrong: list[tuple[str, str]]) -> SourceFault:
    sv, en = ("\n".join(f"  {line[i]}." for line in wrong) for i in (0, 1))
    return SourceFault(
        f"Länets egna tabeller i {file} går inte att använda:\n{sv}\n",
        f"The county's own tables in {file} cannot be used:\n{en}\n",
    )
