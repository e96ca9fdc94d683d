"""Atom feeds of editions and of what they changed, and what search engines are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from samplan.plans.shapes.tags import TARGET_GROUPS
from samplan.publishing import queries
from samplan.publishing.adoptions import Address, adoptions_in
from samplan.publishing.rules import NoSuchEdition
from samplan.publishing.shapes import Adopting, EditionEntry
from samplan.web import swedish
from samplan.web.adoption_words import adoption_word
from samplan.web.public import municipality
from samplan.web.public.answers import ASK, Answer, kept, public_page

MOST = 30
LANGUAGES = ("sv", "en")


class Feed(Atom1Feed):
    """Atom with a second link in each entry: to what the edition changed."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """The usual elements, and the link to the changes."""
        super().add_item_elements(handler, item)
        if item.get("changes"):
            handler.addQuickElement("link", "", {"rel": "related", "href": item["changes"], "type": "text/html"})


@public_page
def county_feed(request: HttpRequest, county_slug: str) -> Answer:
    """A county's editions, newest first."""
    entries = queries.editions(county_slug)
    if not entries:
        raise NoSuchEdition(county_slug)
    county = entries[0].county
    title = _("Utgåvor av planen i %(county)s") % {"county": county}
    return _feed(request, entries, adoptions_in(county_slug), title, reverse("public:plan", args=[county_slug]))


@public_page
def feed(request: HttpRequest) -> Answer:
    """All counties' editions, newest first."""
    entries = queries.newest_entries(MOST)
    return _feed(request, entries, adoptions_in(), _("Utgåvor av länens planer"), reverse("public:start"))


def _feed(
    request: HttpRequest,
    entries: list[EditionEntry],
    decided: Mapping[Address, list[Adopting]],
    title: str,
    home: str,
) -> HttpResponse:
    made_up = any(entry.made_up for entry in entries)
    subtitle = _("Nya, ändrade och återtagna utgåvor.") + (f" {_('Påhittade uppgifter.')}" if made_up else "")
    told = Feed(
        title=title,
        link=request.build_absolute_uri(home),
        description="",
        subtitle=subtitle,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(request.path),
        author_name="Samplan",
    )
    for entry in entries[:MOST]:
        at = (entry.county_slug, entry.plan_slug, entry.label)
        _add(told, request, entry, entries, decided.get(at, []))
    text = told.writeString("utf-8")
    return kept(request, HttpResponse(text, content_type="application/atom+xml; charset=utf-8"), ASK)


def _add(
    told: Feed, request: HttpRequest, entry: EditionEntry, entries: list[EditionEntry], decided: list[Adopting]
) -> None:
    page = request.build_absolute_uri(reverse("public:edition", args=[entry.county_slug, entry.plan_slug, entry.label]))
    before = next((e for e in entries if e.plan_slug == entry.plan_slug and e.number == entry.number - 1), None)
    changes = ""
    if before and before.county_slug == entry.county_slug:
        pair = {"fran": f"{before.plan_slug}/{before.label}", "till": f"{entry.plan_slug}/{entry.label}"}
        here = reverse("public:county_changes", args=[entry.county_slug])
        changes = request.build_absolute_uri(f"{here}?{urlencode(pair)}")
    told.add_item(
        title=f"{entry.title}, {_('utgåva')} {entry.label}{_snapshot(entry)}",
        link=page,
        description=escape(
            " ".join([*_summary(entry, before), *_decided(decided)])
        ),  # a summary is HTML to those who read the feed
        unique_id=page,
        pubdate=entry.published_at,
        updateddate=_updated(entry, decided),
        author_name=entry.county,
        categories=[entry.county],
        changes=changes,
    )


def _snapshot(entry: EditionEntry) -> str:
    words = _("årsläge %(year)s") % {"year": entry.snapshot_year}
    return f", {words}" if entry.snapshot_year else ""


def _updated(entry: EditionEntry, decided: list[Adopting]) -> datetime | None:
    """When the entry said something new: published, withdrawn, or a party's decision written down."""
    times = [entry.published_at, entry.withdrawn_at, *(row.entered_at for row in decided)]
    return max((at for at in times if at is not None), default=None)


def _decided(decided: list[Adopting]) -> list[str]:
    """A sentence for each party that has decided."""
    return [
        f"{row.name}: {adoption_word(row.answer).lower()}, {swedish.long_date(row.decided_on)}. {row.reference}."
        for row in decided
    ]


def _summary(entry: EditionEntry, before: EditionEntry | None) -> list[str]:
    said = []
    if entry.withdrawn:
        said.append(f"{_('Utgåvan är återtagen.')} {entry.withdrawn_why}")
    if entry.decided_by:
        said.append(
            f"{_('Beslutad av')} {entry.decided_by}, {swedish.long_date(entry.decided_on)}.".replace(", .", ".")
        )
    if entry.note:
        said.append(entry.note)
    if before:
        said.append(_("Ändringarna sedan utgåvan %(label)s står ord för ord.") % {"label": before.label})
    else:
        said.append(_("Planens första utgåva."))
    if entry.made_up:
        said.append(_("Påhittade uppgifter."))
    return said


def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all that is public, but no searches."""
    lines = ["User-agent: *", "Disallow: /arbetsrum/", "Disallow: /konto/", "Disallow: /en/arbetsrum/"]
    lines += ["Disallow: /en/konto/", "Disallow: /*/sok/?", "Disallow: /sok/?"]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return kept(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), ASK)


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that a search engine may show, with its twin in the other language."""
    pages: list[tuple[str, tuple[str, ...], str]] = [
        (f"public:{name}", (), "") for name in ("start", "about", "accessibility", "open_data")
    ]
    for view in queries.editions_in_force():
        county, day = view.county_slug, view.published_on.isoformat()
        names = ("plan", "editions", "municipalities", "sources", "words")
        pages += [(f"public:{name}", (county,), day) for name in names]
        if any(tag.framework_kind == TARGET_GROUPS for tag in view.content.tags):
            pages.append(("public:target_groups", (county,), day))
        pages += [("public:area", (county, area.slug), day) for area in view.content.areas]
        pages += [("public:municipality", (county, place.slug), day) for place in municipality.places(view.content)]
    rows = []
    for name, args, day in pages:
        both = []
        for language in LANGUAGES:
            with override(language):
                both.append((language, request.build_absolute_uri(reverse(name, args=args))))
        rows += [{"address": address, "day": day, "both": both} for _language, address in both]
    text = render_to_string("public/sitemap.xml", {"rows": rows})
    return kept(request, HttpResponse(text, content_type="application/xml; charset=utf-8"), ASK)
