"""What an import and its items may become, and whether values fit their kind. No side effects."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from samplan.actors.shapes import DomainError, Sentences
from samplan.documents.folding import words
from samplan.intake.doubts import is_note
from samplan.intake.shapes import DOUBTFUL, ImportState, ItemState
from samplan.intake.unfolding import PARENT_OF
from samplan.plans.shapes import exchange
from samplan.plans.shapes.items import ItemKind

IMPORT_TRANSITIONS: dict[ImportState, frozenset[ImportState]] = {
    ImportState.RECEIVED: frozenset({ImportState.READING}),
    ImportState.READING: frozenset({ImportState.REVIEW, ImportState.FAILED}),
    ImportState.FAILED: frozenset({ImportState.READING, ImportState.DISMISSED}),
    ImportState.DISMISSED: frozenset({ImportState.READING, ImportState.REVIEW, ImportState.ERASED}),
    ImportState.REVIEW: frozenset({ImportState.COMMITTED, ImportState.RECEIVED, ImportState.DISMISSED}),
    ImportState.COMMITTED: frozenset({ImportState.COMMITTED, ImportState.UNDONE}),
    ImportState.UNDONE: frozenset({ImportState.COMMITTED, ImportState.DISMISSED}),
    ImportState.ERASED: frozenset(),
}
"""From where to where an import may go. An undone import keeps its review and can be committed again.

From review to received: the reader was told what it did not know, and the document waits to be read again.
"""

REVIEWABLE = frozenset({ImportState.REVIEW, ImportState.COMMITTED, ImportState.UNDONE})


class IntakeError(DomainError):
    """Something that a person asked for cannot be done; the sentence says what, what is safe and what to do."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(Sentences(sv=sv, en=en))


class InvalidItem(IntakeError):
    """The values do not fit the kind of item. fields: which ones."""

    def __init__(self, sv: str, en: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(sv, en)
        self.fields = fields


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1)


class _AreaHead(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str | None = None
    title: str = Field(min_length=1)
    group: str | None = None
    focus_areas: list[int] = []
    identified_by: str | None = None
    identified_year: int | None = None
    goal_status: exchange.GoalStatus | None = None


class _PlanHead(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str | None = None
    county_code: str | None = None
    county: str | None = None
    valid_from: Any = None
    valid_to: Any = None
    relations: list[exchange.Relation] = []


class _Proposal(exchange.Proposal):
    text: str = Field(min_length=1)


SHAPE_OF: dict[ItemKind, type[BaseModel]] = {
    ItemKind.PLAN: _PlanHead,
    ItemKind.OVERALL_GOAL: _Text,
    ItemKind.TARGET_IMAGE: exchange.TargetImage,
    ItemKind.FOCUS_AREA: exchange.FocusArea,
    ItemKind.PERSPECTIVE: _Text,
    ItemKind.FUND: exchange.Fund,
    ItemKind.AREA: _AreaHead,
    ItemKind.BACKGROUND: _Text,
    ItemKind.NEEDS: _Text,
    ItemKind.NEED: exchange.Need,
    ItemKind.COMMENT: _Text,
    ItemKind.GOAL: exchange.Goal,
    ItemKind.ACTIVITY: exchange.Activity,
    ItemKind.INDICATOR: exchange.Indicator,
    ItemKind.RESPONSIBLE: _Text,
    ItemKind.COST: exchange.Cost,
    ItemKind.FOLLOWUP: exchange.FollowUp,
    ItemKind.CHALLENGE_QUESTION: _Text,
    ItemKind.PROPOSAL: _Proposal,
    ItemKind.FOLLOWUP_QUESTION: _Text,
    ItemKind.OTHER: exchange.OtherBlock,
}
"""The shape that the values of each kind must have."""

MAIN_FIELD: dict[ItemKind, str] = {
    ItemKind.PLAN: "title",
    ItemKind.TARGET_IMAGE: "title",
    ItemKind.FOCUS_AREA: "title",
    ItemKind.FUND: "name",
    ItemKind.AREA: "title",
    ItemKind.COST: "min",
}
"""Where the words of a kind stand; "text" for all others."""


def main_field(kind: ItemKind) -> str:
    """The field that holds the words of an item."""
    return MAIN_FIELD.get(kind, "text")


def check_erasing(*, decided_by: str, reason: str) -> None:
    """Raises IntakeError unless it is said who decided that a document is erased, and why."""
    if not decided_by or not reason:
        raise IntakeError(
            "Beslutet saknar vem eller varför. Inget har raderats. Fyll i båda.",
            "The decision lacks who or why. Nothing has been erased. Fill in both.",
        )


def checked_values(kind: ItemKind, values: dict[str, Any]) -> dict[str, Any]:
    """The values in the shape of their kind, as JSON. Raises InvalidItem with the fields that do not fit."""
    if not str(values.get(main_field(kind)) or "").strip() and kind is not ItemKind.PLAN:
        raise InvalidItem(
            "Rutan för texten är tom. Inget har ändrats. Skriv texten, eller ta bort delen med en anledning.",
            "The text is empty. Nothing has changed. Write the text, or drop the item with a reason.",
            (main_field(kind),),
        )
    try:
        return SHAPE_OF[kind].model_validate(values).model_dump(mode="json")
    except ValidationError as error:
        names = tuple(dict.fromkeys(str(e["loc"][0]) for e in error.errors() if e["loc"]))
        listed = ", ".join(names)
        raise InvalidItem(
            f"Det här går inte att spara som det är skrivet: {listed}. Inget har ändrats. Rätta och spara igen.",
            f"This cannot be saved as it is written: {listed}. Nothing has changed. Correct it and save again.",
            names,
        ) from error


def may_stand(kind: ItemKind, parent: ItemKind) -> bool:
    """Whether an item of this kind may stand under that parent."""
    return parent in ({ItemKind.PLAN, ItemKind.AREA} if kind is ItemKind.OTHER else {PARENT_OF.get(kind)})


def check_parent(kind: ItemKind, parent: ItemKind) -> None:
    """Raise unless an item of this kind may stand under that parent."""
    if not may_stand(kind, parent):
        raise InvalidItem(
            "Delen kan inte stå där. Inget har flyttats. Välj ett område eller en fråga som den hör till.",
            "The item cannot stand there. Nothing was moved. Choose the area or question that it belongs to.",
            ("parent",),
        )


def check_plan_of(partnership: int, plan_of: int) -> None:
    """A document goes into a plan of its own county; the ids of both partnerships. Raises IntakeError."""
    if plan_of != partnership:
        raise IntakeError(
            "Planen hör till ett annat län. Dokumentet är inte mottaget. Välj en av länets planer.",
            "The plan belongs to another county. The document was not received. Choose one of the county's plans.",
        )


def check_transition(now: ImportState, then: ImportState) -> None:
    """Raise unless an import may go from one state to the other."""
    if then not in IMPORT_TRANSITIONS[now]:
        raise IntakeError(
            "Inläsningen är inte i ett läge där det går att göra så. Inget har ändrats. Ladda om sidan.",
            "The import is not in a state where this can be done. Nothing has changed. Reload the page.",
        )


def check_reviewable(state: ImportState) -> None:
    """Raise unless the items of an import may be judged now."""
    if state not in REVIEWABLE:
        raise IntakeError(
            "Dokumentet är inte färdigläst ännu. Inget har ändrats. Vänta en stund och ladda om sidan.",
            "The document has not been read yet. Nothing has changed. Wait a moment and reload the page.",
        )


def check_reason(reason: str) -> str:
    """The reason, trimmed. Raises when it is empty: nothing is dropped without one."""
    reason = reason.replace("\x00", "")
    if not reason.strip():
        raise InvalidItem(
            "Skriv varför delen ska bort. Inget har tagits bort ännu.",
            "Write why the item should go. Nothing has been removed yet.",
            ("reason",),
        )
    return reason.strip()


def check_rest(state: ImportState, waiting: int) -> None:
    """Raise unless something of a document stands in a plan and something of it still waits."""
    if state is not ImportState.COMMITTED:
        raise IntakeError(
            "Inget av dokumentet står i en plan. Inget har ändrats. Lägg in något först, eller lägg hela åt sidan.",
            "Nothing of the document stands in a plan. Nothing has changed. Put something in first, or lay all aside.",
        )
    if not waiting:
        raise IntakeError(
            "Allt är redan granskat. Inget har ändrats.", "All has been reviewed already. Nothing has changed."
        )


def check_no_word_lost(before: str, after: list[str]) -> None:
    """Raise, naming them, when words of the text are gone from its parts."""
    lost = Counter(words(before)) - Counter(w for text in after for w in words(text))
    if lost:
        named = ", ".join(list(lost)[:8])
        raise InvalidItem(
            f"De här orden saknas i delarna: {named}. Inget har delats. Ta med alla ord.",
            f"These words are missing from the parts: {named}. Nothing was split. Keep every word.",
            ("texts",),
        )


def check_none_left_out(states: list[ItemState]) -> None:
    """Raise when some of the items that are to be one were left out of the plan, and others not."""
    if len({state is ItemState.DROPPED for state in states}) > 1:
        raise InvalidItem(
            "En av delarna är borttagen. Inget har slagits ihop. Lägg tillbaka den först.",
            "One of the items was left out. Nothing was merged. Put it back first.",
            ("state",),
        )


def is_doubtful(certainty: float, doubts: list[Any]) -> bool:
    """Whether a person should look at an item before it is accepted."""
    return certainty < DOUBTFUL or any(not is_note(doubt["code"]) for doubt in doubts)


def is_decided(kind: str, state: str, values: dict[str, Any], as_read: dict[str, Any] | None) -> bool:
    """Whether a person has said something of an item: accepted, dropped or changed it, or added it beside."""
    scaffolding = kind == ItemKind.OTHER and values.get("kind") in {"label", "furniture"}
    judged = state != ItemState.WAITING and not scaffolding
    return judged or as_read is None or values != as_read


def can_be_judged(state: ItemState) -> bool:
    """Whether an item's fate is still open."""
    return state is not ItemState.COMMITTED
