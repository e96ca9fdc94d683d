"""What the audit log calls each deed, from the catalogue."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.actors.shapes import Sentences


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sv: str
    en: str


class AuditWords(BaseModel):
    """Groups of deeds, and each deed by its verb, in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[str, _Group]
    deeds: dict[str, dict[str, tuple[str, str]]]

    def group_names(self) -> dict[str, Sentences]:
        """What each group is called, in the catalogue's order."""
        return {code: Sentences(group.sv, group.en) for code, group in self.groups.items()}

    def deed_names(self) -> dict[str, Sentences]:
        """What each deed is called, by its verb."""
        return {verb: Sentences(*told) for deeds in self.deeds.values() for verb, told in deeds.items()}


@cache
def audit_words() -> AuditWords:
    """The catalogue's words; raises pydantic.ValidationError when it is damaged."""
    text = (files("samplan") / "catalogue" / "audit.yaml").read_text(encoding="utf-8")
    return AuditWords.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
