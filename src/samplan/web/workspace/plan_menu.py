"""The menu of one plan: its pages in the workspace, in the order of the work. A new page adds its line here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PLAN_PAGES = (
    ("plan", "workspace:plan", _("Planen")),
    ("status", "workspace:status", _("Läget")),
    ("check", "workspace:check", _("Planen saknar")),
    ("chain", "workspace:chain", _("Förändringsteori")),
    ("figures", "workspace:figures", _("Siffror")),
    ("tags", "workspace:tags", _("Taggar")),
    ("waiting", "workspace:waiting", _("Väntar på")),
    ("owners", "workspace:owners", _("Ansvar")),
    ("report", "workspace:report", _("Mina aktiviteter")),
    ("comments", "workspace:comments", _("Kommentarer")),
    ("judging", "workspace:judged_years", _("Bedömning")),
    ("versions", "workspace:versions", _("Versioner")),
    ("log", "workspace:log", _("Det som har hänt")),
    ("meeting", "workspace:meeting", _("Ändrat sedan")),
)
"""Key (what `{% plan_menu plan "key" %}` names), address name (its only argument is the plan's id), word."""
