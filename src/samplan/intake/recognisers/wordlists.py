"""The catalogue's lists of words, as they are read: `vocabulary.yaml` and the words of the field beside it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from samplan.intake.recognisers.roles import Role


class Compounds(BaseModel):
    """Heads and beginnings of compound words, by role."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: dict[Role, list[str]]
    beginnings: dict[Role, list[str]]


class VocabularyFile(BaseModel):
    """The shape of `vocabulary.yaml`; unknown keys and unknown roles are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    filling: list[str]
    joining: list[str]
    roles: dict[Role, list[str]]
    area_heading: list[str]
    group_heading: list[str]
    focus_heading: list[str]
    target_heading: list[str]
    chapters: list[str]
    goal_status: dict[str, list[str]]
    activity_status: dict[str, list[str]]
    recurrence: list[str]
    relative_time: list[str]
    time_filling: list[str]
    indicator_kinds: dict[str, list[str]]
    bodies: list[str] = Field(min_length=1)
    explaining: list[str]
    short_forms: list[str]
    columns: dict[Role, list[str]]
    focus_areas: dict[int, list[str]]
    compounds: Compounds
    item_starts: list[str]


class Ambiguous(BaseModel):
    """A phrase that may stand for several roles, and how the words and cells around it decide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    phrase: str
    roles: list[Role]
    decided_by: str


class FieldFile(BaseModel):
    """The shape of `vocabulary_field.yaml`: more phrases for the roles, and which phrases are ambiguous on purpose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: dict[Role, list[str]]
    columns: dict[Role, list[str]]
    ambiguous: list[Ambiguous]


def read_vocabulary() -> VocabularyFile:
    """Both files as one: of each role the words of `vocabulary.yaml` first."""
    known, field = VocabularyFile.model_validate(_raw("vocabulary")), read_field()
    return known.model_copy(
        update={"roles": _both(known.roles, field.roles), "columns": _both(known.columns, field.columns)}
    )


def read_field() -> FieldFile:
    """The words of the field."""
    return FieldFile.model_validate(_raw("vocabulary_field"))


def _both(first: dict[Role, list[str]], more: dict[Role, list[str]]) -> dict[Role, list[str]]:
    return {role: [*first.get(role, []), *more.get(role, [])] for role in dict.fromkeys((*first, *more))}


def _raw(name: str) -> Any:
    text = (files("samplan") / "catalogue" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
