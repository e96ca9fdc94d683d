"""A document arrives, is read in a process of its own, and its proposal is laid out for review."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django_tasks import task

from samplan.actors.rules import check_can_import
from samplan.actors.shapes import SYSTEM
from samplan.documents import DocumentError
from samplan.documents.errors import CutShort, TooLarge
from samplan.documents.names import safe_name
from samplan.documents.serialise import to_json
from samplan.intake.actions.carrying import carry_over
from samplan.intake.actions.events import leave_event, locked, person_of
from samplan.intake.actions.remembering import unsay
from samplan.intake.actions.tags import TAG_LETTERS
from samplan.intake.models import EarlierReading, Import, ImportedDocument, ImportedFile, ProposedItem
from samplan.intake.reading import CLUES, SEEN, Reading, propose_in_process
from samplan.intake.recognisers.clues import Clues
from samplan.intake.rules import check_plan_of, check_transition
from samplan.intake.shapes import ImportState, ItemState
from samplan.intake.telling import remembered_by
from samplan.intake.unfolding import ItemDraft, unfold
from samplan.plans.shapes.items import ItemKind

if TYPE_CHECKING:
    from samplan.actors.models import Partnership
    from samplan.actors.rules import Actor
    from samplan.plans.models import Plan

log = logging.getLogger(__name__)


def receive_document(
    *,
    by: Actor,
    partnership: Partnership,
    name: str,
    data: bytes,
    plan: Plan | None = None,
    in_background: bool = True,
) -> Import:
    """Keep a document as it came, and put its reading in the queue, or leave that to the caller (`read_import`).

    Raises NotAllowed, IntakeError for a plan of another county, or DocumentError when the file is larger than
    SAMPLAN_READ_MAX_MB.
    """
    check_can_import(by, partnership)
    check_plan_of(partnership.pk, plan.partnership_id if plan is not None else partnership.pk)
    if len(data) > settings.READ_MAX_MB * 1_000_000:
        raise TooLarge.of(len(data), max_mb=settings.READ_MAX_MB)
    with transaction.atomic():
        imported = Import.objects.create(
            partnership=partnership,
            plan=plan,
            uploaded_by=person_of(by),
            name=safe_name(name),
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            state=ImportState.RECEIVED,
            clues=CLUES.dump_python(remembered_by(partnership), mode="json"),
        )
        ImportedFile.objects.create(imported=imported, data=data)
        leave_event(by, imported, "receive_document", {"name": imported.name})
        if in_background:
            transaction.on_commit(lambda: read_received.enqueue(imported.pk))
    return imported


@task()
def read_received(imported_id: int) -> str:
    """Read a received document when its turn has come. Returns the state it ends in."""
    return str(read_import(imported_id=imported_id).state)


@transaction.atomic
def read_again(*, by: Actor, imported: Import) -> Import:
    """Try once more to read a document whose reading failed or was cut short. Raises IntakeError in other states.

    A document that was laid aside in its review is not read: the review goes on as it was left.
    """
    check_can_import(by, imported.partnership)
    imported = locked(imported)
    if imported.state == ImportState.DISMISSED and imported.items.exists():
        imported.state = ImportState.REVIEW
        imported.save(update_fields=["state"])
        leave_event(by, imported, "read_again", {})
        return imported
    if imported.state == ImportState.READING:
        # The process that read it is gone (power cut, restart): nothing was stored, so it starts afresh, with what was
        # told if it was read again.
        Import.objects.filter(pk=imported.pk).update(state=ImportState.RECEIVED, done=0, total=0)
        imported.state = ImportState.RECEIVED
    elif imported.state != ImportState.RECEIVED:
        check_transition(ImportState(imported.state), ImportState.READING)
    leave_event(by, imported, "read_again", {})
    transaction.on_commit(lambda: read_received.enqueue(imported.pk))
    return imported


@transaction.atomic
def dismiss_import(*, by: Actor, imported: Import) -> Import:
    """Say that nobody waits for a document: it could not be read, or was the wrong one. It stays in the list.

    It can be taken up again with read_again. Raises IntakeError when something of it stands in a plan.
    """
    check_can_import(by, imported.partnership)
    imported = locked(imported)
    check_transition(ImportState(imported.state), ImportState.DISMISSED)
    imported.state = ImportState.DISMISSED
    imported.save(update_fields=["state"])
    leave_event(by, imported, "dismiss_import", {})
    return imported


def fail_cut_short_readings(*, by: Actor = SYSTEM) -> int:
    """Leave its reason with every import that was being read when its worker ended. Returns how many.

    For the start of a worker, before it reads anything: what is being read then is read by nobody.
    """
    stuck = list(Import.objects.select_related("partnership").filter(state=ImportState.READING))
    for imported in stuck:
        check_can_import(by, imported.partnership)
        with transaction.atomic():
            _fail(imported.pk, CutShort())
            leave_event(by, imported, "fail_cut_short_reading", {})
    return len(stuck)


def read_import(*, by: Actor = SYSTEM, imported_id: int) -> Import:
    """Read a received document and lay its proposal out. A document that cannot be read leaves its reason.

    by: the system, when the document's turn in the queue has come. Raises IntakeError when it is read already.
    """
    imported = Import.objects.select_related("file", "partnership").get(pk=imported_id)
    check_can_import(by, imported.partnership)
    _begin_reading(imported)
    try:
        _lay_out(imported, _read(imported))
    except DocumentError as error:
        _fail(imported_id, error)
    except Exception:
        # Whatever went wrong, the import must not stay "being read" for ever.
        log.exception("import %s could not be read", imported_id)
        _fail(imported_id, DocumentError())
    imported.refresh_from_db()
    leave_event(by, imported, "read_import", {"state": str(imported.state)})
    return imported


@transaction.atomic
def _begin_reading(imported: Import) -> None:
    check_transition(ImportState(locked(imported).state), ImportState.READING)
    Import.objects.filter(pk=imported.pk).update(state=ImportState.READING, error_code="", done=0, total=0)


def _fail(imported_id: int, error: DocumentError) -> None:
    """Leave the reason with an import that is being read; one that was read meanwhile stays as it is.

    A document that was read before goes back to its review, which stands as it was before more was told.
    """
    reading = Import.objects.filter(pk=imported_id, state=ImportState.READING)
    earlier = EarlierReading.objects.filter(imported__in=reading, taken_back=False).order_by("-id").first()
    if earlier is not None:
        reading.update(clues=earlier.content["figures"]["clues"])
        unsay(earlier.imported, earlier.content.get("county", ()))
        earlier.delete()
    reading.update(
        state=ImportState.FAILED if earlier is None else ImportState.REVIEW,
        error_code=error.code,
        error_sv=error.sentence("sv"),
        error_en=error.sentence("en"),
    )


def _read(imported: Import) -> Reading:
    def on_progress(done: int, total: int) -> None:
        Import.objects.filter(pk=imported.pk).update(done=done, total=total)

    return propose_in_process(
        bytes(imported.file.data),
        name=imported.name,
        memory_mb=settings.READ_MEMORY_MB,
        seconds=settings.READ_SECONDS,
        max_mb=settings.READ_MAX_MB,
        on_progress=on_progress,
        clues=Clues(CLUES.validate_python(imported.clues)),
    )


@transaction.atomic
def _lay_out(imported: Import, reading: Reading) -> None:
    if locked(imported).state != ImportState.READING:
        # It was started again meanwhile and the other reading was first: people may have begun to judge it.
        return
    document, proposal = reading.document, reading.proposal
    decided = list(imported.items.all())
    imported.items.all().delete()
    imported.steps.all().delete()
    ImportedDocument.objects.update_or_create(imported=imported, defaults={"content": to_json(document)})
    by_key: dict[str, ProposedItem] = {}
    counters: dict[str, int] = {}
    drafts = unfold(proposal)
    for level in range(4):
        rows = [(d, _row(imported, d, order, by_key, counters)) for order, d in enumerate(drafts) if _level(d) == level]
        ProposedItem.objects.bulk_create([row for _, row in rows])
        by_key |= {draft.key: row for draft, row in rows}
    Import.objects.filter(pk=imported.pk).update(
        state=ImportState.REVIEW,
        pages=document.pages,
        words_total=proposal.words.total,
        words_kept=proposal.words.kept,
        warnings=list(document.warnings),
        seen=SEEN.dump_python(reading.seen, mode="json"),
    )
    if decided:
        carry_over(imported, decided, list(by_key.values()))


def _level(draft: ItemDraft) -> int:
    if draft.parent is None:
        return 0
    if draft.kind is ItemKind.PROPOSAL:
        return 3
    return 1 if draft.parent == "" else 2


def _row(
    imported: Import, draft: ItemDraft, order: int, by_key: dict[str, ProposedItem], counters: dict[str, int]
) -> ProposedItem:
    letter = TAG_LETTERS[draft.kind]
    counters[letter] = counters.get(letter, 0) + 1
    return ProposedItem(
        imported=imported,
        parent=by_key[draft.parent] if draft.parent is not None else None,
        kind=draft.kind,
        order=(order + 1) * 10,
        tag=f"{letter}{counters[letter]}",
        values=draft.values,
        as_read=draft.values,
        as_written=draft.as_written or "",
        provenance=[asdict(p) for p in draft.provenance],
        certainty=draft.certainty,
        doubts=[asdict(d) for d in draft.doubts],
        # What only told where things stand (headers, page numbers) needs nobody's judgement.
        state=ItemState.ACCEPTED if _is_scaffolding(draft) else ItemState.WAITING,
    )


def _is_scaffolding(draft: ItemDraft) -> bool:
    return draft.kind is ItemKind.OTHER and draft.values["kind"] in {"label", "furniture"}
