"""Why something is taken out of a plan: the reasons to choose from, and the words that are kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from samplan.actors.shapes import Sentences

OTHER = "other"
"""The reason that says nothing without words of one's own."""


class ReasonEntry(BaseModel):
    """A reason to choose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    sv: str
    en: str

    @property
    def words(self) -> Sentences:
        """What it is called."""
        return Sentences(self.sv, self.en)


@cache
def removal_reasons() -> tuple[ReasonEntry, ...]:
    """The reasons of the catalogue, in order."""
    text = (files("samplan") / "catalogue" / "removal_reasons.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[ReasonEntry, ...]).validate_python(yaml.load(text, Loader=yaml.CSafeLoader))


def told_reason(code: str, words: str) -> str:
    """What is kept as the reason: the chosen one, then the own words; "" when nothing was said."""
    own = words.replace("\x00", "").strip()
    chosen = next((entry.sv for entry in removal_reasons() if entry.code == code != OTHER), "")
    return ": ".join(part for part in (chosen, own) if part)
