"""PxWeb's part of the stand-in: filled in with its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.analysis.standin import World


def answer(world: World, parts: list[str], posted: Any) -> tuple[int, Any]:
    """An answer to a question of PxWeb."""
    return 404, {"title": "Not Found"}
