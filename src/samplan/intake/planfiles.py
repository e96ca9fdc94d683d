"""Reads a plan file (`samplan-plan/1`, JSON) that Samplan or another program wrote. Pure: no database.

A plan file needs no interpreting: what it says is sure. It still goes through the review like any other document, so
its values are laid out as a document in which each has its place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samplan.documents import limits
from samplan.documents.blocks import Block, Document, Heading, Paragraph, Provenance
from samplan.documents.characters import clean
from samplan.documents.errors import BadPlanFile, EmptyPlanFile, NoPlanFile, TooMuchText
from samplan.documents.folding import fold, words
from samplan.intake.shapes import Evidence, Proposal, WordCount
from samplan.intake.unfolding import ItemDraft, unfold
from samplan.plans.shapes.exchange import FORMAT, PlanFile
from samplan.plans.shapes.items import NAMES_ELSEWHERE, ItemKind
from samplan.plans.shapes.values import VALUES

JSON_DOCUMENT = "json"
"""The format of a document that was laid out from a plan file."""

_REASONS: dict[str, tuple[str, str]] = {
    "missing": ("saknas", "is missing"),
    "extra_forbidden": ("finns inte i formatet", "does not exist in the format"),
    "literal_error": ("har ett värde som formatet inte har", "has a value that the format does not have"),
    "enum": ("har ett värde som formatet inte har", "has a value that the format does not have"),
    "string_too_short": ("är tom", "is empty"),
    "string_too_long": ("är för lång", "is too long"),
    "list_type": ("ska vara en lista", "must be a list"),
    "model_type": ("ska vara ett objekt", "must be an object"),
    "string_unicode": ("innehåller ett tecken som inte kan sparas", "holds a character that cannot be saved"),
    "nul": ("innehåller ett tecken som inte kan sparas", "holds a character that cannot be saved"),
    "end_before_start": ("slutar före sin början", "ends before it starts"),
    "max_below_min": ("har en högsta kostnad som är lägre än den lägsta", "has a highest cost below the lowest"),
    "greater_than_equal": ("är för tidigt eller för litet", "is too early or too small"),
    "less_than_equal": ("är för sent eller för stort", "is too late or too large"),
}
_BY_START: tuple[tuple[str, tuple[str, str]], ...] = (
    ("date", ("ska vara ett datum, ÅÅÅÅ-MM-DD", "must be a date, YYYY-MM-DD")),
    ("int", ("ska vara ett heltal", "must be a whole number")),
    ("bool", ("ska vara true eller false", "must be true or false")),
    ("string", ("ska vara text", "must be text")),
)
_SUMS = frozenset({"amount", "min", "max"})


def looks_like_plan_file(data: bytes) -> bool:
    """Whether the content is a JSON object or means to be a plan file; whatever the file is called."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    return b'"format"' in start[:4000] or start.rstrip().endswith(b"}")


def read_plan_file(data: bytes) -> PlanFile:
    """The plan file. Raises NoPlanFile for other JSON, and BadPlanFile that names the path of what is wrong."""
    try:
        values = _clean(json.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise _bad("", ("är inte sparad som UTF-8", "is not saved as UTF-8")) from error
    except RecursionError as error:
        raise _bad("", ("har för många nivåer", "has too many levels")) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise _bad("", (f"går inte att läsa som JSON på rad {line}", f"is no JSON at line {line}")) from error
    if not isinstance(values, dict) or not str(values.get("format", "")).startswith("samplan-plan/"):
        raise NoPlanFile()
    if values["format"] != FORMAT:
        raise _bad("format", ("är en annan version än samplan-plan/1", "is another version than samplan-plan/1"))
    try:
        plan = PlanFile.model_validate(values)
    except ValidationError as error:
        raise _first(error.errors()) from error
    _check_characters(values, [])
    _check_values(plan)
    return plan


def _clean(value: Any) -> Any:
    """The same JSON, its texts without hidden characters."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {clean(key): _clean(one) for key, one in value.items()} if isinstance(value, dict) else value


def _check_characters(value: Any, way: list[str | int]) -> None:
    """What names something elsewhere in the file, or another plan, is no value of an item: it is looked at here."""
    if isinstance(value, str) and "\x00" in value:
        raise _bad(_path(way), _REASONS["nul"])
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        _check_characters(one, [*way, step])


def _check_values(plan: PlanFile) -> None:
    """What fits the format may still be more than a plan can hold: an empty text, an end before its start."""
    for draft in unfold(Proposal(plan, (), WordCount(0, 0))):
        names = VALUES[draft.kind].model_fields.keys() - set(NAMES_ELSEWHERE.get(draft.kind, ()))
        _check(draft.kind, {k: v for k, v in draft.values.items() if k in names}, draft.key)
        if draft.kind is ItemKind.ACTIVITY:
            for i, name in enumerate(draft.values.get("responsible", ())):
                _check(ItemKind.RESPONSIBLE, {"text": name}, f"{draft.key}/responsible/{i}")


def _check(kind: ItemKind, values: dict[str, Any], within: str) -> None:
    try:
        VALUES[kind].model_validate(values)
    except ValidationError as error:
        raise _first(error.errors(), within=within) from error


def _first(errors: Sequence[ErrorDetails], within: str = "") -> BadPlanFile:
    error = errors[0]
    parts: list[str | int] = [int(p) if p.isdigit() else p for p in within.split("/")[1:]]
    # A text that stands alone in its list, or is a field of its area, has no field of its own in the file.
    field = [part for part in error["loc"] if not (within and part == "text" and _is_plain(parts))]
    return _bad(_path([*parts, *field]), _reason(error))


def _is_plain(parts: Sequence[str | int]) -> bool:
    plain = {"overall_goals", "perspectives", "responsible", "followup_questions"}
    return parts[-1] in {"background", "needs", "comment"} or (len(parts) > 1 and parts[-2] in plain)


def _path(parts: Sequence[str | int]) -> str:
    """The way to a key as one writes it: areas[3].activities[0].start."""
    written = ""
    for part in parts:
        written += f"[{part}]" if isinstance(part, int) else f".{part}" if written else part
    return written


def _reason(error: ErrorDetails) -> tuple[str, str]:
    kind = error["type"]
    if kind == "string_pattern_mismatch":
        if error["loc"] and error["loc"][-1] in _SUMS:
            return ("ska vara ett belopp med siffror, till exempel 15000", "must be a sum in digits, such as 15000")
        return _REASONS["string_too_short"]
    known = _REASONS.get(kind)
    by_start = next((words for start, words in _BY_START if kind.startswith(start)), None)
    return known or by_start or ("följer inte formatet", "does not follow the format")


def _bad(path: str, reason: tuple[str, str]) -> BadPlanFile:
    sv, en = (f"{path} {reason[0]}", f"{path} {reason[1]}") if path else (f"den {reason[0]}", f"it {reason[1]}")
    return BadPlanFile(what=sv, what_en=en)


def propose_plan_file(data: bytes, name: str) -> tuple[Document, Proposal]:
    """The plan file laid out as a document, and as a proposal in which everything is sure.

    Raises NoPlanFile, BadPlanFile, EmptyPlanFile and TooMuchText.
    """
    plan = read_plan_file(data)
    drafts = unfold(Proposal(plan, (), WordCount(0, 0)))
    blocks: list[Block] = []
    evidence: list[Evidence] = []
    for draft in _as_they_stood(drafts):
        if text := fold(_text(draft)):
            place = Provenance(position=len(blocks))
            blocks.append(_block(draft.kind, text, place))
            evidence.append(Evidence(path=draft.key, provenance=(place,)))
    if not blocks:
        raise EmptyPlanFile()
    characters = sum(len(block.text) for block in blocks if isinstance(block, Heading | Paragraph))
    if len(blocks) > limits.MAX_TEXTS or characters > limits.MAX_CHARACTERS:
        raise TooMuchText.of(len(blocks), max_parts=limits.MAX_TEXTS, max_characters=limits.MAX_CHARACTERS)
    document = Document(blocks=tuple(blocks), format=JSON_DOCUMENT, name=name, title=plan.title)
    counted = sum(len(words(text)) for text, _ in document.texts())
    return document, Proposal(plan=plan, evidence=tuple(evidence), words=WordCount(counted, counted))


def _as_they_stood(drafts: list[ItemDraft]) -> list[ItemDraft]:
    """What the plan's first document said before its areas comes before them here too, as far as the file tells."""
    unplaced = [draft for draft in drafts if draft.kind is ItemKind.OTHER]
    first = min((int(d.values["position"]) for d in unplaced if d.parent != ""), default=0)
    opening = [d for d in unplaced if d.parent == "" and d.values["position"] < first]
    rest = [draft for draft in drafts if draft not in opening]
    at = next((i for i, draft in enumerate(rest) if draft.kind is ItemKind.AREA), len(rest))
    return [*rest[:at], *opening, *rest[at:]]


def _block(kind: ItemKind, text: str, place: Provenance) -> Block:
    levels = {ItemKind.PLAN: 1, ItemKind.AREA: 1}
    return Heading(text, levels[kind], place) if kind in levels else Paragraph(text, place)


def _text(draft: ItemDraft) -> str:
    """The words of an item as a reader would meet them in a document."""
    values = draft.values
    if draft.kind is ItemKind.COST:
        return f"{values['year'] or ''} {values['min']}–{values['max']}"
    if draft.kind is ItemKind.FUND:
        return f"{values['name']} {values['amount']} {values['currency']} {values['year'] or ''}"
    if draft.kind is ItemKind.FOLLOWUP:
        return " ".join(str(values[k]) for k in ("year", "heading", "text") if values[k])
    named = ("number", "title", "text", "timeframe", "reference", "source", "actor", "rhythm", "goal")
    told = [str(values[key]) for key in named if values.get(key) is not None]
    return " ".join([*told, *values.get("responsible", ())])


def answer(data: bytes, name: str) -> tuple[Document, Proposal] | None:
    """For the reading process: the document and its proposal, or None when the content is no JSON object."""
    return propose_plan_file(data, name) if looks_like_plan_file(data) else None
