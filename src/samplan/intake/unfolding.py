"""Takes a proposal apart into single items for a person to judge, and puts the accepted ones together again.

`fold(unfold(proposal))` is the proposal's plan file (tested as a property). Pure: no database.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from samplan.documents.blocks import Provenance
from samplan.intake.shapes import Doubt, Evidence, Proposal
from samplan.intake.vacancies import doubts_of
from samplan.plans.shapes.exchange import Area, ChallengeQuestion, Part, PlanFile
from samplan.plans.shapes.items import ItemKind

PLAN_LISTS: dict[str, ItemKind] = {
    "overall_goals": ItemKind.OVERALL_GOAL,
    "target_images": ItemKind.TARGET_IMAGE,
    "focus_areas": ItemKind.FOCUS_AREA,
    "perspectives": ItemKind.PERSPECTIVE,
    "funds": ItemKind.FUND,
}
AREA_TEXTS: dict[str, ItemKind] = {
    "background": ItemKind.BACKGROUND,
    "needs": ItemKind.NEEDS,
    "comment": ItemKind.COMMENT,
}
AREA_LISTS: dict[str, ItemKind] = {
    "need_rows": ItemKind.NEED,
    "goals": ItemKind.GOAL,
    "activities": ItemKind.ACTIVITY,
    "indicators": ItemKind.INDICATOR,
    "responsible": ItemKind.RESPONSIBLE,
    "costs": ItemKind.COST,
    "followups": ItemKind.FOLLOWUP,
    "followup_questions": ItemKind.FOLLOWUP_QUESTION,
}
AREA_FIELDS = ("number", "title", "group", "focus_areas", "identified_by", "identified_year", "goal_status")
PLAN_FIELDS = ("title", "county_code", "county", "valid_from", "valid_to")
TEXT_ONLY = {"overall_goals", "perspectives", "responsible", "followup_questions"}
KEY_OF_KIND = {kind: key for key, kind in (PLAN_LISTS | AREA_TEXTS | AREA_LISTS).items()}

PARENT_OF: dict[ItemKind, ItemKind] = (
    dict.fromkeys(PLAN_LISTS.values(), ItemKind.PLAN)
    | {ItemKind.AREA: ItemKind.PLAN}
    | dict.fromkeys(AREA_TEXTS.values(), ItemKind.AREA)
    | dict.fromkeys(AREA_LISTS.values(), ItemKind.AREA)
    | {ItemKind.CHALLENGE_QUESTION: ItemKind.AREA, ItemKind.PROPOSAL: ItemKind.CHALLENGE_QUESTION}
)
"""What each kind stands under; OTHER may stand under the plan or an area."""


@dataclass(slots=True)
class ItemDraft:
    """One proposed item before it is stored. key and parent are JSON pointers into the plan file."""

    key: str
    parent: str | None
    kind: ItemKind
    values: dict[str, Any]
    provenance: tuple[Provenance, ...] = ()
    certainty: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    as_written: str | None = None


@dataclass(slots=True)
class _Evidence:
    """Everything known of one item: its own evidence and that of its fields."""

    provenance: list[Provenance] = field(default_factory=list)
    certainty: float = 1.0
    doubts: list[Doubt] = field(default_factory=list)
    as_written: str | None = None

    def take(self, evidence: Evidence, *, whole: bool) -> None:
        """Add one piece of evidence; the item is as sure as its least sure field."""
        self.provenance.extend(p for p in evidence.provenance if p not in self.provenance)
        self.certainty = min(self.certainty, evidence.certainty)
        self.doubts.extend(d for d in evidence.doubts if d not in self.doubts)
        if evidence.as_written and (whole or self.as_written is None):
            self.as_written = evidence.as_written


_ITEM_PATH = re.compile(
    r"^(/areas/\d+/challenge_questions/\d+/proposals/\d+"
    r"|/areas/\d+/(?:challenge_questions|need_rows|goals|activities|indicators|responsible|costs|followups|followup_questions|other)/\d+"
    r"|/areas/\d+/(?:background|needs|comment)"
    r"|/areas/\d+"
    r"|/(?:overall_goals|target_images|focus_areas|perspectives|funds|other)/\d+)"
)


def _gather(evidence: Iterable[Evidence]) -> dict[str, _Evidence]:
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for piece in evidence:
        match = _ITEM_PATH.match(piece.path)
        key = match.group(1) if match else ""
        found[key].take(piece, whole=piece.path == key)
    return found


def _dump(part: Part | str) -> dict[str, Any]:
    return {"text": part} if isinstance(part, str) else part.model_dump(mode="json")


def _area_drafts(index: int, area: Area) -> Iterator[ItemDraft]:
    base = f"/areas/{index}"
    data = area.model_dump(mode="json")
    yield ItemDraft(base, "", ItemKind.AREA, {name: data[name] for name in AREA_FIELDS})
    for name, kind in AREA_TEXTS.items():
        if data[name] is not None:
            yield ItemDraft(f"{base}/{name}", base, kind, {"text": data[name]})
    for name, kind in AREA_LISTS.items():
        for i, part in enumerate(getattr(area, name)):
            yield ItemDraft(f"{base}/{name}/{i}", base, kind, _dump(part))
    for q, question in enumerate(area.challenge_questions):
        key = f"{base}/challenge_questions/{q}"
        yield ItemDraft(key, base, ItemKind.CHALLENGE_QUESTION, {"text": question.text})
        for p, proposal in enumerate(question.proposals):
            yield ItemDraft(f"{key}/proposals/{p}", key, ItemKind.PROPOSAL, _dump(proposal))
    for i, block in enumerate(area.other):
        yield ItemDraft(f"{base}/other/{i}", base, ItemKind.OTHER, _dump(block))


def _plan_drafts(plan: PlanFile) -> Iterator[ItemDraft]:
    data = plan.model_dump(mode="json")
    head = {name: data[name] for name in PLAN_FIELDS}
    more = {"relations": data["relations"]} if plan.relations else {}
    yield ItemDraft("", None, ItemKind.PLAN, head | more)
    for name, kind in PLAN_LISTS.items():
        for i, part in enumerate(getattr(plan, name)):
            yield ItemDraft(f"/{name}/{i}", "", kind, _dump(part))
    for index, area in enumerate(plan.areas):
        yield from _area_drafts(index, area)
    for i, block in enumerate(plan.other):
        yield ItemDraft(f"/other/{i}", "", ItemKind.OTHER, _dump(block))


def unfold(proposal: Proposal) -> list[ItemDraft]:
    """Every item of the proposal, parents before children, each with its place and how sure the reader is."""
    evidence = _gather(proposal.evidence)
    drafts = list(_plan_drafts(proposal.plan))
    for draft in drafts:
        known = evidence.get(draft.key)
        if known is not None:
            draft.provenance = tuple(known.provenance)
            draft.certainty = known.certainty
            draft.doubts = tuple(known.doubts)
            draft.as_written = known.as_written
        elif draft.kind is ItemKind.OTHER:
            draft.provenance = (Provenance(page=draft.values["page"], position=draft.values["position"]),)
        if draft.kind is ItemKind.RESPONSIBLE:
            draft.doubts += doubts_of(draft.values["text"])
    return drafts


def _strip(key: str, values: Mapping[str, Any]) -> Any:
    return values["text"] if key in TEXT_ONLY else dict(values)


def _with_text(existing: str | None, more: str) -> str:
    return f"{existing}\n{more}" if existing else more


def _fold_area(draft: ItemDraft, children: Mapping[str, list[ItemDraft]], paths: dict[str, str], base: str) -> Area:
    data: dict[str, Any] = dict(draft.values)
    for name in (*AREA_LISTS, "challenge_questions", "other"):
        data[name] = []
    for child in children.get(draft.key, []):
        if child.kind in AREA_TEXTS.values():
            name = KEY_OF_KIND[child.kind]
            data[name] = _with_text(data.get(name), child.values["text"])
            paths[child.key] = f"{base}/{name}"
            continue
        name = _list_name(child.kind)
        paths[child.key] = f"{base}/{name}/{len(data[name])}"
        if child.kind is ItemKind.CHALLENGE_QUESTION:
            data[name].append(_fold_question(child, children, paths))
        else:
            data[name].append(_strip(name, child.values))
    return Area.model_validate(data)


def _list_name(kind: ItemKind) -> str:
    if kind is ItemKind.CHALLENGE_QUESTION:
        return "challenge_questions"
    return "other" if kind is ItemKind.OTHER else KEY_OF_KIND[kind]


def _fold_question(
    draft: ItemDraft, children: Mapping[str, list[ItemDraft]], paths: dict[str, str]
) -> ChallengeQuestion:
    proposals: list[dict[str, Any]] = []
    for child in children.get(draft.key, []):
        paths[child.key] = f"{paths[draft.key]}/proposals/{len(proposals)}"
        proposals.append(dict(child.values))
    return ChallengeQuestion.model_validate({"text": draft.values["text"], "proposals": proposals})


def fold(drafts: Iterable[ItemDraft]) -> tuple[PlanFile, dict[str, str]]:
    """The plan file of some items, and for each item's key its JSON pointer in that file.

    An item whose parent is not among them is left out: nothing stands in the plan without a place.
    """
    children: dict[str, list[ItemDraft]] = defaultdict(list)
    data: dict[str, Any] = {name: [] for name in (*PLAN_LISTS, "areas", "other")}
    for draft in drafts:
        if draft.parent is None:
            data |= draft.values
        else:
            children[draft.parent].append(draft)
    paths: dict[str, str] = {"": ""}
    for draft in children[""]:
        name = "areas" if draft.kind is ItemKind.AREA else _list_name(draft.kind)
        paths[draft.key] = f"/{name}/{len(data[name])}"
        if draft.kind is ItemKind.AREA:
            data[name].append(_fold_area(draft, children, paths, paths[draft.key]))
        else:
            data[name].append(_strip(name, draft.values))
    return PlanFile.model_validate(data), paths
