"""What waits for one person, gathered from the rooms and put into words: for the page Mina uppgifter and the letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.actors.queries import unused_invitations
from samplan.actors.shapes import Permission
from samplan.actors.standing import Standing, standings_of
from samplan.followup.catalogue import kind_name
from samplan.followup.queries import asked_of_bodies, recommendations_waiting
from samplan.intake.queries import imports_waiting_for
from samplan.intake.shapes import ImportState
from samplan.plans.queries import findings_for, plan_waits, removed_in
from samplan.plans.shapes.tasks import Waits, WaitsFor
from samplan.publishing.queries import snapshots_missing, to_publish
from samplan.web.swedish import said
from samplan.web.workspace.task_order import Task, TaskKind, in_order
from samplan.web.workspace.tasks_by_role import tasks_by_role

MOST_IMPORTS = 50
YEAR, ASKED = timedelta(days=365), timedelta(days=60)
"""How long something lies removed before it is asked whether it is to be purged, and how long that is asked."""
UNPUBLISHED = timedelta(days=30)
"""How old the latest edition is before changes after it are a task: who works in the plan needs no reminder."""


def tasks_of(person: Any, *, today: date | None = None) -> list[Task]:
    """All that waits for somebody, in order, in the active language.

    Thirteen queries for one county, two more for each county where they act for a body, two where a draft has been
    sent out, and what `tasks_by_role` tells: one to five, and twelve for each year that is open for judging. What
    the plan check finds is told apart (`lacks_of`), for reading a whole plan costs more than all the rest.
    """
    day = today or timezone.localdate()
    standings = standings_of(person)
    several = len(standings) > 1
    found = [_of_plan(w, several) for w in plan_waits(person, standings, today=day)]
    found += tasks_by_role(person, standings, day)
    found += _rounds(standings)
    found += _recommendations(standings, several)
    found += _imports(person, _may(standings, Permission.IMPORT))
    found += _editions(_may(standings, Permission.PUBLISH), day)
    found += _invitations(_may(standings, Permission.ADMINISTER))
    found += _removed(_may(standings, Permission.ADMINISTER), day)
    return in_order(found)


def lacks_of(person: Any, *, today: date | None = None) -> list[Task]:
    """A task for each plan in which the plan check finds something of theirs to mend; 10 to 16 queries a plan."""
    found = []
    for plan, findings in findings_for(person, today=today):
        n = len(findings)
        why = ngettext(
            "Planen saknar %(n)s sak som du kan ordna.", "Planen saknar %(n)s saker som du kan ordna.", n
        ) % {"n": n}
        url = f"{reverse('workspace:check', args=[plan.pk])}?visa=mina"
        found.append(Task(TaskKind.LACKS, str(plan), why, _("Visa listan"), url))
    return found


def _may(standings: Iterable[Standing], permission: Permission) -> list[int]:
    """Ids of the partnerships where they have a permission."""
    return [s.partnership.pk for s in standings if s.scope(permission) is not None]


def _rounds(standings: Sequence[Standing]) -> list[Task]:
    """The rounds of follow-up that ask the bodies that somebody answers for (one query)."""
    bodies = {b for standing in standings for b in standing.bodies(Permission.ANSWER)}
    found = []
    for asked in asked_of_bodies(bodies) if bodies else ():
        told = {"kind": said(kind_name(asked.round.kind)), "year": asked.round.year, "body": asked.body.name}
        # Several rounds may ask one body: each has its name, and a screen reader's list of links tells them apart.
        title = _("%(kind)s %(year)s: %(body)s") % told
        why = _("Ni är frågade och har inte sagt att ni är klara.")
        url = f"{reverse('workspace:rounds')}#h-era"
        found.append(Task(TaskKind.ANSWER, title, why, _("Svara"), url, asked.round.due))
    return found


def _of_plan(waits: Waits, several: bool) -> Task:
    make = {
        WaitsFor.ANSWER: _answer,
        WaitsFor.CAME_BACK: _came_back,
        WaitsFor.ACCEPTED: _accepted,
        WaitsFor.RELEASED: _released,
        WaitsFor.COMMENTS: _comments,
        WaitsFor.COMMENT: _comment,
        WaitsFor.COMMENT_ANSWERED: _comment_answered,
        WaitsFor.STATUS: _status,
        WaitsFor.DECISION: _decision,
        WaitsFor.VALIDITY: _validity,
    }[waits.kind]
    why, do, url = make(waits)
    plan = waits.plan if several or waits.title != waits.plan else ""
    return Task(TaskKind(waits.kind.value), waits.title, why, do, url, waits.due, waits.words, plan, _note(waits))


def _answer(waits: Waits) -> tuple[str, str, str]:
    return (
        _("Din organisation har blivit tillfrågad. Ta på er det, tacka nej eller föreslå något annat."),
        _("Svara"),
        reverse("workspace:answer", args=[waits.item_id]),
    )


def _came_back(waits: Waits) -> tuple[str, str, str]:
    return (
        _("Du frågade, och fick nej eller ett annat förslag. Välj någon annan."),
        _("Läs svaret"),
        reverse("workspace:answer", args=[waits.item_id]),
    )


def _accepted(waits: Waits) -> tuple[str, str, str]:
    return _("Du frågade, och fick ja."), _("Läs svaret"), reverse("workspace:answer", args=[waits.item_id])


def _released(waits: Waits) -> tuple[str, str, str]:
    why = _("Beslutet som dina områden väntade på är fattat. Det som väntade kan gå vidare.")
    return why, _("Läs beslutet"), reverse("workspace:waiting", args=[waits.plan_id])


def _comments(waits: Waits) -> tuple[str, str, str]:
    n = waits.number
    why = ngettext(
        "%(n)s kommentar på utkastet är inte besvarad.", "%(n)s kommentarer på utkastet är inte besvarade.", n
    ) % {"n": n}
    return why, _("Svara"), reverse("workspace:comments", args=[waits.plan_id])


def _comment(waits: Waits) -> tuple[str, str, str]:
    why = _("Utkastet är ute för kommentarer. Läs det och säg vad du tycker.")
    return why, _("Läs utkastet"), reverse("workspace:sent_draft", args=[waits.item_id])


def _comment_answered(waits: Waits) -> tuple[str, str, str]:
    n = waits.number
    why = ngettext("%(n)s kommentar som du skrev är besvarad.", "%(n)s kommentarer som du skrev är besvarade.", n) % {
        "n": n
    }
    return why, _("Visa svaren"), reverse("workspace:own_comments")


def _note(waits: Waits) -> str:
    """Where one notes it; "" for what waits until it is done."""
    if waits.kind in {WaitsFor.CAME_BACK, WaitsFor.ACCEPTED}:
        return reverse("workspace:note_answer", args=[waits.item_id])
    if waits.kind is WaitsFor.RELEASED:
        return reverse("workspace:note_release", args=[waits.plan_id, waits.item_id])
    return ""


def _status(waits: Waits) -> tuple[str, str, str]:
    passed = waits.due is not None and waits.due < timezone.localdate()
    why = _("Tiden har gått ut. Skriv hur det gick.") if passed else _("Tiden går snart ut. Skriv hur det går.")
    if waits.may_edit:
        change = reverse("workspace:change", args=[waits.plan_id, "activity", waits.item_id])
        return why, _("Ange läge"), f"{change}?falt=status"
    own = reverse("workspace:report", args=[waits.plan_id])
    return why, _("Säg hur det går"), f"{own}#activity-{waits.item_id}"


def _decision(waits: Waits) -> tuple[str, str, str]:
    why = _("Planen väntar på det här beslutet. Skriv vad som beslutades, eller när det väntas.")
    if waits.may_edit:
        return why, _("Skriv beslutet"), reverse("workspace:release", args=[waits.plan_id, waits.item_id])
    why = _("Planen väntar på det här beslutet. Berätta för länets samordnare vad som gäller.")
    return why, _("Visa vad som väntar"), reverse("workspace:waiting", args=[waits.plan_id])


def _validity(waits: Waits) -> tuple[str, str, str]:
    passed = waits.due is not None and waits.due < timezone.localdate()
    why = (
        _("Planen har slutat gälla och ingen senare finns. Gör nästa version, eller förläng den.")
        if passed
        else _("Planen slutar snart gälla och ingen senare finns. Gör nästa version, eller förläng den.")
    )
    return why, _("Gör nästa version"), reverse("workspace:next_version", args=[waits.plan_id])


def _recommendations(standings: Sequence[Standing], several: bool) -> list[Task]:
    """What follow-up has recommended a body that they act for: to answer, and then to do."""
    found = []
    for one in recommendations_waiting(standings):
        why = (
            _("Ni har tagit på er det här. Säg till när det är gjort.")
            if one.answer
            else _("Uppföljningen rekommenderar er det här. Ta på er det, eller säg nej och varför.")
        )
        do = _("Säg att det är gjort") if one.answer else _("Svara")
        title = _("Rekommendation till %(body)s") % {"body": one.body}
        url = reverse("workspace:recommendation", args=[one.id])
        where = one.county if several else ""
        found.append(Task(TaskKind.RECOMMENDATION, title, why, do, url, one.due, one.text, where))
    return found


def _imports(person: Any, may: Sequence[int]) -> list[Task]:
    if not may:
        return []
    found = []
    for imported in imports_waiting_for(person).filter(partnership__in=may)[:MOST_IMPORTS]:
        if imported.state in {ImportState.RECEIVED, ImportState.READING}:
            continue
        url = reverse("workspace:import", args=[imported.pk])
        if imported.state == ImportState.FAILED:
            why, do = _("Dokumentet gick inte att läsa. Försök igen, eller lägg det åt sidan."), _("Öppna")
        else:
            n = imported.left
            why = ngettext("%(n)s del är kvar att granska.", "%(n)s delar är kvar att granska.", n) % {"n": n}
            why, do = (why, _("Granska")) if n else (_("Allt är granskat. Lägg in det i planen."), _("Öppna"))
        found.append(Task(TaskKind.IMPORT, imported.name, why, do, url))
    return found


def _editions(may: Sequence[int], day: date) -> list[Task]:
    found = []
    for plan in snapshots_missing(may, day.year - 1) if may else ():
        why = _("Året är slut. Ge ut planens årsläge %(year)s, så att åren går att jämföra.") % {"year": day.year - 1}
        url = reverse("workspace:snapshot", args=[plan.pk])
        found.append(Task(TaskKind.SNAPSHOT, str(plan), why, _("Ge ut årsläget"), url))
    for plan, last in to_publish(may, before=day - UNPUBLISHED) if may else ():
        why = (
            _("Planen har ändrats efter utgåvan %(day)s. Ge ut den igen när den är klar.") % {"day": last.isoformat()}
            if last
            else _("Planen är inte utgiven. Ge ut den när den är klar.")
        )
        url = reverse("workspace:publish", args=[plan.pk])
        found.append(Task(TaskKind.PUBLISH, str(plan), why, _("Ge ut planen"), url))
    return found


def _removed(may: Sequence[int], day: date) -> list[Task]:
    """What was removed a year ago, for two months: then it has stayed, and nobody is asked again."""
    found = []
    for plan_id, title, n in removed_in(may, day - YEAR - ASKED, day - YEAR) if may else ():
        why = ngettext(
            "%(n)s borttagen del har legat i ett år. Lägg tillbaka den, eller rensa den om det är beslutat.",
            "%(n)s borttagna delar har legat i ett år. Lägg tillbaka dem, eller rensa dem om det är beslutat.",
            n,
        ) % {"n": n}
        url = reverse("workspace:removed", args=[plan_id])
        found.append(Task(TaskKind.PURGE, title, why, _("Visa borttaget"), url))
    return found


def _invitations(may: Sequence[int]) -> list[Task]:
    found = []
    for person, partnership, day in unused_invitations(may) if may else ():
        why = _("Bjöds in %(day)s och har inte loggat in. Skicka nytt brev, eller avsluta rollen.")
        url = reverse("workspace:person", args=[partnership.pk, person.pk])
        found.append(Task(TaskKind.INVITATION, person.name, why % {"day": day.isoformat()}, _("Visa personen"), url))
    return found
