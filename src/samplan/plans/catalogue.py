"""Reads statuses and frameworks from the catalogue, and refuses what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from samplan.plans.shapes.content import Label
from samplan.plans.shapes.statuses import ActivityStatus, Attainment

Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]


def _no_number(value: object) -> object:
    """A bare year would else be read as so many seconds after 1970."""
    if isinstance(value, int | float):
        raise ValueError("a day is written as 2026-03-12")
    return value


Day = Annotated[date, BeforeValidator(_no_number)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatusEntry(_Strict):
    """One status: labels in both languages, the mark that shows it, the words that documents use for it."""

    code: Code
    sv: Word
    en: Word
    mark: Word
    words: tuple[Word, ...]

    def label(self) -> Label:
        """As pages and editions carry it."""
        return Label(code=self.code, sv=self.sv, en=self.en, mark=self.mark)


class Statuses(_Strict):
    """The whole of catalogue/statuses.yaml."""

    activity_statuses: tuple[StatusEntry, ...]
    attainments: tuple[StatusEntry, ...]
    recurring: tuple[Word, ...]
    uncertain: tuple[Word, ...]


class NodeEntry(_Strict):
    """A node of a framework file and the nodes below it."""

    code: Code
    level: Word
    name: Word
    number: str = ""
    name_en: str = ""
    wordings: tuple[Word, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    children: tuple[NodeEntry, ...] = ()


class MappingEntry(_Strict):
    """A cross-walk: `from_node` of this framework corresponds to "framework/node" of another."""

    from_node: Code
    to: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+/[a-z0-9_-]+$")]
    relation: Literal["same", "part", "related"] = "related"
    source: str = ""


class FrameworkEntry(_Strict):
    """One file of catalogue/frameworks/."""

    code: Code
    kind: Literal["focus_areas", "strategy", "fund_areas", "perspectives", "target_groups", "other"]
    name: Word
    name_en: str = ""
    source: str = ""
    vision: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    nodes: tuple[NodeEntry, ...]
    mappings: tuple[MappingEntry, ...] = ()


@cache
def statuses() -> Statuses:
    """All statuses; raises pydantic.ValidationError or ValueError when the file is damaged."""
    text = (files("samplan") / "catalogue" / "statuses.yaml").read_text(encoding="utf-8")
    found = Statuses.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    _check_codes("activity_statuses", found.activity_statuses, list(ActivityStatus))
    _check_codes("attainments", found.attainments, list(Attainment))
    return found


def _check_codes(name: str, entries: Iterable[StatusEntry], codes: list[ActivityStatus] | list[Attainment]) -> None:
    if [e.code for e in entries] != [c.value for c in codes]:
        raise ValueError(f"statuses.yaml: {name} must hold these codes, in this order: {', '.join(codes)}")


@cache
def frameworks() -> tuple[FrameworkEntry, ...]:
    """All framework files by name; raises pydantic.ValidationError when one is damaged."""
    folder = files("samplan") / "catalogue" / "frameworks"
    sheets = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(
        FrameworkEntry.model_validate(yaml.load(f.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) for f in sheets
    )


def activity_label(code: str) -> Label | None:
    """The label of an activity status; None for ""."""
    return next((e.label() for e in statuses().activity_statuses if e.code == code), None)


def attainment_label(code: str) -> Label | None:
    """The label of a goal attainment; None for ""."""
    return next((e.label() for e in statuses().attainments if e.code == code), None)


def _whole(words: str) -> str:
    """A pattern for words that stand by themselves; signs ("???") may stand close to a word."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return f"{before}{re.escape(words)}{after}"


@cache
def _any_of(which: Literal["recurring", "uncertain"]) -> re.Pattern[str]:
    words: tuple[str, ...] = getattr(statuses(), which)
    return re.compile("|".join(_whole(w) for w in words), re.IGNORECASE)


def is_recurring(text: str) -> bool:
    """Whether a time frame says that the activity comes back ("Årligen")."""
    return bool(_any_of("recurring").search(text))


def is_uncertain(text: str) -> bool:
    """Whether a target says that it is not settled ("???", "ca")."""
    return bool(_any_of("uncertain").search(text))


@cache
def _patterns(which: Literal["activity_statuses", "attainments"]) -> tuple[tuple[re.Pattern[str], str], ...]:
    entries: tuple[StatusEntry, ...] = getattr(statuses(), which)
    words = sorted(((w, e.code) for e in entries for w in e.words), key=lambda pair: -len(pair[0]))
    return tuple((re.compile(_whole(w), re.IGNORECASE), code) for w, code in words)


def activity_status_in(text: str) -> tuple[str, str] | None:
    """The first activity status named in a text, longest words first: (code, words as written)."""
    for pattern, code in _patterns("activity_statuses"):
        if found := pattern.search(text):
            return code, found.group()
    return None


def attainment_in(text: str) -> tuple[str, str] | None:
    """The goal attainment named in a text, longest words first: (code, words as written)."""
    for pattern, code in _patterns("attainments"):
        if found := pattern.search(text):
            return code, found.group()
    return None
