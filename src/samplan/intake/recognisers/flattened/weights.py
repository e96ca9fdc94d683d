"""The numbers and word lists of catalogue/flattened.yaml, checked when they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from samplan.intake.recognisers.wording import plain


@dataclass(frozen=True, slots=True)
class Weights:
    """signs: for each sign, points per role. order: points taken off. words: plain words per list."""

    signs: Mapping[str, Mapping[str, float]]
    order: Mapping[str, float]
    words: Mapping[str, frozenset[str]]


ORDER = frozenset({
    "next_column", "skipped", "skipped_goal", "skipped_end", "same_column", "down", "over", "jump", "blank_inside",
    "no_blank", "tight", "same_line", "lower_start", "unfinished", "upper_inside", "after_stop", "short_line",
    "too_wide", "odd_time", "time_goes_on", "bullet_inside", "wrap_on_line", "sentence_inside", "by_columns", "passes",
    "beside_wrapped", "cut_inside", "item_inside", "new_name", "bullet_ends", "foreign_inside", "again", "leaning",
})  # fmt: skip


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the catalogue's numbers; raises ValueError naming the first key that is missing or no number."""
    text = (files("samplan") / "catalogue" / "flattened.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    signs = {sign: _numbers(f"signs.{sign}", table) for sign, table in data["signs"].items()}
    order = _numbers("order", data["order"])
    missing = ORDER - set(order)
    if missing:
        raise ValueError(f"catalogue/flattened.yaml lacks order.{sorted(missing)[0]}")
    words = {name: frozenset(_plain(str(word)) for word in listed) for name, listed in data["words"].items()}
    return Weights(signs=signs, order=order, words=words)


def _plain(word: str) -> str:
    return plain(word) or word


def _numbers(key: str, table: Mapping[str, object]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"catalogue/flattened.yaml: {key}.{name} is no number")
        found[name] = float(value)
    return found
