"""The catalogue of figures: how texts are read, which number belongs to which, who hides what (`catalogue/figures`)."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict

from samplan.analysis.results import Measure, Polarity, Status


def _compiled(pattern: str) -> str:
    re.compile(pattern)
    return pattern


Pattern = Annotated[str, AfterValidator(_compiled)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureText(_Part):
    """A measure's mark in a title; unit: what the reader sees after a value, None: what the pattern found."""

    measure: Measure
    pattern: Pattern
    unit: str | None = None


class WindowText(_Part):
    """How a text tells of several years pooled; groups: years, word, back or back_word."""

    pattern: Pattern


class BreakText(_Part):
    """How a sentence tells of another definition from a year on; groups: year (the first new) or before (the last)."""

    pattern: Pattern
    also: Pattern = ""
    but_not: Pattern | None = None


class OtherSurvey(_Part):
    """Counties with figures from another survey: those named at most reach characters before the pattern."""

    pattern: Pattern
    reach: int
    counties: dict[str, str]


class Texts(_Part):
    """`texts.yaml`."""

    measures: tuple[MeasureText, ...]
    discontinued: Pattern
    suicide: Pattern
    producer: Pattern
    survey: Pattern
    margin: Pattern
    windows: tuple[WindowText, ...]
    numbers: dict[str, int]
    own_count: Pattern
    known_windows: dict[str, int]
    breaks: tuple[BreakText, ...]
    other_survey: OtherSurvey
    hiding: dict[str, Pattern]
    statuses: dict[str, Status]


class Theme(_Part):
    """Where an indicator belongs among the plans' subjects, and whether more is better."""

    theme: str
    polarity: Polarity


@lru_cache
def texts() -> Texts:
    """How texts are read."""
    return Texts.model_validate(yaml.load(_text("texts.yaml"), Loader=yaml.CSafeLoader))


@lru_cache
def margins() -> dict[str, tuple[str, bool]]:
    """Kolada's indicators of uncertainty: value's code -> (code of its margin, that is an uneven interval's larger)."""
    return {row["value"]: (row["margin"], row["larger_half"] == "yes") for row in _rows("uncertainty_pairs.csv")}


@lru_cache
def hiding_rules() -> dict[str, tuple[str, ...]]:
    """Kolada code -> rules of hiding that its text tells, in the words of `texts.yaml`."""
    told: dict[str, tuple[str, ...]] = {}
    for row in _rows("hiding_rules.csv"):
        if row["rule"] not in texts().hiding:
            raise ValueError(f"hiding_rules.csv: {row['rule']} is no rule of texts.yaml")
        told[row["kpi"]] = (*told.get(row["kpi"], ()), row["rule"])
    return told


@lru_cache
def themes() -> dict[str, Theme]:
    """Kolada code -> its theme and polarity, for the indicators of mental health."""
    return {row.pop("kpi"): Theme.model_validate(row) for row in _rows("themes.csv")}


def _text(name: str) -> str:
    return (files("samplan") / "catalogue" / "figures" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))
