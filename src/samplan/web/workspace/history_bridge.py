"""From a document that is put into the plan to the rounds of follow-up that it told of: the one place that knows both.

`intake` and `followup` do not know one another (docs/adr/0023-old-documents-become-rounds.md).
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samplan.followup import actions, rules


def lay_history(request: HttpRequest, plan: Any) -> None:
    """Make rounds of what the plan's documents told of follow-up, and say which years there are."""
    if not rules.can_follow_up(request.user, plan.partnership):
        return
    made = actions.lay_history(by=request.user, plan=plan)
    years = sorted({round_.year for round_ in made})
    left_out = dict.fromkeys(n for r in made for n in r.frozen.get("document", {}).get("left_out", ()))
    if left_out:
        told = _("Gapanalysen nämner några som inte finns bland länets organisationer och inte är med: %(names)s.")
        messages.warning(request, told % {"names": ", ".join(left_out)})
    if years:
        told = _("Uppföljning läst ur dokumentet finns nu under Uppföljning: %(years)s.")
        messages.success(request, told % {"years": ", ".join(map(str, years))})


def drop_history(request: HttpRequest, plan: Any) -> None:
    """Take those rounds away when the document is taken out of the plan again."""
    if plan is not None and rules.can_follow_up(request.user, plan.partnership):
        actions.drop_history(by=request.user, plan=plan)
        if plan.removed_at is None:
            actions.lay_history(by=request.user, plan=plan)
