"""An item with all that stands in it and its whole past, as one file: what is kept when it is purged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.deletion import Collector

from samplan.plans import rules
from samplan.plans.kinds import KINDS
from samplan.plans.shapes.items import ItemKind


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive file of one item. digest: SHA-256 of its bytes; word: the digest's first eight, to be typed."""

    data: bytes
    digest: str
    rows: int

    @property
    def word(self) -> str:
        """What a person types to show that the file is at hand."""
        return self.digest[:8]


def rows_with(row: Model) -> list[Model]:
    """The row and all rows that go with it when it is deleted, in the order of their tables."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    collector.collect([row])
    found = {instance for instances in collector.data.values() for instance in instances}
    for queryset in collector.fast_deletes:
        found |= set(queryset)
    return sorted(found, key=lambda r: (r._meta.label, r.pk))


def removed_row(kind: ItemKind, item_id: int, plan_id: int) -> Any:
    """An item that has been taken out of the plan; raises NotThere."""
    spec = KINDS.get(kind)
    path = {"plan": "plan_id", "area": "area__plan_id", "question": "question__area__plan_id"}
    row = (
        spec
        and spec.model._default_manager.filter(
            pk=item_id, removed_at__isnull=False, **spec.fixed, **{path[spec.parent]: plan_id}
        ).first()
    )
    if row is None:
        raise rules.not_there()
    return row


def item_archive(kind: ItemKind, item_id: int, plan_id: int) -> Archive:
    """The archive file of a removed item; the same bytes as long as nothing changes. Raises NotThere."""
    rows = rows_with(removed_row(kind, item_id, plan_id))
    told = [
        {
            "table": row._meta.label_lower,
            "row": _columns(row),
            "past": [_columns(h) for h in row.history.order_by("history_id")] if hasattr(row, "history") else [],
        }
        for row in rows
    ]
    file = {"format": "samplan-archive/1", "kind": kind.value, "id": item_id, "plan": plan_id, "rows": told}
    data = json.dumps(file, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
    return Archive(data=data, digest=hashlib.sha256(data).hexdigest(), rows=len(rows))


def _columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
