"""Which figures are about suicide, and which tell a method. Pure; words lie in `catalogue/figures`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.analysis.store import texts


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    methods: tuple[str, ...]
    in_titles: tuple[str, ...]


@cache
def _methods() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells a method in a title, and in a definition."""
    text = (files("samplan") / "catalogue" / "figures" / "suicide.yaml").read_text(encoding="utf-8")
    told = _Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    return _beginnings((*told.methods, *told.in_titles)), _beginnings(told.methods)


def _beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\w*", re.IGNORECASE)


def about(*told: str) -> bool:
    """Whether any of some texts (a title, a definition) is about suicide or self-harm."""
    return any(re.search(texts.texts().suicide, text, flags=re.IGNORECASE) for text in told)


def method_in_title(title: str) -> str:
    """The word of a title that tells a method, "" without one."""
    found = _methods()[0].search(title)
    return found[0] if found else ""


def method_in_definition(definition: str) -> str:
    """The same of a definition, in which more words mean something else."""
    found = _methods()[1].search(definition)
    return found[0] if found else ""
