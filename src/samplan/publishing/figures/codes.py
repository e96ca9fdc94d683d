"""Words for the codes that figures carry: statuses, rules, reasons, caveats. They lie in the catalogue."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.publishing.language import said


class Words(BaseModel):
    """A code's words. mark: the shape that it is drawn with; why_…: a sentence for the list under the table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sv: str
    en: str
    mark: str = ""
    why_sv: str = ""
    why_en: str = ""


class Codes(BaseModel):
    """The groups of the catalogue's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    statuses: dict[str, Words]
    no_interval: dict[str, Words]
    rules: dict[str, Words]
    reasons: dict[str, Words]
    trend_reasons: dict[str, Words]
    caveats: dict[str, Words]
    methods: dict[str, Words]
    themes: dict[str, Words]


@cache
def codes() -> Codes:
    """The catalogue's file, checked."""
    text = (files("samplan") / "catalogue" / "figures" / "words.yaml").read_text(encoding="utf-8")
    return Codes.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


class _Why:
    def __init__(self, words: Words) -> None:
        self.sv, self.en = words.why_sv, words.why_en


def word(group: str, code: str) -> str:
    """The words for a code, in the page's language; the code itself where it has none, so that nothing is silent."""
    found = getattr(codes(), group).get(code)
    return said(found) if found else code.replace("_", " ")


def why(group: str, code: str) -> str:
    """The longer sentence for a code, "" where there is none."""
    found = getattr(codes(), group).get(code)
    return said(_Why(found)) if found else ""


def mark_of(group: str, code: str) -> str:
    """The shape that a code is drawn with."""
    found = getattr(codes(), group).get(code)
    return found.mark if found else ""
