"""Words that say that nobody answers for a thing yet: they are doubted, so that they do not become an organisation."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from samplan.intake.shapes import Doubt

VACANT = "vacant"
"""The code of the doubt."""
_EDGES = " .?!()[]–-:*\u2026"


class _Vacancies(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str] = Field(min_length=1)


@cache
def _words() -> frozenset[str]:
    text = (files("samplan") / "catalogue" / "vacancies.yaml").read_text(encoding="utf-8")
    told = _Vacancies.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    return frozenset(_plain(word) for word in told.words)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES).casefold()


def doubts_of(name: str) -> tuple[Doubt, ...]:
    """The doubt about who answers for something, where the words say that nobody does yet."""
    return (Doubt(VACANT, name),) if _plain(name) in _words() else ()
