"""The data of the public pages: what stands on them, for programs. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from samplan.plans.shapes.content import AreaContent
from samplan.plans.shapes.tags import Matrix
from samplan.publishing.adoptions import Address
from samplan.publishing.area_followups import AreaYear
from samplan.publishing.differences import FIELDS, KINDS, MARKS, Change, Comparison, Run, Said
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.shapes import Adopting, CountyEntry, EditionEntry, EditionView
from samplan.web.public.figure_files import plan_figure_data

FORMAT = "samplan-page/1"
STRICT = ConfigDict(extra="forbid")


@with_config(STRICT)
class Words(TypedDict):
    """Words in both languages."""

    sv: str
    en: str


@with_config(STRICT)
class AreaName(TypedDict):
    """An area by its place in addresses."""

    slug: str
    number: str | None
    title: str


@with_config(STRICT)
class TextRun(TypedDict):
    """Words that both editions have, that are added, or that are removed."""

    what: Literal["same", "added", "removed"]
    text: str


@with_config(STRICT)
class ChangedField(TypedDict):
    """One thing that is said of an item, before and after; null where nothing was or is said."""

    field: str
    field_word: Words
    before: Words | None
    after: Words | None


@with_config(STRICT)
class ChangedItem(TypedDict):
    """An item that is not as it was. matched_by_text: nothing but its words says that it is the same item."""

    kind: str
    kind_word: Words
    marks: list[Literal["added", "dropped", "moved", "reworded", "status", "attainment", "owner", "time"]]
    mark_words: list[Words]
    text: list[TextRun]
    details: list[ChangedField]
    came_from: AreaName | None
    matched_by_text: bool


@with_config(STRICT)
class ChangedArea(TypedDict):
    """The changes of one area; null is the plan itself."""

    area: AreaName | None
    changes: list[ChangedItem]


@with_config(STRICT)
class ChangesData(TypedDict):
    """What differs between two editions. counts: how many items carry each mark, and "same"."""

    format: Literal["samplan-changes/1"]
    page: str
    documentation: str
    earlier: dict[str, Any]
    later: dict[str, Any]
    counts: dict[str, int]
    areas: list[ChangedArea]


def start(request: HttpRequest, counties: Iterable[CountyEntry]) -> dict[str, Any]:
    """The counties with a plan."""
    return {
        "format": FORMAT,
        "counties": [
            {
                "county": c.county,
                "county_code": c.county_code,
                "made_up": c.made_up,
                "title": c.title,
                "edition": c.edition_label,
                "published_on": c.published_on.isoformat(),
                "address": request.build_absolute_uri(reverse("public:plan", args=[c.county_slug])),
            }
            for c in counties
        ],
    }


def reference(request: HttpRequest, edition: EditionEntry | EditionView) -> dict[str, Any]:
    """An edition by its permanent address, with the files that it can be fetched as."""
    address = {"county_slug": edition.county_slug, "plan_slug": edition.plan_slug, "label": edition.label}
    found = {
        "address": request.build_absolute_uri(reverse("public:edition", kwargs=address)),
        "label": edition.label,
        "number": edition.number,
        "published_on": edition.published_on.isoformat(),
        "decided_by": edition.decided_by or None,
        "decided_on": edition.decided_on.isoformat() if edition.decided_on else None,
        "digest": edition.digest,
        "withdrawn": edition.withdrawn,
        "withdrawn_why": edition.withdrawn_why or None,
        "snapshot_year": edition.snapshot_year,
        "files": {
            form: request.build_absolute_uri(reverse("public:edition_file", kwargs=address | {"form": form}))
            for form in ("docx", "pdf", "xlsx", "json")
        },
    }
    if isinstance(edition, EditionView):
        return found | {"title": edition.content.title, "citation": {"sv": edition.citation, "en": edition.citation_en}}
    return found | {"title": edition.title, "note": edition.note or None}


def _adoptions(rows: Iterable[Adopting]) -> list[dict[str, Any]]:
    """What the parties decided about an edition; state "not_yet" has neither day nor decision."""
    return [
        {
            "body": {"name": row.name, "code": row.code or None},
            "state": row.answer.value if row.answer else "not_yet",
            "decided_on": row.decided_on.isoformat() if row.decided_on else None,
            "reference": row.reference or None,
        }
        for row in rows
    ]


def plan(
    request: HttpRequest, view: EditionView, decided: Iterable[Adopting], of_goal: Iterable[PlanFigure] = ()
) -> dict[str, Any]:
    """A whole edition: its frozen content, from which its digest is made; and beside it what the parties decided.

    goal_figures: the frozen figures of the long-term goal.
    """
    told = reference(request, view) | {"adoptions": _adoptions(decided)}
    return {
        "format": FORMAT,
        "edition": told,
        "content": view.frozen,
        "goal_figures": [plan_figure_data(figure) for figure in of_goal],
    }


def area(
    request: HttpRequest,
    view: EditionView,
    found: AreaContent,
    figures: Iterable[PlanFigure] = (),
    published: Iterable[AreaYear] = (),
) -> dict[str, Any]:
    """One area of an edition, with the frozen figures of its indicators; published: years of follow-up about it."""
    years = [{"year": y.year, "number": y.number, "area": y.part.model_dump(mode="json")} for y in published]
    return {
        "format": FORMAT,
        "edition": reference(request, view),
        "area": found.model_dump(mode="json"),
        "figures": [plan_figure_data(figure) for figure in figures],
        "published_followups": years,
    }


def target_groups(request: HttpRequest, view: EditionView, matrix: Matrix) -> dict[str, Any]:
    """What is meant for each target group, by focus area: ids of areas and activities. number null: no focus area."""
    rows = [
        {
            "group": code,
            "name": name,
            "name_en": english,
            "focus_areas": [
                {
                    "number": row.number,
                    "title": row.title,
                    "areas": [area.id for area in row.cells[at].areas],
                    "activities": [activity.id for _area, activity in row.cells[at].activities],
                }
                for row in matrix.rows
                if not row.cells[at].empty
            ],
        }
        for at, (code, name, english) in enumerate(matrix.groups)
    ]
    return {"format": FORMAT, "edition": reference(request, view), "target_groups": rows}


def editions(
    request: HttpRequest, entries: Iterable[EditionEntry], decided: Mapping[Address, Iterable[Adopting]]
) -> dict[str, Any]:
    """A county's editions, newest first, each with the parties that have decided about it."""
    told = [
        reference(request, e) | {"adoptions": _adoptions(decided.get((e.county_slug, e.plan_slug, e.label), ()))}
        for e in entries
    ]
    return {"format": FORMAT, "editions": told}


def changes(request: HttpRequest, earlier: EditionView, later: EditionView, found: Comparison) -> dict[str, Any]:
    """What differs between two editions (samplan-changes/1)."""
    return {
        "format": "samplan-changes/1",
        "earlier": reference(request, earlier),
        "later": reference(request, later),
        "counts": found.counts,
        "areas": [
            {
                "area": _named(group.area),
                "changes": [_change(change) for change in group.changes],
            }
            for group in found.areas
        ],
    }


def _named(found: AreaContent | None) -> AreaName | None:
    return {"slug": found.slug, "number": found.number, "title": found.title} if found else None


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "kind_word": _both(KINDS[change.kind]),
        "marks": [mark.value for mark in change.marks],
        "mark_words": [_both(MARKS[mark]) for mark in change.marks],
        "text": [_run(run) for run in change.runs],
        "details": [
            {
                "field": detail.field.value,
                "field_word": _both(FIELDS[detail.field]),
                "before": _both(detail.old),
                "after": _both(detail.new),
            }
            for detail in change.details
        ],
        "came_from": _named(change.came_from),
        "matched_by_text": change.by_text,
    }


def _run(run: Run) -> dict[str, str]:
    return {"what": {"ins": "added", "del": "removed"}.get(run.tag, "same"), "text": run.text}


def _both(said: Said) -> dict[str, str] | None:
    return {"sv": said.sv, "en": said.en or said.sv} if said.sv else None
