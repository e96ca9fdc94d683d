"""Flattens JSON-stat 2: a row per cell, with the codes and labels of its categories and what is said of it. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any


class NotJsonStat(ValueError):
    """The dataset is no JSON-stat 2, or its sizes do not agree."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. codes, labels: of its category in each dimension. value: None where there is none; status says why."""

    codes: dict[str, str]
    labels: dict[str, str]
    value: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension's label and its categories in order, code -> label."""

    label: str
    categories: dict[str, str]


def dimensions(dataset: dict[str, Any]) -> dict[str, Dimension]:
    """The dimensions in the order of the values. Raises NotJsonStat."""
    try:
        told = {name: _dimension(name, dataset["dimension"][name]) for name in dataset["id"]}
        sizes = [len(d.categories) for d in told.values()]
    except (KeyError, TypeError, AttributeError) as error:
        raise NotJsonStat(f"no JSON-stat 2: {error}") from error
    if sizes != list(dataset.get("size", sizes)):
        raise NotJsonStat(f"the sizes are {dataset['size']}, the categories {sizes}")
    return told


def flatten(dataset: dict[str, Any]) -> Iterator[Cell]:
    """Every cell, in the order of the dataset. Raises NotJsonStat when there are fewer or more values than cells."""
    told = dimensions(dataset)
    size = prod(len(d.categories) for d in told.values())
    values, statuses = _spread(dataset.get("value", []), size), _spread(dataset.get("status", {}), size)
    names = list(told)
    for place, codes in enumerate(itertools.product(*(d.categories for d in told.values()))):
        value, status = values[place], str(statuses[place] or "")
        if isinstance(value, str):
            value, status = (None, value) if not value.strip("." + " ") else (_number(value), status)
        yield Cell(
            dict(zip(names, codes, strict=True)),
            {name: told[name].categories[code] for name, code in zip(names, codes, strict=True)},
            None if value is None else float(value),
            status,
        )


def _dimension(name: str, told: dict[str, Any]) -> Dimension:
    category = told["category"]
    index, labels = category.get("index"), category.get("label", {})
    if index is None:
        codes = list(labels)
    elif isinstance(index, dict):
        codes = sorted(index, key=lambda code: index[code])
    else:
        codes = list(index)
    return Dimension(told.get("label", name), {str(code): str(labels.get(code, code)) for code in codes})


def _spread(told: Any, size: int) -> list[Any]:
    """Values as a list of all cells; they may come as a list, or as a dictionary of the places that have any."""
    if isinstance(told, dict):
        places = {int(place): value for place, value in told.items()}
        if places and not 0 <= min(places) <= max(places) < size:
            raise NotJsonStat(f"a value stands outside the {size} cells")
        return [places.get(place) for place in range(size)]
    if isinstance(told, str):
        return [told] * size
    if len(told) != size:
        raise NotJsonStat(f"{len(told)} values for {size} cells")
    return list(told)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise NotJsonStat(f"{text} is no number") from error
