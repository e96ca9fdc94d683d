"""Decisions about plans without side effects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samplan.actors.shapes import DomainError, Sentences
from samplan.plans import catalogue
from samplan.plans.models import AreaText, Item, PlanFocusArea
from samplan.plans.rights import EditRights as EditRights
from samplan.plans.rights import bodies_to_keep_for as bodies_to_keep_for
from samplan.plans.rights import bodies_to_release_for as bodies_to_release_for
from samplan.plans.rights import can_edit_item as can_edit_item
from samplan.plans.rights import can_edit_kind as can_edit_kind
from samplan.plans.rights import can_edit_kind_somewhere as can_edit_kind_somewhere
from samplan.plans.rights import can_edit_something as can_edit_something
from samplan.plans.rights import can_report as can_report
from samplan.plans.rights import check_can_edit_item as check_can_edit_item
from samplan.plans.rights import check_can_edit_kind as check_can_edit_kind
from samplan.plans.rights import check_can_edit_something as check_can_edit_something
from samplan.plans.rights import check_can_keep_plan as check_can_keep_plan
from samplan.plans.rights import check_can_release as check_can_release
from samplan.plans.rights import check_can_report as check_can_report
from samplan.plans.rights import edit_rights as edit_rights
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.values import VALUES, Values

FIELD_NAMES: dict[str, tuple[str, str]] = {
    "title": ("Titel", "Title"),
    "text": ("Text", "Text"),
    "number": ("Nummer", "Number"),
    "name": ("Namn", "Name"),
    "amount": ("Belopp", "Amount"),
    "currency": ("Valuta", "Currency"),
    "year": ("År", "Year"),
    "group": ("Insatsområde", "Group"),
    "focus_areas": ("Fokusområden", "Focus areas"),
    "identified_by": ("Behov identifierat av", "Need identified by"),
    "identified_year": ("Behov identifierat år", "Need identified in year"),
    "goal_status": ("Måluppfyllelse", "Goal attainment"),
    "level": ("Sikt", "Horizon"),
    "attainment": ("Måluppfyllelse", "Goal attainment"),
    "timeframe": ("Tidsplan", "Time frame"),
    "start": ("Börjar", "Starts"),
    "end": ("Slutar", "Ends"),
    "kind": ("Slag", "Kind"),
    "status": ("Status", "Status"),
    "source": ("Källa", "Source"),
    "reference": ("Referens", "Reference"),
    "target": ("Målvärde", "Target"),
    "rhythm": ("Hur ofta den följs", "How often it is followed"),
    "min": ("Lägsta kostnad", "Lowest cost"),
    "max": ("Högsta kostnad", "Highest cost"),
    "heading": ("Rubrik", "Heading"),
    "actor": ("Aktör", "Actor"),
    "valid_from": ("Gäller från", "Valid from"),
    "valid_to": ("Gäller till", "Valid to"),
    "parent": ("Plats", "Place"),
    "goal": ("Mål", "Goal"),
    "under": ("Långsiktigt mål", "Long-term goal"),
    "evidence": ("Underlag", "Evidence"),
    "body": ("Organisation", "Body"),
    "activity": ("Aktivitet", "Activity"),
    "indicator": ("Indikator", "Indicator"),
    "area": ("Område", "Area"),
    "part": ("Del i arbetet", "Part in the work"),
    "person": ("Person", "Person"),
    "owner": ("Vem som bestämmer", "Who decides"),
    "owner_body": ("Organisation som bestämmer", "Body that decides"),
    "expected": ("När det väntas", "When it is expected"),
    "expected_written": ("När det väntas, som det är skrivet", "When it is expected, as written"),
    "position": ("Plats i källan", "Place in the source"),
    "page": ("Sida", "Page"),
}

_REASONS: dict[str, tuple[str, str]] = {
    "missing": ("måste fyllas i", "must be filled in"),
    "string_pattern_mismatch": ("måste fyllas i", "must be filled in"),
    "string_too_short": ("måste fyllas i", "must be filled in"),
    "string_too_long": ("är för lång", "is too long"),
    "string_type": ("ska vara text", "must be text"),
    "extra_forbidden": ("finns inte här", "does not exist here"),
    "enum": ("har ett värde som inte finns", "has a value that does not exist"),
    "literal_error": ("har ett värde som inte finns", "has a value that does not exist"),
    "greater_than_equal": ("är för tidigt eller för litet", "is too early or too small"),
    "less_than_equal": ("är för sent eller för stort", "is too late or too large"),
    "less_than": ("är för stort", "is too large"),
    "nul": ("innehåller ett tecken som inte kan sparas", "holds a character that cannot be saved"),
}
_SUMS = frozenset({"min", "max", "amount"})
_WHOLE: dict[str, Sentences] = {
    "end_before_start": Sentences(sv="Slutet ligger före början.", en="The end lies before the start."),
    "max_below_min": Sentences(
        sv="Högsta kostnaden är lägre än den lägsta.", en="The highest cost is below the lowest."
    ),
    "person_without_body": Sentences(
        sv="En person står för en organisation eller funktion. Välj den först, så att ansvaret finns kvar när personen"
        " slutar.",
        en="A person stands for a body or function. Choose that first, so that the responsibility remains when the"
        " person leaves.",
    ),
}
_WHOLE["long_under_long"] = Sentences(
    sv="Bara ett kortsiktigt mål står under ett långsiktigt.", en="Only a short-term goal stands under a long-term one."
)
_WHOLE_FIELD = {
    "long_under_long": ("under",),
    "end_before_start": ("end", "valid_to"),
    "max_below_min": ("max",),
    "person_without_body": ("person",),
}
"""The field that is at fault where two do not fit together: the first that the kind has."""


class InvalidValue(DomainError):
    """A value cannot be saved. field: its key (or a JSON pointer into a plan file)."""

    def __init__(self, field: str, sentences: Sentences) -> None:
        super().__init__(sentences)
        self.field = field


class NotThere(DomainError):
    """The item does not exist, or has been removed."""


class NotNow(DomainError):
    """It cannot be done with a draft or a comment as it stands now."""


class ChangedMeanwhile(DomainError):
    """Somebody else saved the item first. Nothing was saved and nothing is lost.

    values: what the item holds now. mine: what the second person wanted to save. version: the one to send next.
    changed_by: the other's name ("" for the system).
    """

    def __init__(
        self,
        *,
        values: Mapping[str, Any],
        mine: Mapping[str, Any],
        version: int,
        changed_by: str,
        changed_at: datetime | None,
    ) -> None:
        who = changed_by or "Systemet"
        super().__init__(
            Sentences(
                sv=f"{who} har ändrat det här sedan du öppnade det. Inget har gått förlorat: jämför och spara igen.",
                en=f"{changed_by or 'The system'} changed this after you opened it. Nothing is lost: compare and save"
                " again.",
            )
        )
        self.values = dict(values)
        self.mine = dict(mine)
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at


def not_there() -> NotThere:
    """The error for an item that is gone."""
    return NotThere(
        Sentences(
            sv="Det du söker finns inte längre i planen. Det kan ha tagits bort eller flyttats.",
            en="What you look for is no longer in the plan. It may have been removed or moved.",
        )
    )


def back_already() -> NotThere:
    """The error for a removed item that somebody has put back since."""
    return NotThere(
        Sentences(
            sv="Det är redan tillbakalagt och står i planen. Inget har ändrats.",
            en="It has been put back already and stands in the plan. Nothing was changed.",
        )
    )


def check_empty(empty: bool) -> None:
    """Only a plan in which nothing stands may be removed as a whole. Raises DomainError."""
    if not empty:
        raise DomainError(
            Sentences(
                sv="Det står något i planen. Inget har tagits bort. Ta bort innehållet först, eller behåll planen.",
                en="Something stands in the plan. Nothing was removed. Remove its content first, or keep the plan.",
            )
        )


def check_values(kind: ItemKind, values: Mapping[str, Any]) -> Values:
    """The values in their shape; raises InvalidValue that names the first field at fault."""
    try:
        return VALUES[kind].model_validate(dict(values))
    except ValidationError as error:
        raise _invalid(error.errors()[0], VALUES[kind].model_fields) from error


def _invalid(error: ErrorDetails, known: Collection[str]) -> InvalidValue:
    """known: the fields of the kind."""
    reason = error["type"]
    whole = next((name for name in _WHOLE_FIELD.get(reason, ()) if name in known), "")
    field = str(error["loc"][0]) if error["loc"] else whole
    if reason in _WHOLE:
        return InvalidValue(field, _WHOLE[reason])
    name_sv, name_en = FIELD_NAMES.get(field, (field, field))
    if field in _SUMS and reason == "string_pattern_mismatch":
        sv, en = "skrivs i hela kronor, med siffror: 15000", "is written in whole kronor, in digits: 15000"
    elif reason.startswith(("date", "datetime")):
        sv, en = "skrivs som ÅÅÅÅ-MM-DD", "is written YYYY-MM-DD"
    elif reason.startswith("int"):
        sv, en = "skrivs som ett heltal", "is written as a whole number"
    elif reason.startswith("bool"):
        sv, en = "är ja eller nej", "is yes or no"
    else:
        sv, en = _REASONS.get(reason, ("kan inte sparas så", "cannot be saved like this"))
    return InvalidValue(field, Sentences(sv=f"{name_sv} {sv}.", en=f"{name_en} {en}."))


def invalid_parent() -> InvalidValue:
    """The error for an item whose place is missing or of the wrong sort."""
    return InvalidValue(
        "parent",
        Sentences(
            sv="Välj var i planen det ska stå: platsen finns inte.",
            en="Choose where in the plan it is to stand: there is no such place.",
        ),
    )


def invalid_reference(field: str) -> InvalidValue:
    """The error for a goal, an activity, an indicator or an area that does not stand in the same place."""
    name_sv, name_en = FIELD_NAMES[field]
    if field == "area":
        return InvalidValue(field, Sentences("Området finns inte i planen.", "The area is not in the plan."))
    return InvalidValue(
        field,
        Sentences(sv=f"{name_sv} ska höra till samma område.", en=f"{name_en} must belong to the same area."),
    )


def not_reported(field: str) -> InvalidValue:
    """The error for a value that is not changed by saying how an activity goes."""
    name_sv, name_en = FIELD_NAMES.get(field, (field, field))
    return InvalidValue(
        field,
        Sentences(
            sv=f"{name_sv} ändras inte när du anger läge och tid. Inget har ändrats.",
            en=f"{name_en} is not changed when you give state and time. Nothing was changed.",
        ),
    )


def number_taken(number: int, field: str = "number") -> InvalidValue:
    """The error for a focus area whose number another has."""
    return InvalidValue(
        field,
        Sentences(
            sv=f"Planen har redan ett fokusområde med nummer {number}.",
            en=f"The plan already has a focus area with number {number}.",
        ),
    )


def check_free_number(row: Item) -> None:
    """Two focus areas of a plan must not share a number, nor may an area have a text twice. Raises InvalidValue."""
    if row.removed_at is not None:
        return
    if isinstance(row, PlanFocusArea):
        taken = PlanFocusArea.objects.filter(plan=row.plan, number=row.number, removed_at=None).exclude(pk=row.pk)
        if taken.exists():
            raise number_taken(row.number)
    elif isinstance(row, AreaText):
        taken_text = AreaText.objects.filter(area_id=row.area_id, field=row.field, removed_at=None).exclude(pk=row.pk)
        if taken_text.exists():
            raise InvalidValue(
                "parent",
                Sentences(sv="Området har redan en sådan text.", en="The area already has such a text."),
            )


def with_status(values: Mapping[str, Any]) -> dict[str, Any]:
    """An activity's values with what its time frame tells beside the time: a status ("Ht 2016 / Påbörjat"), and
    whether it comes back ("Årligen"). What the values say themselves is left alone.
    """
    told = dict(values)
    timeframe = told.get("timeframe")
    if not isinstance(timeframe, str):
        return told
    if not told.get("status") and (status := catalogue.activity_status_in(timeframe)):
        told["status"], told["status_written"] = status
    if "recurring" not in told and catalogue.is_recurring(timeframe):
        told["recurring"] = True
    return told


def with_uncertainty(values: Mapping[str, Any]) -> dict[str, Any]:
    """An indicator's values, marked uncertain when its text or target says so itself ("???", "ca")."""
    told = dict(values)
    words = " ".join(v for v in (told.get("text"), told.get("target")) if isinstance(v, str))
    if "target_uncertain" not in told and catalogue.is_uncertain(words):
        told["target_uncertain"] = True
    return told


def mode_of(plan_file: PlanFile) -> str:
    """The way of planning that a plan file shows (a `PlanMode`)."""
    areas = plan_file.areas
    if any(a.challenge_questions or a.followup_questions for a in areas):
        return "framework"
    if not any(a.goals for a in areas):
        return "running"
    sheets = sum(bool(a.responsible or a.costs) for a in areas)
    return "area_sheet" if sheets * 2 > len(areas) else "goal_table"


class NotPurged(DomainError):
    """What was asked to be purged stays, and why. field: the form field at fault ("" when it is none)."""

    def __init__(self, field: str, sentences: Sentences) -> None:
        super().__init__(sentences)
        self.field = field


def check_purge(*, decided_by: str, reason: str, word: str, wanted: str) -> None:
    """A purge needs a named decision, a reason and the control word of the archive file. Raises NotPurged."""
    if not decided_by:
        raise NotPurged(
            "decided_by",
            Sentences(
                "Inget har rensats. Skriv vem som har beslutat om rensningen.",
                "Nothing has been purged. Write who decided on the purge.",
            ),
        )
    if not reason:
        raise NotPurged(
            "reason", Sentences("Inget har rensats. Skriv skälet.", "Nothing has been purged. Write the reason.")
        )
    if word != wanted:
        raise NotPurged(
            "word",
            Sentences(
                "Inget har rensats. Kontrollordet stämmer inte: hämta arkivfilen igen och skriv de åtta tecknen i"
                " filens namn.",
                "Nothing has been purged. The control word is wrong: get the archive file again and write the eight"
                " characters in the file's name.",
            ),
        )


def still_needed() -> NotPurged:
    """The error for an item that something else must keep."""
    return NotPurged(
        "",
        Sentences(
            "Inget har rensats. Något annat i planen bygger på det här och måste tas bort först.",
            "Nothing has been purged. Something else in the plan rests on this and must be removed first.",
        ),
    )
