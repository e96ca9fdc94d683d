"""The address of a public page and its title, for whoever wants to send the page to somebody."""

from __future__ import annotations

from html import unescape
from typing import Any
from urllib.parse import quote

from django import template
from django.template.base import NodeList, Parser, Token

register = template.Library()
KEPT = "page_title"
HAVE_A_PERMANENT_ADDRESS = {
    *("plan", "area", "edition", "edition_area", "changes", "county_changes"),
    *("followups", "followup_year", "followup_edition"),
}
"""Pages that show what stands at a permanent address; others name the edition that they are made from."""


class PageTitle(template.Node):
    """Writes the page's title where it stands, and keeps it for what comes further down."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        written = self.nodelist.render(context)
        context.dicts[0][KEPT] = unescape(" ".join(written.split()))
        return written


@register.tag
def pagetitle(parser: Parser, _token: Token) -> PageTitle:
    """`{% pagetitle %}…{% endpagetitle %}`: the title of the page."""
    nodelist = parser.parse(("endpagetitle",))
    parser.delete_first_token()
    return PageTitle(nodelist)


@register.inclusion_tag("web/share.html", takes_context=True)
def share(context: template.Context) -> dict[str, Any]:
    """The permanent address of a public page, or its own where it has none, and a letter with it; else nothing."""
    request = context.get("request")
    if request is None or "twin_url" not in context:  # only public pages know of their data
        return {"address": ""}
    permanent = request.resolver_match.url_name in HAVE_A_PERMANENT_ADDRESS and context.get("permanent_url")
    address = permanent or request.build_absolute_uri()
    title = context.get(KEPT, "")
    words = f"{title}\r\n{address}"
    return {
        "address": address,
        "permanent": bool(permanent),
        "letter": f"mailto:?subject={quote(title)}&body={quote(words)}",
    }
