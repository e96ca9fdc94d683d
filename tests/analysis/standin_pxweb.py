"""PxWeb's part of the stand-in: version 2 under /v2, version 1 under /v1, with their limits on cells."""

from __future__ import annotations

import itertools
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.analysis.standin import World

Categories = dict[str, str]


def table(
    dimensions: dict[str, tuple[str, Categories]], numbers: dict[tuple[str, ...], Any], **told: Any
) -> dict[str, Any]:
    """A table: its dimensions by code (label, categories), and its values by codes; what is not there is missing.

    told: title; discontinued, which version 2 tells; unit, of all its contents.
    """
    return {"dimensions": dimensions, "numbers": numbers, "title": "Påhittad", **told}


def answer(world: World, parts: list[str], posted: Any) -> tuple[int, Any]:
    """An answer to a question of PxWeb."""
    version, rest = parts[0], parts[1:]
    if version == "v2" and rest == ["config"]:
        return 200, {"maxDataCells": world.most_cells, "maxCallsPerTimeWindow": 3, "timeWindow": 1}
    if version == "v1" and not rest:
        return 200, {"maxCells": world.most_cells, "maxValues": 10000}
    name = rest[1] if version == "v2" else "/".join(rest)
    if name not in world.tables:
        return 404, {"title": "Non-existent table", "status": 404}
    told = world.tables[name]
    if posted is None:
        return 200, dataset(told, {}) if version == "v2" else _variables(told)
    selection = _selection(version, posted)
    if prod(len(v) for v in selection.values()) > world.most_cells:
        return 403, {"title": "Too many cells selected", "status": 403}
    return 200, dataset(told, selection)


def _selection(version: str, posted: Any) -> dict[str, list[str]]:
    if version == "v2":
        return {s["variableCode"]: s["valueCodes"] for s in posted["selection"]}
    return {q["code"]: q["selection"]["values"] for q in posted["query"]}


def _variables(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": told["title"],
        "variables": [
            {"code": code, "text": label, "values": list(categories), "valueTexts": list(categories.values())}
            for code, (label, categories) in told["dimensions"].items()
        ],
    }


def dataset(told: dict[str, Any], selection: dict[str, list[str]]) -> dict[str, Any]:
    chosen = {
        code: {c: text for c, text in categories.items() if not selection or c in selection[code]}
        for code, (_, categories) in told["dimensions"].items()
    }
    values, status = [], {}
    for place, codes in enumerate(itertools.product(*chosen.values())):
        value = told["numbers"].get(codes, "..")
        values.append(None if isinstance(value, str) else value)
        if isinstance(value, str):
            status[str(place)] = value
    return {
        "version": "2.0",
        "class": "dataset",
        "label": told["title"],
        "source": "Exempelmyndigheten",
        "note": ["Påhittade   tal."],
        "extension": {"px": {"tableid": told.get("id", "")}, "discontinued": told.get("discontinued")},
        "id": list(chosen),
        "size": [len(c) for c in chosen.values()],
        "dimension": {
            code: {
                "label": told["dimensions"][code][0],
                "category": {
                    "index": {c: place for place, c in enumerate(categories)},
                    "label": categories,
                    **({"unit": {c: {"base": told["unit"]} for c in categories}} if "unit" in told else {}),
                },
            }
            for code, categories in chosen.items()
        },
        "value": values if selection else [],
        "status": status if selection else {},
    }
