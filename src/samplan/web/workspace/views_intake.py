"""Pages of the import: give a document, follow its reading, review it, put it into a plan, take it out again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from samplan.actors.queries import partnerships_of
from samplan.actors.rules import can_administer, can_import
from samplan.actors.shapes import DomainError
from samplan.documents import DocumentError
from samplan.documents.errors import TooLarge
from samplan.intake import actions, queries
from samplan.intake.rules import REVIEWABLE
from samplan.intake.shapes import ImportState
from samplan.plans.queries import plans_visible_to
from samplan.web.swedish import in_english
from samplan.web.workspace.check_beside import lacks_sentence
from samplan.web.workspace.fields import KIND_WORDS_PLURAL
from samplan.web.workspace.history_bridge import drop_history, lay_history
from samplan.web.workspace.once import once
from samplan.web.workspace.review_groups import groups, legend
from samplan.web.workspace.shell import number_of, own_import, say, sentence_of, signed_in, the_import, work_page
from samplan.web.workspace.telling_words import told_sentence
from samplan.web.workspace.views_placing import put_in_sentence
from samplan.web.workspace.warning_words import warning_sentences

UNDER_WAY = (ImportState.RECEIVED, ImportState.READING)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def imports(request: HttpRequest) -> HttpResponse:
    """The list of imports, and the form that gives a document."""
    partnerships = [p for p in partnerships_of(request.user) if can_import(request.user, p)]
    problem = None
    if request.method == "POST" and not partnerships:
        raise PermissionDenied
    if request.method == "POST":
        outcome = _receive(request, partnerships)
        if not isinstance(outcome, str):
            return outcome
        problem = outcome
    language = get_language() or "sv"
    rows = [(imp, queries.progress(imp, language)) for imp in queries.imports_with_left(request.user)[:100]]
    context = {
        "rows": rows,
        "partnerships": partnerships,
        "plans": [p for p in plans_visible_to(request.user) if p.partnership in partnerships] if partnerships else [],
        "problem": problem,
        "max_mb": settings.READ_MAX_MB,
    }
    return work_page(request, "workspace/imports.html", context, here="imports", status=422 if problem else 200)


def _receive(request: HttpRequest, partnerships: list[Any]) -> HttpResponse | str:
    """Receive the uploaded document; the sentence of what is wrong when it cannot be."""
    upload = request.FILES.get("document")
    chosen = [p for p in partnerships if str(p.pk) == request.POST.get("partnership", "")] or partnerships[:1]
    wanted = request.POST.get("plan", "")
    plan = plans_visible_to(request.user).filter(pk=number_of(wanted), partnership__in=partnerships).first()
    if wanted and plan is None:
        return _("Planen finns inte längre. Inget har ändrats. Välj en annan plan, eller en ny.")
    if upload is None:
        return _("Ingen fil är vald. Inget har ändrats. Välj ett dokument och tryck på Läs in.")
    try:
        if upload.size > settings.READ_MAX_MB * 1_000_000:
            raise TooLarge.of(upload.size, max_mb=settings.READ_MAX_MB)
        imported = actions.receive_document(
            by=request.user,
            partnership=plan.partnership if plan else chosen[0],
            name=upload.name or "",
            data=upload.read(),
            plan=plan,
        )
    except DocumentError as error:
        return error.sentence("en" if in_english() else "sv")
    except DomainError as error:
        return sentence_of(error)
    return _onward(request, reverse("workspace:import", args=[imported.pk]))


def _onward(request: HttpRequest, address: str) -> HttpResponse:
    """Go to another page: by htmx when it asked, else as any answer does."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@signed_in
@require_GET
def one_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """Where an import has come: reading, failed with its sentence, or on to the review."""
    imported = the_import(request, import_id)
    if ImportState(imported.state) in REVIEWABLE:
        return _onward(request, reverse("workspace:review", args=[imported.pk]))
    progress = queries.progress(imported, get_language() or "sv")
    context = {
        "progress": progress,
        "under_way": progress.state in UNDER_WAY,
        "before": queries.read_before(imported),
        "may": can_import(request.user, imported.partnership),
        "imported": imported,
        "may_erase": progress.state == ImportState.DISMISSED and can_administer(request.user, imported.partnership),
        "reviewed": progress.state == ImportState.DISMISSED and queries.was_reviewed(imported),
    }
    if request.htmx and progress.state not in UNDER_WAY:
        return _onward(request, request.path)
    return work_page(request, "workspace/import_progress.html", context, here="imports")


@signed_in
@require_POST
def read_again(request: HttpRequest, import_id: int) -> HttpResponse:
    """Try once more to read."""
    imported = own_import(request, import_id)
    try:
        actions.read_again(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
    return redirect("workspace:import", imported.pk)


@signed_in
@require_POST
def dismiss(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take a document that could not be read, or was the wrong one, off the list of what waits."""
    imported = own_import(request, import_id)
    reviewed = queries.was_reviewed(imported)
    try:
        actions.dismiss_import(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
    else:
        words = _("%(name)s är lagt åt sidan. Originalet finns kvar under Läs in.")
        if reviewed:
            words = _("%(name)s är lagt åt sidan. Originalet och granskningen finns kvar under Läs in.")
        messages.success(request, words % {"name": imported.name})
    return redirect("workspace:start")


@signed_in
@require_GET
def review(request: HttpRequest, import_id: int) -> HttpResponse:
    """One part of the review: the source on the left, what was read on the right."""
    imported = the_import(request, import_id)
    if ImportState(imported.state) not in REVIEWABLE:
        return redirect("workspace:import", imported.pk)
    left_off = f"granskning-{imported.pk}"
    part = number_of(request.GET.get("del"))
    if part is None:
        part = request.session.get(left_off)
    page = queries.review_page(imported, part=part or 0, language=get_language() or "sv")
    if part is None and not page.part.waiting:
        first = next((one.number for one in page.parts if one.waiting), 0)
        page = queries.review_page(imported, part=first, language=get_language() or "sv") if first else page
    if request.session.get(left_off) != page.part.number:
        request.session[left_off] = page.part.number
    context = {
        "page": page,
        "groups": groups(page),
        "legend": legend(page),
        "warnings": warning_sentences(page.warnings),
        "before": queries.read_before(imported) if imported.state == ImportState.REVIEW else None,
        "may": can_import(request.user, imported.partnership),
        "told": [told_sentence(clue) for clue in queries.by_county(imported)],
        "reread": queries.latest_reread(imported) if imported.state == ImportState.REVIEW else None,
        "problem": queries.progress(imported, get_language() or "sv").error,
        "can_tell": imported.state == ImportState.REVIEW and bool(imported.seen),
        "beside": imported.plan if queries.goes_beside(imported) else None,
        "previous": page.part.number - 1 if page.part.number else None,
        "next": page.part.number + 1 if page.part.number + 1 < len(page.parts) else None,
    }
    return work_page(request, "workspace/review.html", context, here="imports")


def back_to_review(request: HttpRequest, import_id: int, anchor: str = "") -> HttpResponse:
    """The part of the review that the person came from."""
    part = request.POST.get("del", request.GET.get("del", "0"))
    address = reverse("workspace:review", args=[import_id])
    return redirect(f"{address}?del={part if part.isdigit() else 0}{anchor}")


@signed_in
@require_POST
def accept_sure(request: HttpRequest, import_id: int) -> HttpResponse:
    """Accept every sure item: of the shown part, or of the whole document."""
    imported = own_import(request, import_id)
    area = number_of(request.POST.get("omrade"))
    within = queries.item_for(request.user, area) if area else None
    try:
        count = actions.accept_sure_items(by=request.user, imported=imported, within=within)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, ngettext("%(n)s del är godkänd.", "%(n)s delar är godkända.", count) % {"n": count})
    return back_to_review(request, import_id)


@signed_in
@require_POST
def take_back(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take the latest step back."""
    imported = own_import(request, import_id)
    try:
        verb = actions.take_back_step(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
    else:
        done = _("Det senaste steget är ångrat.") if verb else _("Det finns inget steg att ångra.")
        messages.success(request, done)
    return back_to_review(request, import_id)


@signed_in
@require_POST
def commit(request: HttpRequest, import_id: int) -> HttpResponse:
    """Put what is accepted into the plan; into a plan of another hand after a page that compares."""
    imported = own_import(request, import_id)
    if queries.goes_beside(imported):
        if request.POST.get("allt"):
            actions.accept_all_items(by=request.user, imported=imported)
        return redirect("workspace:place", imported.pk)
    try:
        put_in = actions.commit_whole if request.POST.get("allt") else actions.commit_import
        plan = put_in(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
        return back_to_review(request, import_id)
    told = (put_in_sentence(queries.left_in_review(imported)), lacks_sentence(plan))
    messages.success(request, " ".join(filter(None, told)))
    lay_history(request, plan)
    return redirect("workspace:plan", plan.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take a whole import out of the plan, after a page that says what that means."""
    imported = own_import(request, import_id)
    if request.method == "GET":
        brought = [(KIND_WORDS_PLURAL[kind], number) for kind, number in queries.brought_to_plan(imported)]
        context = {"imported": imported, "brought": brought, "replaced": queries.replaced_in_plan(imported)}
        return work_page(request, "workspace/import_undo.html", context, here="imports")
    try:
        withdrawal = actions.undo_import(by=request.user, imported=imported)
    except DomainError as error:
        say(request, error)
    else:
        words = _(
            "Inläsningen är tagen ur planen: %(removed)s delar togs bort, %(kept)s som har ändrats sedan dess är kvar."
        )
        told = words % {"removed": withdrawal.removed, "kept": withdrawal.kept}
        if withdrawal.set_back:
            told += " " + ngettext(
                "%(n)s del har fått tillbaka sin tidigare lydelse.",
                "%(n)s delar har fått tillbaka sin tidigare lydelse.",
                withdrawal.set_back,
            ) % {"n": withdrawal.set_back}
        if withdrawal.plan_removed:
            told += " " + _("Planen blev tom och är borttagen ur listan.")
        messages.success(request, told)
        drop_history(request, imported.plan)
    return redirect("workspace:review", imported.pk)


@signed_in
@require_GET
def original(request: HttpRequest, import_id: int) -> HttpResponseBase:
    """The document as it came, always as a download."""
    imported = the_import(request, import_id)
    if imported.state == ImportState.ERASED:
        raise Http404
    response = HttpResponse(queries.original_file(imported), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=imported.name)
    return response
