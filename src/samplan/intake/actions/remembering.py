"""What a county remembers of the words that were told for a reading, and how that is unsaid with the reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime

from samplan.intake.actions.events import person_of
from samplan.intake.models import Import, ToldWord
from samplan.intake.recognisers.clues import Clue
from samplan.intake.telling import is_for_the_county

if TYPE_CHECKING:
    from samplan.actors.rules import Actor

_KEPT = ("words", "meaning", "person_id", "document", "at")


def remember(by: Actor, imported: Import, told: Sequence[Clue], untold: Collection[Clue]) -> list[dict[str, Any]]:
    """Let the county remember what is told of a document. Returns, as JSON values, what `unsay` needs.

    That is for each clue its kind and key, the meaning that it has now (None: it is untold), and what the county had
    told of the same words before.
    """
    words = ToldWord.objects.filter(partnership=imported.partnership_id)
    said = [clue for clue in told if is_for_the_county(clue)]
    before = [_as_it_was(words, clue, None) for clue in untold] + [_as_it_was(words, c, c.meaning) for c in said]
    for clue in untold:
        words.filter(kind=clue.kind, key=clue.key[:200]).delete()
    for clue in said:
        ToldWord.objects.update_or_create(
            partnership_id=imported.partnership_id,
            kind=clue.kind,
            key=clue.key[:200],
            defaults={
                "words": clue.words[:200],
                "meaning": clue.meaning,
                "person": person_of(by),
                "document": imported.name,
            },
        )
    return before


def _as_it_was(words: Any, clue: Clue, meaning: str | None) -> dict[str, Any]:
    was = words.filter(kind=clue.kind, key=clue.key[:200]).values(*_KEPT).first()
    if was is not None:
        was["at"] = was["at"].isoformat()
    return {"kind": str(clue.kind), "key": clue.key[:200], "meaning": meaning and str(meaning), "was": was}


def unsay(imported: Import, before: Iterable[dict[str, Any]]) -> None:
    """Let the county's words be as they were before a telling, but for those of which it has said something since."""
    for one in before:
        words = ToldWord.objects.filter(partnership=imported.partnership_id, kind=one["kind"], key=one["key"])
        now = words.first()
        told = None if now is None or now.document != imported.name else now.meaning
        if (now is None) != (one["meaning"] is None) or told != one["meaning"]:
            continue
        if one["was"] is None:
            words.delete()
            continue
        values = one["was"] | {"at": parse_datetime(one["was"]["at"])}
        if now is None:
            ToldWord.objects.create(partnership_id=imported.partnership_id, kind=one["kind"], key=one["key"], **values)
        words.update(**values)
