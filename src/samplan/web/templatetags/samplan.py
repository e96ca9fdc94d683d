"""Template tags and filters of every Samplan page: marks, statuses, Swedish dates and sums, language."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import secrets
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samplan.plans.shapes.content import Label, TagContent
from samplan.publishing.differences import FIELDS as FIELD_WORDS
from samplan.publishing.differences import KINDS as KIND_WORDS
from samplan.publishing.differences import MARKS as MARK_WORDS
from samplan.publishing.differences import Said
from samplan.web import reading, swedish
from samplan.web.workspace.once import KEY
from samplan.web.workspace.plan_menu import menu_of

register = template.Library()

register.filter("long_date", swedish.long_date, expects_localtime=True)
register.filter("number", swedish.number)
register.filter("small_number", swedish.small_number)
register.filter("money", swedish.money)
register.filter("money_to", swedish.money_range)

# Marks that the sprite holds (web/marks.html); anything else is drawn as "no status".
MARKS = frozenset(
    [
        "achieved",
        "added",
        "arrow",
        "cannot",
        "check",
        "done",
        "doubt",
        "dropped",
        "hidden",
        "higher",
        "higher-better",
        "higher-worse",
        "idea",
        "lower",
        "lower-better",
        "lower-worse",
        "missed",
        "moved",
        "nodiff",
        "nostatus",
        "notcollected",
        "notdone",
        "ongoing",
        "partly",
        "paused",
        "permanent",
        "planned",
        "reworded",
        "same",
        "started",
        "unjudged",
        "waiting",
    ]
)


@register.simple_tag
def mark(name: str) -> SafeString:
    """The drawn mark of that name, hidden from screen readers: the word stands beside it."""
    known = name if name in MARKS else "nostatus"
    return format_html(
        '<svg class="sp-mark" aria-hidden="true" focusable="false"><use href="#m-{}"></use></svg>', known
    )


def shape_of(label: Label | None) -> str:
    """The mark that a label is drawn with."""
    if label is None:
        return "nostatus"
    return label.mark or label.code


@register.filter
def word(label: Label | None) -> str:
    """A label's word in the page's language."""
    if label is None:
        return ""
    return label.en if swedish.in_english() else label.sv


@register.simple_tag
def status(label: Label, after: str = "") -> SafeString:
    """Shape, word and colour of a status; `after` is added to the word."""
    shape = shape_of(label)
    return format_html('<span class="sp-status" data-status="{}">{}{}{}</span>', shape, mark(shape), word(label), after)


@register.simple_tag
def status_count(label: Label, number: int) -> SafeString:
    """How many have a status: shape and number, the word for screen readers; a key beside tells what the shapes are."""
    shape = shape_of(label)
    return format_html(
        '<span class="sp-one" data-status="{}" title="{}">{}<span class="ds-sr-only">{} </span>{}</span>',
        shape, word(label), mark(shape), word(label), number,
    )  # fmt: skip


@register.simple_tag
def lack(text: str) -> SafeString:
    """Something that is missing: the diamond and the words."""
    return format_html('<span class="sp-status sp-lack">{}{}</span>', mark("doubt"), text)


@register.simple_tag
def sv() -> SafeString:
    """lang="sv" for words of the plan on an English page; nothing on a Swedish one."""
    return mark_safe(' lang="sv"' if swedish.in_english() else "")  # noqa: S308


@register.simple_tag
def tag_name(tag: TagContent) -> SafeString:
    """What a tag is called in the page's language; Swedish words are marked as such on an English page."""
    if swedish.in_english() and not tag.name_en:
        return format_html('<span lang="sv">{}</span>', tag.name)
    return format_html("{}", tag.name_en if swedish.in_english() else tag.name)


@register.filter
def soft(text: str) -> str:
    """Long words may break at a hyphen that shows only there; "i" and "å" stay on the line of the next word."""
    parted = LONG.sub(lambda word: JOINT.sub("s\u00ad", word.group()), FIRST_PARTS.sub("\\1\u00ad", text))
    return LONE.sub("\\1\u00a0", parted)


FIRST_PARTS = re.compile(r"\b(suicid|självmords|samverkans|barnkonventions|tillgänglighets)(?=\w{6,})", re.IGNORECASE)
# A long compound parts after its joining s: ungdoms-mottagningar.
LONG = re.compile(r"\w{15,}")
JOINT = re.compile(r"(?<=\w{4}[^\Ws])s(?=[bdfghjlmnrv]\w{5})")
LONE = re.compile(r"(?<=\s)([iåIÅ])\s(?=\w)")


@register.filter
def css_string(text: str) -> SafeString:
    """A text of the page as it may stand in quotes in CSS: all but letters, digits, blanks as numbers.

    A number ends with a blank of its own, which CSS swallows.
    """
    written = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in html.unescape(text))
    return mark_safe(written)  # noqa: S308 - holds nothing but letters, digits, blanks and backslashes


class PrintFoot(template.Node):
    """The running foot of a printed page, as a style element whose SHA-256 the page's policy will name."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Nothing where there is no request to tell the policy by, or where only a part of the page is asked for."""
        request = context.get("request")
        styles = getattr(request, "csp_styles", None)
        if styles is None or getattr(request, "htmx", False):
            return mark_safe("")
        style = f':root{{--sp-print-foot:"{css_string(self.nodelist.render(context))}"}}'
        styles.append(base64.b64encode(hashlib.sha256(style.encode()).digest()).decode())
        return mark_safe(f"<style>{style}</style>")  # noqa: S308 - css_string leaves nothing that ends the element


@register.tag("printfoot")
def print_foot(parser: template.base.Parser, token: template.base.Token) -> PrintFoot:
    """{% printfoot %}words{% endprintfoot %}"""
    nodelist = parser.parse(("endprintfoot",))
    parser.delete_first_token()
    return PrintFoot(nodelist)


@register.simple_tag(takes_context=True)
def reading_attributes(context: dict[str, Any]) -> SafeString:
    """The attributes of the page's root that say how the one who reads wants it to look."""
    values = reading.read(context.get("request"))
    pairs = ((s.attribute, values[s.name]) for s in reading.SETTINGS if s.name == "farger" or values[s.name] != s.usual)
    return format_html_join("", ' {}="{}"', pairs)


@register.simple_tag(takes_context=True)
def other_language_url(context: dict[str, Any]) -> str:
    """The address of this page in the other language: English lies under /en/, Swedish at the root."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    if swedish.in_english():
        return "/" + re.sub(r"^/en(?=/|$)", "", path).lstrip("/")
    return f"/en{path}"


@register.simple_tag(takes_context=True)
def public_nav(context: dict[str, Any]) -> list[dict[str, str]]:
    """The menu of the public pages; `here` in the context names the page that is shown."""
    slug = context.get("county_slug")
    if not slug:
        entries = [("start", reverse("public:start"), _("Län")), ("search", reverse("public:search_all"), _("Sök"))]
        entries.append(("about", reverse("public:about"), _("Om Samplan")))
    else:
        plan = reverse("public:plan", args=[slug])
        entries = [
            ("plan", plan, _("Planen")),
            ("areas", f"{plan}#omraden", _("Områden")),
            ("municipality", reverse("public:municipalities", args=[slug]), _("Min kommun")),
            ("followup", reverse("public:followups", args=[slug]), _("Uppföljning")),
            ("figures", reverse("public:figures", args=[slug]), _("Siffror")),
            ("editions", reverse("public:editions", args=[slug]), _("Utgåvor")),
            ("search", reverse("public:search", args=[slug]), _("Sök")),
        ]
    here = context.get("here")
    now = {"areas": "true"}
    return [{"url": u, "word": w, "current": now.get(k, "page") if k == here else ""} for k, u, w in entries]


@register.simple_tag(takes_context=True)
def area_url(context: dict[str, Any], slug: str) -> str:
    """An area's page: of the current plan, or of the edition whose permanent address is being read."""
    if context.get("current", True):
        return reverse("public:area", args=[context["county_slug"], slug])
    return reverse("public:edition_area", kwargs=context["address"] | {"area_slug": slug})


@register.simple_tag(takes_context=True)
def plan_url(context: dict[str, Any]) -> str:
    """The plan's page that the area or edition being read belongs to."""
    if context.get("current", True):
        return reverse("public:plan", args=[context["county_slug"]])
    return reverse("public:edition", kwargs=context["address"])


register.filter("span", lambda plan: swedish.span(plan.valid_from, plan.valid_to))
register.filter("full_span", lambda plan: swedish.full_span(plan.valid_from, plan.valid_to))


@register.filter
def kind_word(kind: str) -> str:
    """What sort of answer an indicator asks for, in words; empty where nothing is known."""
    words = {"yes_no": _("Ja eller nej"), "count": _("Antal"), "share": _("Andel"), "register": _("Ur register")}
    return words.get(kind, "")


@register.filter
def format_word(form: str) -> str:
    """What a file format is called."""
    return {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "json": _("data (JSON)")}.get(form, form)


@register.filter
def ds_input(field: Any, help_shown: bool = True) -> SafeString:
    """A form's field drawn as Designsystemet draws it, without placeholder, tied to its help and its errors."""
    described = [f"{field.id_for_label}_helptext"] if field.help_text and help_shown else []
    attributes = {"class": "ds-input", "placeholder": None}
    if field.errors:
        described.append(f"{field.id_for_label}_error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={name: value for name, value in attributes.items() if value})


@register.filter
def change_word(name: str) -> str:
    """What happened to an item between two editions."""
    return MARK_WORDS[name].within(swedish.in_english()) if name in MARK_WORDS else ""


@register.filter
def item_word(kind: str) -> str:
    """What an item of an edition is."""
    return KIND_WORDS[kind].within(swedish.in_english())


@register.filter
def field_word(field: str) -> str:
    """What is said of an item of an edition."""
    return FIELD_WORDS[field].within(swedish.in_english())


@register.filter
def said(words: Said) -> str:
    """Words in the page's language."""
    return words.within(swedish.in_english())


@register.filter
def change_mark(name: str) -> str:
    """The mark that a change is drawn with: a new status, time or owner is drawn as other changed words are."""
    return name if name in MARKS else "reworded"


@register.inclusion_tag("workspace/plan_menu.html")
def plan_menu(plan: Any, here: str) -> dict[str, Any]:
    """The menu of one plan's pages in the workspace; `here` is the key of the page that is open."""
    return menu_of(plan, here)


@register.simple_tag
def form_key() -> SafeString:
    """The one-time key of a form that makes something (web/workspace/once.py); a reload does not bring it back."""
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', KEY, secrets.token_urlsafe(16))
