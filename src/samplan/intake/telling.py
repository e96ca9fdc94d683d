"""What a person may tell the reader of a document, and what a county has told: every read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from samplan.actors.queries import partnerships_of
from samplan.intake.models import EarlierReading, Import, ProposedItem, ReviewStep, ToldWord
from samplan.intake.reading import CLUES, SEEN
from samplan.intake.recognisers.clues import Clue, ClueKind, Meaning
from samplan.intake.recognisers.seen import Seen
from samplan.intake.rules import is_decided
from samplan.intake.shapes import ImportState

if TYPE_CHECKING:
    from samplan.actors.models import Partnership, Person


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Words that a county has told, as a page shows them."""

    id: int
    words: str
    meaning: Meaning
    document: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What can be told of an import's document, and what telling it means.

    questions: the doubtful first. decided: how many items somebody has judged; by_hand: of those, how many were
    added or split off. by_county: the words of this document that the county had told before it was read.
    """

    questions: tuple[Seen, ...]
    decided: int
    by_hand: int
    county: tuple[ToldLine, ...]
    by_county: tuple[Clue, ...]
    can_read: bool


@dataclass(frozen=True, slots=True)
class Reread:
    """What the latest reading again did to the decisions made before it. since: items worked with after it."""

    at: datetime
    kept: int
    lost: int
    since: int


def remembered_by(partnership: Partnership) -> tuple[Clue, ...]:
    """All that a county has told, for the reading of its next document. One query."""
    return tuple(word.clue() for word in ToldWord.objects.filter(partnership=partnership).exclude(key=""))


def county_words(partnership_id: int) -> tuple[ToldLine, ...]:
    """The same for a page. One query."""
    rows = ToldWord.objects.filter(partnership=partnership_id).select_related("person")
    return tuple(
        ToldLine(row.pk, row.words, Meaning(row.meaning), row.document, row.at, row.person.name if row.person else "")
        for row in rows
    )


def told_word_for(person: Person, word_id: int) -> ToldWord | None:
    """One told word, if the person works in its county."""
    return (
        ToldWord.objects.select_related("partnership")
        .filter(pk=word_id, partnership__in=partnerships_of(person))
        .first()
    )


def telling(imported: Import) -> Telling:
    """What can be told of an import's document. Two queries."""
    items = ProposedItem.objects.filter(imported=imported).only("kind", "state", "values", "as_read")
    decided = [one for one in items if is_decided(one.kind, one.state, one.values, one.as_read)]
    county = county_words(imported.partnership_id)
    return Telling(
        questions=SEEN.validate_python(imported.seen),
        decided=len(decided),
        by_hand=sum(item.as_read is None for item in decided),
        county=county,
        by_county=by_county(imported),
        can_read=imported.state == ImportState.REVIEW,
    )


def by_county(imported: Import) -> tuple[Clue, ...]:
    """The words of an import's document that were told when it was read. No query."""
    told = {(clue.kind, clue.key): clue for clue in CLUES.validate_python(imported.clues)}
    seen = SEEN.validate_python(imported.seen)
    found = (told.get((one.kind, one.clue(Meaning.NOTHING).key)) for one in seen)
    return tuple(clue for clue in found if clue is not None and is_for_the_county(clue))


def is_for_the_county(clue: Clue) -> bool:
    """Whether a county's next document may have it too: words over a column, or a label.

    How headings look, and what a column without words holds, is told of one document only.
    """
    return clue.kind in (ClueKind.COLUMN, ClueKind.LABEL) and bool(clue.key)


def latest_reread(imported: Import) -> Reread | None:
    """What became of the decisions when the document was read again; None if it was read once. Two queries."""
    readings = EarlierReading.objects.filter(imported=imported, taken_back=False)
    latest = readings.only("at", "kept", "lost").order_by("-id").first()
    return Reread(latest.at, latest.kept, latest.lost, len(worked_with(imported))) if latest is not None else None


def worked_with(imported: Import) -> frozenset[int]:
    """The ids of the items that the steps of a review have touched since its document was last read. One query."""
    steps = ReviewStep.objects.filter(imported=imported).values_list("before", "added")
    return frozenset(pk for before, added in steps for pk in (*(one["id"] for one in before), *added))
