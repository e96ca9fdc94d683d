"""How a plan stands to others of its county, as the plan file that it is read from tells it."""

from __future__ import annotations

from collections.abc import MutableMapping
from itertools import count

from samplan.actors.rules import Actor
from samplan.plans.models import Plan, PlanRelation
from samplan.plans.saving import save
from samplan.plans.shapes.exchange import BlockKind, OtherBlock, PlanFile, Relation
from samplan.plans.shapes.items import Origin
from samplan.plans.shapes.versions import PLAN_RELATION_NAMES


def relate_as_told(
    by: Actor, plan: Plan, plan_file: PlanFile, origins: MutableMapping[str, Origin], *, made: bool
) -> PlanFile:
    """Tie a plan to those that its file names; what names none of the county's plans is put among the other text.

    Returns the file with that text. origins: those of the file, to which the new text's are added. made: the plan was
    made of this file. Another plan keeps its own relations: what the file tells is text there, unless it holds already.
    """
    if not plan_file.relations:
        return plan_file
    there = list(Plan.objects.filter(county=plan.county_id, removed_at=None).exclude(pk=plan.pk))
    known = set(PlanRelation.objects.filter(from_plan=plan, removed_at=None).values_list("to_plan", "kind"))
    left = []
    for told in plan_file.relations:
        other = _meant(told, there)
        if other is not None and made and (other.pk, told.kind.value) not in known:
            known.add((other.pk, told.kind.value))
            save(PlanRelation(from_plan=plan, to_plan=other, kind=told.kind.value, note=_note(told)), by=by)
        elif other is None or (other.pk, told.kind.value) not in known:
            left.append(told)
    return _with_text(plan_file, left, origins)


def _note(told: Relation) -> str:
    return (told.note or "").replace("\x00", "").strip()


def _meant(told: Relation, there: list[Plan]) -> Plan | None:
    """The plan with that title; of several the one with those days."""
    named = [plan for plan in there if plan.title.casefold() == told.plan.strip().casefold()]
    days = [plan for plan in named if (plan.valid_from, plan.valid_to) == (told.valid_from, told.valid_to)]
    found = named if len(named) == 1 else days
    return found[0] if len(found) == 1 else None


def _with_text(plan_file: PlanFile, left: list[Relation], origins: MutableMapping[str, Origin]) -> PlanFile:
    if not left:
        return plan_file
    place = count(1 + max((block.position for block in plan_file.other), default=-1))
    blocks = [OtherBlock(kind=BlockKind.NOTE, text=_words(told), position=next(place)) for told in left]
    if some := next(iter(origins.values()), None):
        # It goes out with the import that it came by.
        origin, first = Origin(import_ref=some.import_ref, document=some.document), len(plan_file.other)
        origins.update({f"/other/{first + i}": origin for i in range(len(blocks))})
    return plan_file.model_copy(update={"other": [*plan_file.other, *blocks]})


def _words(told: Relation) -> str:
    """A relation as a sentence of the plan."""
    days = "–".join(str(day) for day in (told.valid_from, told.valid_to) if day)
    other = " ".join(part for part in (told.plan.strip(), f"({days})" if days else "") if part)
    words = f"Planen {PLAN_RELATION_NAMES[told.kind].sv} {other or 'en plan utan titel'}."
    return f"{words} {_note(told)}".strip()
