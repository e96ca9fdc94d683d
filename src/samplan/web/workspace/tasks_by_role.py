"""What waits for those who do not write in the plan: decisions, years to judge, money, figures, editions to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.actors.models import Role
from samplan.actors.shapes import Permission
from samplan.actors.standing import Standing
from samplan.analysis.queries import figures_in
from samplan.analysis.questions import choosing
from samplan.analysis.shapes import FigureShape
from samplan.followup.queries import left_to_judge
from samplan.plans.queries import money_without_year
from samplan.publishing.adoptions import adoptions_waiting
from samplan.publishing.queries import newly_published
from samplan.web.workspace.task_order import Task, TaskKind

NEWS = timedelta(days=14)
"""How long an edition is new to those who read the plan and do not write in it."""


def tasks_by_role(person: Any, standings: Sequence[Standing], day: date) -> list[Task]:
    """Tasks that come with what somebody is in a county. Queries: see each; none for what they are not."""
    return [
        *_to_adopt(standings, day),
        *_to_judge(person, standings, day),
        *_money(_held(standings, Role.CONTROLLER), day),
        *_figures(_held(standings, Role.ANALYST), day),
        *_news(person, standings, day),
    ]


def _held(standings: Iterable[Standing], role: Role) -> list[int]:
    """Ids of the partnerships where somebody has a role."""
    return [s.partnership.pk for s in standings if any(held is role for held, _body in s.held)]


def _to_adopt(standings: Sequence[Standing], day: date) -> Iterable[Task]:
    """Editions that a body has said nothing of, for who decides for it."""
    for one in adoptions_waiting(standings, day):
        why = _("Utgåvan %(day)s är inte antagen av %(body)s. Skriv vad ni har beslutat.") % {
            "day": one.label,
            "body": one.body,
        }
        url = reverse("workspace:enter_adoption", args=[one.plan_id, one.label, one.body_id])
        yield Task(TaskKind.ADOPT, one.plan, why, _("Skriv beslutet"), url)


def _to_judge(person: Any, standings: Sequence[Standing], day: date) -> Iterable[Task]:
    """Years that are open for judging, for who answers for something that nobody has judged."""
    for one in left_to_judge(person, standings, day):
        why = ngettext(
            "%(year)s bedöms nu. %(n)s del som du svarar för är inte bedömd.",
            "%(year)s bedöms nu. %(n)s delar som du svarar för är inte bedömda.",
            one.number,
        ) % {"year": one.year, "n": one.number}
        url = reverse("workspace:judging", args=[one.plan_id, one.year])
        yield Task(TaskKind.JUDGE, one.plan, why, _("Bedöm"), url)


def _money(here: Sequence[int], day: date) -> Iterable[Task]:
    """Costs and funds that no year can be planned by, for the controller."""
    for plan_id, title, n in money_without_year(here, day) if here else ():
        why = ngettext(
            "%(n)s kostnad eller medel saknar år. Ta reda på året och skriv in det.",
            "%(n)s kostnader eller medel saknar år. Ta reda på åren och skriv in dem.",
            n,
        ) % {"n": n}
        yield Task(TaskKind.MONEY, title, why, _("Visa pengarna"), reverse("workspace:money", args=[plan_id]))


def _figures(here: Sequence[int], day: date) -> Iterable[Task]:
    """Figures that nobody can trust as they are, for the analyst."""
    left: Counter[tuple[int, str]] = Counter(
        (one.plan, title) for title, one in (figures_in(here, day) if here else ()) if _needs_looking_at(one)
    )
    for (plan_id, title), n in left.items():
        why = ngettext(
            "%(n)s siffra saknar definition, eller är ändrad eller borttagen hos källan.",
            "%(n)s siffror saknar definition, eller är ändrade eller borttagna hos källan.",
            n,
        ) % {"n": n}
        yield Task(TaskKind.FIGURES, title, why, _("Visa siffrorna"), reverse("workspace:figures", args=[plan_id]))


def _needs_looking_at(one: FigureShape) -> bool:
    """Own figures without words for what is counted; official ones that are no longer what was chosen."""
    if one.own:
        return not one.definition.definition.strip()
    return not choosing.is_empty() and bool(choosing.change_at_source(one.definition))


def _news(person: Any, standings: Sequence[Standing], day: date) -> Iterable[Task]:
    """New editions, for who reads the plan and neither writes in it nor publishes it; until they note them."""
    here = [s.partnership.pk for s in standings if _only_reads(s)]
    for entry, plan_id, before in newly_published(here, day - NEWS, person.pk) if here else ():
        why = _("Planen gavs ut %(day)s. Läs den.") % {"day": entry.published_on.isoformat()}
        do, url = _("Läs planen"), reverse("public:edition", args=[entry.county_slug, entry.plan_slug, entry.label])
        if before:
            why = _("Planen gavs ut på nytt %(day)s. Läs vad som har ändrats.") % {
                "day": entry.published_on.isoformat()
            }
            do, url = _("Visa ändringarna"), reverse("public:changes", args=[entry.county_slug, entry.plan_slug])
        note = reverse("workspace:note_edition", args=[plan_id, entry.label])
        yield Task(TaskKind.NEWS, entry.title, why, do, url, note=note)


def _only_reads(standing: Standing) -> bool:
    writes = (Permission.EDIT, Permission.REPORT, Permission.PUBLISH)
    reads = standing.scope(Permission.SEE_DRAFTS) is not None
    return reads and all(standing.scope(permission) is None for permission in writes)
