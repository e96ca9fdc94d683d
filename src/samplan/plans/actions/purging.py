"""Purging: taking a removed item and its whole past out of the database, by a named decision."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model
from django.db.models.deletion import ProtectedError

from samplan.actors import audit
from samplan.actors.rules import Actor, check_can_administer
from samplan.plans import rules
from samplan.plans.models import Plan, Purge
from samplan.plans.queries.archive import item_archive, removed_row, rows_with
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.items import ItemKind


@transaction.atomic
def purge_item(
    *, by: Actor, plan: Plan, kind: ItemKind, item_id: int, decided_by: str, reason: str, archive_word: str
) -> Purge:
    """Delete a removed item, what stands in it, and all their history. Nothing brings them back.

    archive_word: the control word of the archive file, which shows that the file was taken out first and that
    nothing has changed since. Raises NotAllowed, NotThere, NotPurged. Editions that were published keep what they
    say, and an imported document keeps its words: the page says so.
    """
    check_can_administer(by, plan.partnership)
    decided_by, reason = (text.replace("\x00", "").strip() for text in (decided_by, reason))
    row = removed_row(kind, item_id, plan.pk)
    archive = item_archive(kind, item_id, plan.pk)
    rules.check_purge(decided_by=decided_by, reason=reason, word=archive_word.strip().lower(), wanted=archive.word)
    try:
        _delete_with_past(row)
    except ProtectedError as error:
        raise rules.still_needed() from error
    purge = Purge.objects.create(
        plan=plan,
        object_kind=kind.value,
        object_id=item_id,
        rows=archive.rows,
        decided_by=decided_by[:300],
        reason=reason,
        digest=archive.digest,
        by=person_or_none(by),
    )
    audit.record(
        by=by,
        verb="purge_item",
        object_kind=kind.value,
        object_id=item_id,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "rows": archive.rows, "digest": archive.digest},
    )
    return purge


def _delete_with_past(row: Model) -> None:
    """Delete a row and what hangs on it, then their history, with the line that the deletion itself wrote there."""
    pasts = [(one.history.model, one.pk) for one in rows_with(row) if hasattr(one, "history")]
    row.delete()
    for model, pk in pasts:
        model.objects.filter(id=pk).delete()
