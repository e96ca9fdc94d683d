"""Which tables of PxWeb are taken and what their dimensions mean (`catalogue/figures/tables.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TableSpec(_Part):
    """A table that becomes one indicator.

    code: its name in Samplan. table: its name or path at the source. region, sex, time, contents: codes of its
    variables ("" without). fixed: of other variables, the label that is chosen. numbers: which of the contents is
    value, low, high, numerator or denominator, as patterns of labels. seen: whether the table has been met as it is
    described here, or only been described by others.
    """

    code: str = Field(pattern=r"^[A-Za-z0-9_]+$")
    source: Literal["scb", "fohm"]
    table: str
    title: str
    definition: str
    producer: str
    measure: str
    unit: str
    polarity: str = "none"
    operating_area: str = ""
    levels: list[str]
    years: int = 1
    breaks: list[str] = []
    region: str
    time: str
    sex: str = ""
    contents: str = ""
    fixed: dict[str, str] = {}
    numbers: dict[Literal["value", "low", "high", "numerator", "denominator"], str] = {"value": "."}
    seen: bool = False


class Tables(_Part):
    """`tables.yaml`. sexes: T, K, M by label."""

    sexes: dict[Literal["T", "K", "M"], list[str]]
    tables: list[TableSpec]


@lru_cache
def _told() -> Tables:
    text = (files("samplan") / "catalogue" / "figures" / "tables.yaml").read_text(encoding="utf-8")
    return Tables.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def tables_of(source: str, only: tuple[str, ...] = ()) -> list[TableSpec]:
    """A source's tables, or the chosen ones of them by code."""
    return [t for t in _told().tables if t.source == source and (not only or t.code in only)]


@lru_cache
def sexes() -> dict[str, str]:
    """Label in lower case -> T, K, M."""
    return {label: sex for sex, labels in _told().sexes.items() for label in labels}
