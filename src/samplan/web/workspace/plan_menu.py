"""The menu of one plan: its pages in the workspace, in the order of the work. A new page adds its line here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MAIN_PAGES = (
    ("plan", "workspace:plan", _("Planen")),
    ("status", "workspace:status", _("Läget")),
    ("check", "workspace:check", _("Planen saknar")),
    ("owners", "workspace:owners", _("Ansvar")),
    ("figures", "workspace:figures", _("Siffror")),
    ("judging", "workspace:judged_years", _("Bedömning")),
)
"""Always in sight, six at most. Key (what `{% plan_menu plan "key" %}` names), address name (its only argument is the
plan's id), word."""
MORE_PAGES = (
    (
        _("Så hänger planen ihop"),
        (
            ("chain", "workspace:chain", _("Förändringsteori")),
            ("tags", "workspace:tags", _("Taggar")),
            ("waiting", "workspace:waiting", _("Väntar på")),
            ("money", "workspace:money", _("Pengar")),
        ),
    ),
    (
        _("Arbeta tillsammans"),
        (
            ("report", "workspace:report", _("Mina aktiviteter")),
            ("comments", "workspace:comments", _("Kommentarer")),
            ("meeting", "workspace:meeting", _("Ändrat sedan")),
        ),
    ),
    (
        _("Planen genom åren"),
        (
            ("versions", "workspace:versions", _("Versioner")),
            ("log", "workspace:log", _("Det som har hänt")),
        ),
    ),
)
"""The rest, under "Mer", by what one wants there."""
PLAN_PAGES = (*MAIN_PAGES, *(page for _group, pages in MORE_PAGES for page in pages))
"""All pages of a plan, in the order of the menu."""


def menu_of(plan: Any, here: str) -> dict[str, Any]:
    """The menu's lines for a plan; `here` is the open page's key, `beyond` its word when under "Mer"."""

    def lines(pages: Any) -> list[dict[str, Any]]:
        return [{"url": reverse(name, args=[plan.pk]), "word": word, "here": key == here} for key, name, word in pages]

    more = [(group, lines(pages)) for group, pages in MORE_PAGES]
    beyond = next((line["word"] for _group, found in more for line in found if line["here"]), "")
    return {"pages": lines(MAIN_PAGES), "more": more, "beyond": beyond}
