"""A person tells the reader what it did not know, the document is read again, and the earlier reading can come back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django.core.serializers import deserialize, serialize
from django.db import transaction

from samplan.actors import audit
from samplan.actors.rules import check_can_import
from samplan.intake.actions.arrival import read_received
from samplan.intake.actions.carrying import carry_back
from samplan.intake.actions.events import leave_event, locked, person_of
from samplan.intake.actions.remembering import remember, unsay
from samplan.intake.actions.review import remembered
from samplan.intake.models import EarlierReading, Import, ImportedDocument, ProposedItem, ReviewStep, ToldWord
from samplan.intake.reading import CLUES
from samplan.intake.recognisers.clues import Clue, Clues
from samplan.intake.rules import IntakeError, check_transition
from samplan.intake.shapes import ImportState, TakenBack
from samplan.intake.telling import worked_with

if TYPE_CHECKING:
    from samplan.actors.rules import Actor

_FIGURES = ("clues", "seen", "pages", "words_total", "words_kept", "warnings")


@transaction.atomic
def tell_reader(
    *,
    by: Actor,
    imported: Import,
    told: Sequence[Clue],
    untold: Collection[Clue] = (),
    in_background: bool = True,
) -> Import:
    """Tell what columns, labels and headings of a document are, and have it read again with that.

    untold: what was told before and holds no more. The county remembers words over columns and labels. The review as
    it stands is kept and can be set back. Raises IntakeError when the import is not in review, or nothing is told.
    """
    check_can_import(by, imported.partnership)
    imported = locked(imported)
    check_transition(ImportState(imported.state), ImportState.RECEIVED)
    if not told and not untold:
        raise IntakeError(
            "Inget är ändrat i listan, så det finns inget nytt att läsa med. Välj vad minst en rad är.",
            "Nothing is changed in the list, so there is nothing new to read with. Choose what at least one line is.",
        )
    imported = Import.objects.get(pk=imported.pk)
    gone = {(clue.kind, clue.key) for clue in untold}
    before = [clue for clue in CLUES.validate_python(imported.clues) if (clue.kind, clue.key) not in gone]
    county = remember(by, imported, told, untold)
    EarlierReading.objects.create(
        imported=imported, person=person_of(by), content=_whole(imported) | {"county": county}
    )
    imported.clues = CLUES.dump_python(Clues(tuple(before)).joined(told).told, mode="json")
    imported.state = ImportState.RECEIVED
    imported.done = imported.total = 0
    imported.save(update_fields=["clues", "state", "done", "total"])
    leave_event(by, imported, "tell_reader", {"told": [f"{c.words}: {c.meaning}" for c in told][:50]})
    if in_background:
        transaction.on_commit(lambda: read_received.enqueue(imported.pk))
    return imported


def _whole(imported: Import) -> dict[str, Any]:
    """A review with all that belongs to it, as JSON values."""
    document = ImportedDocument.objects.get(imported=imported)
    rows = [*ProposedItem.objects.filter(imported=imported), *ReviewStep.objects.filter(imported=imported)]
    return {
        "figures": {name: getattr(imported, name) for name in _FIGURES},
        "document": document.content,
        "rows": serialize("json", rows),
    }


@transaction.atomic
def take_back_reading(*, by: Actor, imported: Import) -> TakenBack | None:
    """Set the review back as it stood before its document was read again. None when it was read only once.

    What was done since goes along, as one step that can be taken back; the later reading is kept with its steps. What
    was told for it is forgotten, also by the county. Raises IntakeError when it is not in review.
    """
    check_can_import(by, imported.partnership)
    check_transition(ImportState(locked(imported).state), ImportState.RECEIVED)
    imported = Import.objects.get(pk=imported.pk)
    earlier = EarlierReading.objects.filter(imported=imported, taken_back=False).order_by("-id").first()
    if earlier is None:
        return None
    unsay(imported, earlier.content.get("county", ()))
    later, since = list(imported.items.all()), worked_with(imported)
    if since:
        EarlierReading.objects.create(
            imported=imported, person=person_of(by), content=_whole(imported), taken_back=True
        )
    _set_back(imported, earlier)
    back = _carry_back(by, imported, later, since)
    leave_event(by, imported, "take_back_reading", {"kept": back.kept, "lost": back.lost})
    return back


def _set_back(imported: Import, earlier: EarlierReading) -> None:
    imported.items.all().delete()
    imported.steps.all().delete()
    for row in deserialize("json", earlier.content["rows"]):
        row.save()
    ImportedDocument.objects.filter(imported=imported).update(content=earlier.content["document"])
    for name in _FIGURES:
        setattr(imported, name, earlier.content["figures"][name])
    imported.error_code = imported.error_sv = imported.error_en = ""
    imported.save(update_fields=[*_FIGURES, "error_code", "error_sv", "error_en"])
    earlier.delete()


def _carry_back(by: Actor, imported: Import, later: Sequence[ProposedItem], since: Collection[int]) -> TakenBack:
    """What was done since goes along, and is a step of the review like any other."""
    back, as_they_stood, carried = carry_back(imported, later, since)
    if carried:
        there = {item.pk for item in as_they_stood}
        ReviewStep.objects.create(
            imported=imported,
            person=person_of(by),
            verb="take_back_reading",
            before=remembered(item for item in as_they_stood if item.pk in carried),
            added=sorted(carried - there),
        )
    return back


@transaction.atomic
def forget_told_word(*, by: Actor, word: ToldWord) -> None:
    """Let a county forget what it told of some words. Readings made with them stand as they are."""
    check_can_import(by, word.partnership)
    audit.record(
        by=by,
        verb="forget_told_word",
        object_kind="told_word",
        object_id=word.pk,
        partnership_id=word.partnership_id,
        data={"words": word.words, "meaning": word.meaning},
    )
    ToldWord.objects.filter(pk=word.pk).delete()
