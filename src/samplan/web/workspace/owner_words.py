"""How the editor words who has which part in an item. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samplan.plans.names import OWNER_PART_NAMES
from samplan.plans.shapes.editing import AreaForEditing, EditItem
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart, SingleItem, holds_on, single_item
from samplan.web.swedish import said
from samplan.web.workspace.fields import KIND_WORDS

Beside = Mapping[SingleItem, tuple[str, ...]]
"""What is said of owners beside each item, by its kind and id."""
NOBODY: Beside = {}
WORDS = 12


def part_word(part: OwnerPart | str) -> str:
    """What a part is called in the page's language."""
    return said(OWNER_PART_NAMES[OwnerPart(part)])


def owners_beside(area: AreaForEditing) -> Beside:
    """Beside each item of the area: who is responsible for it, takes part and is informed today; beside each of those
    what it is about and for how long.
    """
    today = timezone.localdate()
    words = {
        (kind, item.id): str(item.values["text"])
        for kind in (ItemKind.ACTIVITY, ItemKind.GOAL, ItemKind.INDICATOR)
        for item in area.items.get(kind, ())
    }
    told: dict[SingleItem, tuple[str, ...]] = {}
    names: dict[SingleItem, dict[OwnerPart, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in area.items.get(ItemKind.RESPONSIBLE, ()):
        about = single_item(*(row.values.get(name) for name in ("activity", "goal", "indicator")))
        told[ItemKind.RESPONSIBLE, row.id] = tuple(_said(row, about, words, today))
        if about is not None and holds_on(today, row.values.get("valid_from"), row.values.get("valid_to")):
            names[about][_part(row)].append(str(row.values["text"]))
    for item, parts in names.items():
        told[item] = tuple(f"{part_word(part)}: {', '.join(parts[part])}" for part in OwnerPart if parts.get(part))
    return told


def _part(row: EditItem) -> OwnerPart:
    return OwnerPart(row.values.get("part") or OwnerPart.RESPONSIBLE)


def _said(row: EditItem, about: SingleItem | None, words: Mapping[SingleItem, str], today: date) -> Iterator[str]:
    if _part(row) is not OwnerPart.RESPONSIBLE:
        yield part_word(_part(row))
    if about is not None:
        kind = str(KIND_WORDS[about[0]])
        yield f"{kind}: {Truncator(words.get(about, '')).words(WORDS)}"
    begins, ends = row.values.get("valid_from"), row.values.get("valid_to")
    if ends is not None and ends < today:
        yield _("Till och med %(day)s") % {"day": ends.isoformat()}
    elif begins is not None or ends is not None:
        yield _span(begins, ends)


def _span(begins: date | None, ends: date | None) -> str:
    if begins is not None and ends is not None:
        return _("Från %(first)s till och med %(last)s") % {"first": begins.isoformat(), "last": ends.isoformat()}
    if begins is not None:
        return _("Från %(day)s") % {"day": begins.isoformat()}
    return _("Till och med %(day)s") % {"day": ends.isoformat() if ends else ""}
