"""A cache for questions that ask the vocabulary: its answers end with the clues of a reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from samplan.intake.recognisers.vocabulary import vocabulary

P = ParamSpec("P")
T = TypeVar("T")
MOST = 50_000
"""So many answers are kept of one question."""


def remembered(ask: Callable[P, T]) -> Callable[P, T]:
    """Ask once of the same words; what is kept lies with the vocabulary that was asked."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        known = vocabulary().memo.setdefault(ask, {})
        key = (*args, *kwargs.items())
        if key not in known:
            if len(known) >= MOST:
                known.clear()
            known[key] = ask(*args, **kwargs)
        return cast("T", known[key])

    return asked
