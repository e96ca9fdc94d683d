"""Other words and cross-walks of a county's own framework put back out of their history.

Their rows come and go, so a line of the history names what is put back, and what it ties tells whether it is there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from samplan.actors import rules as actors
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor
from samplan.plans import framing, rules
from samplan.plans.actions.framing import count_change, keep_wording, own_framework, record
from samplan.plans.models import Framework, FrameworkNode, NodeMapping, NodeWording
from samplan.plans.saving import save
from samplan.plans.shapes.ties import TieKind


@transaction.atomic
def restore_words(
    *,
    by: Actor,
    partnership: Partnership,
    tie: TieKind,
    history_ids: Collection[int],
    seen_version: int | None = None,
) -> list[Framework]:
    """Put back other words, or cross-walks, as they stood before these lines of the history; whose parts are others.

    tie: WORDING or MAPPING. seen_version: of a cross-walk that says something else, as the history told it.
    Raises NotAllowed, NotThere (also where a part is gone), and InvalidValue where the parts that they begin in are of
    a shared framework, and where another has changed a cross-walk since.
    """
    actors.check_can_edit_all(by, partnership)
    model, column = (NodeWording, "node") if tie is TieKind.WORDING else (NodeMapping, "from_node")
    lines = list(model.history.filter(history_id__in=history_ids).order_by("history_id"))
    parts = FrameworkNode.objects.select_related("framework").in_bulk({getattr(x, f"{column}_id") for x in lines})
    if (
        not lines
        or len(lines) != len(set(history_ids))
        or len(parts) < len({getattr(x, f"{column}_id") for x in lines})
    ):
        raise rules.not_there()
    locked = {part.framework_id: part.framework.code for part in parts.values()}
    owned = {pk: own_framework(partnership, code) for pk, code in sorted(locked.items())}
    changed = set()
    for line in lines:
        part = parts[getattr(line, f"{column}_id")]
        other = _word(by, part, line) if model is NodeWording else _crossing(by, partnership, line, seen_version)
        changed |= {part.framework_id} if other else set()
    for pk in sorted(changed):
        count_change(pk)
        record(by, "restore_words", partnership, "framework", owned[pk])
    return [owned[pk] for pk in sorted(changed)]


def _word(by: Actor, part: FrameworkNode, line: Any) -> bool:
    """Another word for a part stands there; whether it was not there before. Raises NotThere."""
    if line.history_type != "-":
        raise rules.not_there()
    missing = not NodeWording.objects.filter(node=part, text=line.text).exists()
    keep_wording(part, line.text, by=by)
    return missing


def _crossing(by: Actor, partnership: Partnership, line: Any, seen: int | None) -> bool:
    """A cross-walk says what it said before; whether it said something else. Raises NotThere, InvalidValue."""
    end = FrameworkNode.objects.select_related("framework").filter(pk=line.to_node_id).first()
    before = line if line.history_type == "-" else line.prev_record
    if end is None or before is None or end.framework.county_id not in {None, partnership.county_id}:
        raise rules.not_there()
    ends = {"from_node_id": line.from_node_id, "to_node_id": line.to_node_id}
    there = NodeMapping.objects.filter(**ends).first()
    if there is not None and there.relation == before.relation:
        return False
    last = NodeMapping.history.filter(**ends).select_related("history_user").order_by("-history_id").first()
    known = line.history_id if line.history_type == "-" else seen
    framing.check_seen(known, last.history_id, last.history_user.name if last.history_user else "")
    if there is None and line.history_type != "-":
        raise rules.not_there()
    row = there or NodeMapping(**ends)
    row.relation, row.source = before.relation, before.source
    save(row, by=by)
    return True
