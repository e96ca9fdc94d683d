"""What a plan was made from, as its editions tell: the documents that were read, and the frameworks that it uses.

Of a document its format, size in pages, day and checksum are told, never its name: a file's name may hold a person's.
"""

from __future__ import annotations

from pathlib import PurePath

from django.utils import timezone

from samplan.intake.models import Import
from samplan.intake.shapes import ImportState
from samplan.plans.models import Framework
from samplan.plans.shapes.content import FrameworkContent, PlanContent, SourceContent


def with_origins(content: PlanContent) -> PlanContent:
    """The content with its sources and frameworks inside. Two queries."""
    return content.model_copy(update={"sources": _sources(content), "frameworks": _frameworks(content)})


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
