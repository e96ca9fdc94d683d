"""What must hold when plans are prolonged, related, and when items are split, merged, moved in time or released."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from samplan.actors.models import Body
from samplan.actors.shapes import Sentences
from samplan.plans.models import Plan
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.shifting import Shift, shift_between
from samplan.plans.shapes.versions import PlanRelationKind, PlanType

SPLITTABLE = (ItemKind.AREA, ItemKind.GOAL, ItemKind.ACTIVITY, ItemKind.INDICATOR)
"""Kinds that can be split and merged, and whose lineage is kept."""


def _invalid(field: str, sv: str, en: str) -> InvalidValue:
    return InvalidValue(field, Sentences(sv=sv, en=en))


def check_reason(reason: str) -> str:
    """The reason without blanks round it; raises InvalidValue when there is none."""
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise _invalid("reason", "Inget har sparats. Skriv varför.", "Nothing has been saved. Write the reason.")
    return reason


LONGEST_IN_HISTORY = 100
"""Characters of a reason that stands in an item's history."""


def check_short_reason(reason: str) -> str:
    """A reason for the history without blanks round it, "" for none; raises InvalidValue when it is too long."""
    reason = reason.replace("\x00", "").strip()
    if len(reason) > LONGEST_IN_HISTORY:
        raise _invalid(
            "reason",
            f"Inget har sparats. När tiden är densamma får skälet vara högst {LONGEST_IN_HISTORY} tecken. Korta det.",
            f"Nothing was saved. When the time is the same the reason may have {LONGEST_IN_HISTORY} characters at most."
            " Shorten it.",
        )
    return reason


def check_reason_stands(reason: str, *, changed: bool) -> None:
    """Raise InvalidValue when there is a reason and nothing that it is the reason for."""
    if reason and not changed:
        raise _invalid(
            "reason",
            "Inget har sparats. Varken läge eller tid är ändrad, så skälet hör inte till något. Ändra något av dem.",
            "Nothing was saved. Neither state nor time was changed, so the reason belongs to nothing. Change one of"
            " them.",
        )


def check_removal(reason: str) -> str:
    """Why something is taken out of a plan, without blanks round it; raises InvalidValue when it is not said."""
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise _invalid(
            "reason",
            "Inget har tagits bort. Välj varför det ska bort, eller skriv det med egna ord.",
            "Nothing has been removed. Choose why it is to go, or write it in your own words.",
        )
    return reason


def check_later(before: date | None, after: date) -> None:
    """A plan is prolonged to a later day than it had. Raises InvalidValue."""
    if before is not None and after <= before:
        raise _invalid(
            "valid_to",
            f"Planen gäller redan till och med {before.isoformat()}. Inget har sparats. Välj en senare dag.",
            f"The plan already holds until {before.isoformat()}. Nothing has been saved. Choose a later day.",
        )


def check_shift(before: date | None, after: date | None) -> Shift:
    """How far a next version lies after its plan. Raises InvalidValue where one of them does not say when it begins."""
    if before is None or after is None:
        raise _invalid(
            "dates",
            "Tiderna kan bara flyttas när båda planerna säger från när de gäller. Inget har sparats. Skriv när den nya"
            " planen börjar gälla, eller välj något annat för tiderna.",
            "Times can only be moved when both plans say from when they hold. Nothing has been saved. Write when the"
            " new plan begins, or choose something else for the times.",
        )
    return shift_between(before, after)


def check_relation(plan: Plan, other: Plan, kind: PlanRelationKind | str) -> None:
    """Both plans stand in one county and are not the same. Raises InvalidValue."""
    if kind not in {k.value for k in PlanRelationKind}:
        raise _invalid("kind", "Välj hur planerna hör ihop.", "Choose how the plans belong together.")
    if plan.pk == other.pk or plan.county_id != other.county_id:
        raise _invalid(
            "other",
            "Välj en annan av länets planer. Inget har sparats.",
            "Choose another plan of the county. Nothing has been saved.",
        )


def check_type(name: str) -> PlanType:
    """The type of plan with this name; raises InvalidValue."""
    if name not in {t.value for t in PlanType}:
        raise _invalid("type", "Välj vad det är för plan.", "Choose what sort of plan it is.")
    return PlanType(name)


def check_owner(plan: Plan, owner: Body | None) -> None:
    """A plan is the own plan of a body of its county, or of nobody. Raises InvalidValue."""
    if owner is not None and owner.county_id != plan.county_id:
        raise _invalid(
            "owner",
            "Välj en av länets organisationer. Inget har sparats.",
            "Choose one of the county's bodies. Nothing has been saved.",
        )


def check_something_picked(number: int) -> None:
    """Raises InvalidValue when nothing was chosen that is not there already."""
    if not number:
        raise _invalid(
            "chosen",
            "Inget har hämtats. Kryssa för minst en rad som inte redan är hämtad.",
            "Nothing has been picked. Tick at least one row that has not been picked already.",
        )


def check_split(kind: ItemKind, texts: Sequence[str]) -> list[str]:
    """The texts of the parts, two or more; raises InvalidValue."""
    parts = [text.replace("\x00", "").strip() for text in texts]
    parts = [text for text in parts if text]
    if kind not in SPLITTABLE or len(parts) < 2:
        raise _invalid(
            "texts",
            "Inget har delats. Skriv minst två delar, en på varje rad.",
            "Nothing has been split. Write at least two parts, one on each line.",
        )
    return parts


def check_merge(kind: ItemKind, ids: Collection[int], found: int, text: str) -> str:
    """At least two items that are all there, and a text for what they become; raises InvalidValue."""
    text = text.replace("\x00", "").strip()
    if kind not in SPLITTABLE or len(set(ids)) < 2 or found != len(set(ids)):
        raise _invalid(
            "ids",
            "Inget har slagits ihop. Välj minst två som finns i planen.",
            "Nothing has been merged. Choose at least two that are in the plan.",
        )
    if not text:
        raise _invalid(
            "text",
            "Inget har slagits ihop. Skriv hur det ska stå.",
            "Nothing has been merged. Write how it is to read.",
        )
    return text


def check_release(released_on: date | None, decision: str) -> str:
    """What many wait for is released by one decision, once. Raises InvalidValue."""
    if released_on is not None:
        raise _invalid(
            "decision",
            "Det här är redan beslutat. Inget har ändrats.",
            "This has already been decided. Nothing was changed.",
        )
    decision = decision.replace("\x00", "").strip()
    if not decision:
        raise _invalid(
            "decision",
            "Inget har sparats. Skriv vad som har beslutats och av vem.",
            "Nothing has been saved. Write what was decided and by whom.",
        )
    return decision


def check_same_note(there: str, told: str) -> None:
    """Two plans that belong together already are not tied again with other words. Raises InvalidValue."""
    if told and told != there:
        raise _invalid(
            "note",
            "Planerna hör redan ihop så. Inget har ändrats. Ändra anteckningen vid kopplingen.",
            "The plans already belong together like this. Nothing was changed. Change the note beside it.",
        )
