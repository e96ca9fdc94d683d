"""Tell what columns, labels and headings of a document are, have it read again, and go back to the reading before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samplan.actors.rules import can_import
from samplan.actors.shapes import DomainError
from samplan.intake import actions, queries
from samplan.intake.recognisers.clues import Clue, ClueKind, Meaning
from samplan.intake.recognisers.seen import Seen
from samplan.intake.shapes import TakenBack
from samplan.web.workspace.shell import own_import, say, signed_in, work_page
from samplan.web.workspace.telling_words import MEANINGS, choices, heading_of, taken_as
from samplan.web.workspace.views_intake import back_to_review

SHOWN = 2
"""So many lines are shown as examples of what hangs on a question."""


@signed_in
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, import_id: int) -> HttpResponse:
    """The list of what the reader could be told, each with a choice; sent, the document is read again."""
    imported = own_import(request, import_id)
    page = queries.telling(imported)
    if request.method == "POST":
        told, untold = _answers(request, page.questions)
        try:
            actions.tell_reader(by=request.user, imported=imported, told=told, untold=untold)
        except DomainError as error:
            say(request, error)
            return redirect("workspace:tell", imported.pk)
        return redirect("workspace:import", imported.pk)
    context = {
        "imported": imported,
        "telling": page,
        "questions": [_question(number, seen) for number, seen in enumerate(page.questions)],
        "county": [(line, MEANINGS[line.meaning]) for line in page.county],
        "reread": queries.latest_reread(imported),
    }
    return work_page(request, "workspace/tell.html", context, here="imports")


def _question(number: int, seen: Seen) -> dict[str, Any]:
    examples = [text for text in seen.examples if text not in heading_of(seen)][:SHOWN]
    offered, shown = choices(seen.kind), seen.told or seen.taken
    return {
        "number": number,
        "key": seen.key,
        "heading": heading_of(seen),
        "taken": taken_as(seen),
        "unplaced": seen.taken is None and seen.told is None and seen.kind is not ClueKind.HEADING,
        "lines": seen.lines,
        "examples": examples,
        "told": seen.told,
        "choices": offered,
        "chosen": shown if shown in dict(offered) else None,
    }


def _answers(request: HttpRequest, questions: tuple[Seen, ...]) -> tuple[list[Clue], list[Clue]]:
    """What the form tells that was not told before, and what it no longer tells."""
    told: list[Clue] = []
    untold: list[Clue] = []
    known = set(Meaning)
    for number, seen in enumerate(questions):
        answer = request.POST.get(f"svar-{number}", "")
        if request.POST.get(f"fraga-{number}") != seen.key:
            continue
        if answer in known and answer != (seen.told or seen.taken or ""):
            told.append(seen.clue(Meaning(answer)))
        elif not answer and seen.told is not None:
            untold.append(seen.clue(seen.told))
    return told, untold


@signed_in
@require_POST
def take_back_reading(request: HttpRequest, import_id: int) -> HttpResponse:
    """Set the review back as it stood before the document was read again."""
    imported = own_import(request, import_id)
    try:
        back = actions.take_back_reading(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _back_sentence(back))
    return back_to_review(request, import_id)


def _back_sentence(back: TakenBack | None) -> str:
    if back is None:
        return _("Dokumentet är bara läst en gång. Inget har ändrats.")
    told = [_("Den förra läsningen är tillbaka, med allt som var bestämt i den.")]
    if back.kept:
        words = ngettext(
            "%(n)s del som ni har arbetat med sedan dess följde med.",
            "%(n)s delar som ni har arbetat med sedan dess följde med.",
            back.kept,
        )
        told.append(words % {"n": back.kept})
    if back.lost:
        words = ngettext(
            "%(n)s rad finns inte i den förra läsningen. Har ni skrivit något i den står det bland det tveksamma.",
            "%(n)s rader finns inte i den förra läsningen. Det ni har skrivit i dem står bland det tveksamma.",
            back.lost,
        )
        told.append(words % {"n": back.lost})
    return " ".join(told)


@signed_in
@require_POST
def forget_word(request: HttpRequest, import_id: int, word_id: int) -> HttpResponse:
    """Let the county forget what it has told of some words."""
    imported = own_import(request, import_id)
    word = queries.told_word_for(request.user, word_id)
    if word is None or word.partnership_id != imported.partnership_id:
        raise Http404
    if not can_import(request.user, word.partnership):
        raise PermissionDenied
    actions.forget_told_word(by=request.user, word=word)
    messages.success(request, _("Länet minns inte längre vad ”%(words)s” är.") % {"words": word.words})
    return redirect("workspace:tell", imported.pk)
