"""A municipality's own part of the plan as Word and PDF, with what its page says and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from samplan.publishing import queries
from samplan.publishing.layouts import Imprint
from samplan.publishing.layouts.memo import MemoLine, MemoPart, MemoSection, render_memo
from samplan.publishing.shapes import EditionView
from samplan.web.public.answers import ASK, Answer, kept, public_page
from samplan.web.public.municipality import Mine, Part, mine, places

FORMS = ("docx", "pdf")


@public_page
def memo_file(request: HttpRequest, county_slug: str, place_slug: str, form: str) -> Answer:
    """The paper, made of the edition in force. It is in Swedish, as the plan is."""
    view = queries.edition_in_force(county_slug)
    place = next((p for p in places(view.content) if p.slug == place_slug), None)
    if place is None or form not in FORMS:
        raise Http404(f"{place_slug}.{form}")
    with override("sv"):
        sections = sections_of(mine(view.content, place))
        stem = f"{view.content.slug}-{view.label}-{place.slug}"
        made = render_memo(view.content, imprint_of(view), place.name, sections, stem=stem, kind=form)
    headers = {"Content-Disposition": content_disposition_header(form != "pdf", made.name)}
    return kept(request, HttpResponse(made.data, content_type=made.content_type, headers=headers), ASK)


def sections_of(found: Mine) -> list[MemoSection]:
    """The three lists of the page, in its words."""
    return [
        MemoSection(
            _("Kommunen ansvarar eller deltar"),
            _("Planen nämner inte kommunen som ansvarig någonstans."),
            _parts(found.answers, _("Ansvarar för hela området")),
        ),
        MemoSection(_("Kommunen nämns"), _("Inga andra texter i planen nämner kommunen."), _parts(found.named, "")),
        MemoSection(
            _("Gäller alla kommuner"),
            _("Planen säger inte om något att det gäller alla kommuner."),
            _parts(found.everybody, _("Kommunerna ansvarar för hela området")),
        ),
    ]


def _parts(parts: Iterable[Part], whole: str) -> list[MemoPart]:
    return [
        MemoPart(p.area, _meant(p, whole), [MemoLine(line.kind, line.text, line.activity) for line in p.lines])
        for p in parts
    ]


def _meant(part: Part, whole: str) -> str:
    """How the municipality has to do with the whole area; "" where only single things are meant."""
    return whole if part.whole else _("Medverkar i hela området") if part.joins else ""


def imprint_of(view: EditionView) -> Imprint:
    """What a paper made of an edition says of it."""
    return Imprint(
        label=view.label,
        published_on=view.published_on,
        decided_by=view.decided_by,
        decided_on=view.decided_on,
        citation=view.citation,
        digest=view.digest,
        withdrawn_why=view.withdrawn_why,
        snapshot_year=view.snapshot_year,
    )
