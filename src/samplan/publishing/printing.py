"""An edition as files: how they are made, and which of them are frozen with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.utils import timezone

from samplan.plans.shapes.content import PlanContent
from samplan.publishing import layouts
from samplan.publishing.figures.printed import printed_figures
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.layouts.figures import PrintedFigure
from samplan.publishing.models import Edition, FrozenFile
from samplan.publishing.shapes import EditionFile, FileFormat, Layout


def imprint_of(edition: Edition, content: PlanContent, withdrawn_why: str = "") -> layouts.Imprint:
    """What the edition says of itself."""
    found = getattr(edition, "snapshot", None)
    snapshot = found.year if found else None
    words = layouts.edition_words(edition.label, snapshot)
    return layouts.Imprint(
        label=edition.label,
        published_on=timezone.localtime(edition.published_at).date(),
        decided_by=edition.decided_by,
        decided_on=edition.decided_on,
        citation=layouts.citation(content, words, edition.decided_by, edition.decided_on),
        digest=edition.digest,
        withdrawn_why=withdrawn_why,
        snapshot_year=snapshot,
    )


def printed(
    content: PlanContent,
    imprint: layouts.Imprint,
    kind: FileFormat,
    layout: Layout,
    figures: Sequence[PlanFigure] = (),
) -> EditionFile:
    """The content with its figures as a file, made now."""
    return _made(content, imprint, kind, layout, _set(content, figures))


def _set(content: PlanContent, figures: Sequence[PlanFigure]) -> Sequence[PrintedFigure]:
    """Figures in words and drawings, once for all formats."""
    return printed_figures(figures, {i.id: i.text for area in content.areas for i in area.indicators})


def _made(
    content: PlanContent,
    imprint: layouts.Imprint,
    kind: FileFormat,
    layout: Layout,
    figures: Sequence[PrintedFigure],
) -> EditionFile:
    rendered = layouts.render(content, imprint, kind=kind.value, layout=layout.value, figures=figures)
    proof = hashlib.sha256(rendered.data).hexdigest()
    return EditionFile(name=rendered.name, content_type=rendered.content_type, data=rendered.data, sha256=proof)


def freeze_files(
    edition: Edition, content: PlanContent, withdrawn_why: str = "", figures: Sequence[PlanFigure] = ()
) -> list[FrozenFile]:
    """Every format of the edition in the layout that fits it, made and kept. One query."""
    imprint = imprint_of(edition, content, withdrawn_why)
    set_figures = _set(content, figures)
    made = [(kind, _made(content, imprint, kind, Layout.AUTO, set_figures)) for kind in FileFormat]
    return FrozenFile.objects.bulk_create(
        [
            FrozenFile(
                edition=edition,
                format=kind.value,
                withdrawn=bool(withdrawn_why),
                name=file.name,
                content_type=file.content_type,
                data=file.data,
                sha256=file.sha256,
            )
            for kind, file in made
        ]
    )
