"""The demographic profile of a county: who lives there, by municipality. Counted, not judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.analysis.questions.grid import grid
from samplan.analysis.results import Comparison, GridAnswer, Looks, Outcome
from samplan.analysis.store.reading import Figures

_NOT_JUDGED = Comparison(Outcome.CANNOT_JUDGE, "", reason="not_asked")


class _Profile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    indicators: tuple[str, ...]
    made_up: tuple[str, ...] = ()


@cache
def indicators() -> tuple[str, ...]:
    """The indicators of the profile in order (catalogue/figures/profile.yaml), those of made-up figures last."""
    text = (files("samplan") / "catalogue" / "figures" / "profile.yaml").read_text(encoding="utf-8")
    told = _Profile.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    return told.indicators + told.made_up


def profile(store: Figures, county: str, *, as_of: date | None = None) -> tuple[GridAnswer, tuple[str, ...]]:
    """The county's region and municipalities with their newest population figures, and those that are not fetched.

    There are no comparisons: everybody is counted. One statement for each indicator, four at most.
    """
    found, missing = grid(store, indicators(), county, as_of=as_of)
    lines = tuple(
        replace(line, cells=tuple(None if c is None else (c[0], _NOT_JUDGED) for c in line.cells))
        for line in found.lines
    )
    return replace(found, lines=lines, looks=Looks(0, 0.0, 0, 0)), missing
