"""A closed round as it reads today: what was frozen, with what has been put right since."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from samplan.followup.models import Correction, Round


def bodies_today(rounds: Iterable[Round | None]) -> list[list[dict[str, Any]]]:
    """For each round its frozen bodies with their answers, corrections since it was closed laid over (one query).

    Joint answers are no body among the others, and are left out. An empty list for no round.
    """
    known = list(rounds)
    rows = Correction.objects.filter(round__in=[r for r in known if r is not None]).order_by("at", "pk")
    corrections = list(rows)
    return [_corrected(r, [c for c in corrections if c.round_id == r.pk]) if r else [] for r in known]


def _corrected(round_: Round, corrections: list[Correction]) -> list[dict[str, Any]]:
    found = [b for b in round_.frozen.get("bodies", []) if not b.get("joint")]
    since = [c for c in corrections if round_.closed_at is None or c.at >= round_.closed_at]
    if not since:
        return found
    bodies = {b["body"]: deepcopy(b) for b in found}
    for one in since:
        body = bodies.get(one.about.get("body_id"))
        if body is None or one.about.get("joint"):
            continue
        if one.after.get("choice") or one.after.get("text"):
            body["answers"][one.about["code"]] = one.after
        else:
            body["answers"].pop(one.about["code"], None)
    return list(bodies.values())
