"""The help line that stands first where pages and papers speak of suicide. Numbers and words lie in the catalogue."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class HelpLine(BaseModel):
    """A number to ring, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    number: str = Field(pattern=r"^[0-9 -]{3,12}$")
    sv: str
    en: str


class HelpLines(BaseModel):
    """words: the beginnings of words that make an area be about suicide."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str] = Field(min_length=1)
    lines: list[HelpLine] = Field(min_length=1)


@cache
def help_lines() -> HelpLines:
    """The catalogue's file, checked."""
    text = (files("samplan") / "catalogue" / "help_lines.yaml").read_text(encoding="utf-8")
    return HelpLines.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
