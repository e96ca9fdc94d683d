"""What a plan was made from, as its editions tell: documents that were read, frameworks, and what numbers are called.

Of a document its format, size in pages, day and checksum are told, never its name: a file's name may hold a person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from django.utils import timezone

from samplan.analysis.queries import key_indicators
from samplan.analysis.skl import number_in
from samplan.analysis.suicide import method_in_title
from samplan.intake.models import Import
from samplan.intake.shapes import ImportState
from samplan.plans.models import Framework, Plan
from samplan.plans.shapes.content import (
    AreaContent,
    FrameworkContent,
    IndicatorContent,
    PlanContent,
    RelationContent,
    SourceContent,
)
from samplan.publishing.models import Edition


def with_origins(content: PlanContent) -> PlanContent:
    """The content with its sources, frameworks and the names of numbered indicators inside. Five queries at most.

    Of the plans that it is related to only those that everybody may read are told.
    """
    told = {
        "sources": _sources(content),
        "frameworks": _frameworks(content),
        "areas": _named(content),
        "relations": _public(content),
    }
    return content.model_copy(update=told)


def _public(content: PlanContent) -> list[RelationContent]:
    """Relations to plans of which an edition is in force, by what that edition calls them and says of their time.

    A draft is not named, and nothing that is said of it.
    """
    ids = [int(one.plan_id) for one in content.relations]
    rows = Edition.objects.filter(plan__in=ids, withdrawal=None).order_by("number") if ids else Edition.objects.none()
    told = rows.values_list("plan_id", "title", "content__valid_from", "content__valid_to")
    held = {str(pk): {"plan": title, "valid_from": first, "valid_to": last} for pk, title, first, last in told}
    known = (one for one in content.relations if one.plan_id in held)
    return [RelationContent.model_validate(one.model_dump() | held[one.plan_id]) for one in known]


def _named(content: PlanContent) -> list[AreaContent]:
    """The areas, with what SKL's numbers are called in the county today; a name that tells a method is left out."""
    numbers = {number for area in content.areas for one in area.indicators if (number := _number(one))}
    county = Plan.objects.filter(pk=int(content.id)).values_list("county_id", flat=True)
    known = key_indicators(county[0]) if numbers else {}
    names = {n: known[n].title for n in numbers if n in known and not method_in_title(known[n].title)}
    if not any(names.values()):
        return content.areas
    return [
        area.model_copy(update={"indicators": [_with_name(one, names) for one in area.indicators]})
        for area in content.areas
    ]


def _number(one: IndicatorContent) -> int | None:
    return number_in(one.reference or "", one.source or "")


def _with_name(one: IndicatorContent, names: Mapping[int, str]) -> IndicatorContent:
    return one.model_copy(update={"reference_name": names.get(_number(one) or 0) or None})


def _sources(content: PlanContent) -> list[SourceContent]:
    found = Import.objects.filter(plan_id=int(content.id), state=ImportState.COMMITTED).order_by("uploaded_at", "pk")
    return [
        SourceContent(
            format=PurePath(one.name).suffix.lstrip(".").lower()[:10],
            pages=one.pages,
            read_on=timezone.localtime(one.uploaded_at).date(),
            sha256=one.digest,
        )
        for one in found
    ]


def _frameworks(content: PlanContent) -> list[FrameworkContent]:
    codes = {focus.framework for focus in content.focus_areas} | {tag.framework for tag in content.tags}
    found = Framework.objects.filter(code__in=[code for code in codes if code]).order_by("code")
    return [
        FrameworkContent(
            code=one.code,
            name=one.name,
            name_en=one.name_en or None,
            source=one.source or None,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in found
    ]
