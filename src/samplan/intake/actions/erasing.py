"""A document that must not be kept, with what was read in it, is erased by a named decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samplan.actors.rules import check_can_administer
from samplan.intake.actions.events import leave_event, locked
from samplan.intake.models import EarlierReading, Import, ImportedDocument, ImportedFile, ProposedItem, ReviewStep
from samplan.intake.rules import check_erasing, check_transition
from samplan.intake.shapes import ImportState

if TYPE_CHECKING:
    from samplan.actors.rules import Actor

WITH_WORDS = (ReviewStep, EarlierReading, ProposedItem, ImportedDocument, ImportedFile)
"""Where words of a document are kept while it is reviewed."""


@transaction.atomic
def erase_document(*, by: Actor, imported: Import, decided_by: str, reason: str) -> Import:
    """Erase a document that was laid aside: the file, what was read in it and its review. Nothing brings them back.

    Its name, when it came and the decision are left. Raises NotAllowed, and IntakeError for a document that has not
    been laid aside (what stands in a plan never is) and for a decision without its name or reason.
    """
    check_can_administer(by, imported.partnership)
    decided_by, reason = (" ".join(text.replace("\x00", "").split()) for text in (decided_by, reason))
    check_erasing(decided_by=decided_by, reason=reason)
    held = locked(imported)
    check_transition(ImportState(held.state), ImportState.ERASED)
    for model in WITH_WORDS:
        model._default_manager.filter(imported=held).delete()
    told = {"erased_by": decided_by[:300], "erased_why": reason}
    empty = {"clues": [], "seen": [], "warnings": [], "error_code": "", "error_sv": "", "error_en": ""}
    Import.objects.filter(pk=held.pk).update(state=ImportState.ERASED, **told, **empty)
    imported.refresh_from_db()
    leave_event(by, imported, "erase_document", {"decided_by": imported.erased_by})
    return imported
