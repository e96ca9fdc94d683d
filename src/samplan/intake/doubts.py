"""The sentences that say why a person should look at a value, from the catalogue."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter


class DoubtText(BaseModel):
    """A reason in both languages. note: good to know, but nothing that a person must look at."""

    model_config = ConfigDict(extra="allow", frozen=True)
    sv: str
    en: str
    note: bool = False


@cache
def texts() -> dict[str, DoubtText]:
    """Every doubt by its code. Raises pydantic.ValidationError when the catalogue is wrong."""
    raw = (files("samplan") / "catalogue" / "doubts.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, DoubtText]).validate_python(yaml.load(raw, Loader=yaml.CSafeLoader))


def sentence(code: str, language: str) -> str:
    """Why to look, in Swedish ("sv") or English; the code itself when the catalogue does not know it."""
    text = texts().get(code)
    if text is None:
        return code
    return text.sv if language.startswith("sv") else text.en


def is_note(code: str) -> bool:
    """Whether a doubt only tells something, so that the item counts as sure."""
    text = texts().get(code)
    return text is not None and text.note
