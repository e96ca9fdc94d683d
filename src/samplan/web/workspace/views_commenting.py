"""Sending a plan's draft out to be commented on, and what comes back: listed by area, answered, kept as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.models import Role
from samplan.actors.names import ROLE_NAMES
from samplan.actors.queries import bodies_of
from samplan.actors.rules import can_edit_all
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, NotThere, edit_rights
from samplan.plans.shapes.commenting import CommentTold, DraftOut
from samplan.web.swedish import said
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.views_sent_drafts import NO_PERSON


class DayForm(ItemForm):
    """The last day for comments. seen: the version of the draft that the form was filled from."""

    due = day_field(gettext_lazy("Sista dag för kommentarer"), required=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SendForm(DayForm):
    """Until when, and what whoever reads it is asked."""

    words = forms.CharField(
        label=gettext_lazy("Vad ska de kommentera?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Står överst för dem som läser utkastet."),
    )


class ReasonForm(ItemForm):
    """Why a draft is taken back."""

    reason = forms.CharField(label=gettext_lazy("Varför?"), widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemoveForm(ItemForm):
    """Why a comment is removed, and whether its words go for good."""

    reason = forms.CharField(label=gettext_lazy("Varför?"), widget=forms.Textarea(attrs={"rows": 2}))
    erase = forms.BooleanField(
        label=gettext_lazy("Radera orden för alltid. Det står något om en person i dem."), required=False
    )


class AnswerForm(ItemForm):
    """What a comment is answered."""

    changed = forms.ChoiceField(
        label=gettext_lazy("Har planen ändrats?"),
        choices=[("", "–"), ("yes", gettext_lazy("Ja, planen är ändrad")), ("no", gettext_lazy("Nej, inte ändrad"))],
    )
    text = forms.CharField(
        label=gettext_lazy("Svar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NO_PERSON,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


@signed_in
@require_GET
def comments(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The drafts that were sent out, and what was said of the one that is chosen, by area."""
    plan = the_plan(request, plan_id)
    drafts = queries.drafts_of(plan)
    chosen = next((d for d in drafts if str(d.id) == request.GET.get("utkast")), drafts[0] if drafts else None)
    rights = edit_rights(request.user, plan)
    answers = rights.everything or bool(rights.areas)
    found = queries.comments_on(chosen.id, request.user) if chosen else []
    if not answers:
        found = [one for one in found if one.mine]
    standing = [one for one in found if not one.removed]
    sends = rights.everything and can_edit_all(request.user, plan.partnership)
    context = {
        "plan": plan,
        "drafts": [(d, _sent_to(d)) for d in drafts],
        "chosen": chosen,
        "sent_to": _sent_to(chosen) if chosen else [],
        "groups": _by_area(standing, dict(queries.areas_of(plan_id))),
        "answers": {one.id for one in standing if rights.may_edit(one.area_id)},
        "unanswered": sum(1 for one in standing if one.answer is None),
        "total": len(standing),
        "gone": [one for one in found if one.removed] if sends else [],
        "named": any(one.author for one in found),
        "may_send": sends,
        "all": answers,
    }
    return work_page(request, "workspace/comments.html", context, here="start")


def _sent_to(draft: DraftOut) -> list[str]:
    return [said(ROLE_NAMES[Role(role)]) for role in draft.roles] + list(draft.bodies)


def _by_area(found: list[CommentTold], titles: dict[int, str]) -> list[tuple[int | None, str, list[CommentTold]]]:
    """The plan's own first, then by area in the plan's order; areas that are gone stand with the plan."""
    groups: dict[int | None, list[CommentTold]] = {None: [], **{pk: [] for pk in titles}}
    for one in found:
        groups[one.area_id if one.area_id in titles else None].append(one)
    return [(pk, titles.get(pk, "") if pk else "", some) for pk, some in groups.items() if some]


@signed_in
@require_GET
def comments_file(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Every draft that was sent out with its comments and answers, without the names of those who wrote."""
    plan = the_plan(request, plan_id)
    if not can_edit_all(request.user, plan.partnership):
        raise PermissionDenied
    drafts = [_draft_data(draft, queries.comments_on(draft.id, request.user)) for draft in queries.drafts_of(plan)]
    data = {"format": "samplan-comments/1", "plan": str(plan), "drafts": drafts}
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}-kommentarer.json"'
    return response


def _draft_data(draft: DraftOut, found: list[CommentTold]) -> dict[str, Any]:
    return {
        "sent_on": draft.sent_on,
        "due": draft.due,
        "taken_back_on": draft.taken_back_on,
        "taken_back_reason": draft.taken_back_reason or None,
        "words": draft.words or None,
        "roles": draft.roles,
        "bodies": draft.bodies,
        "comments": [_comment_data(one) for one in found],
    }


def _comment_data(one: CommentTold) -> dict[str, Any]:
    return {
        "place": one.place or "plan",
        "about": one.about or None,
        "text": one.text or None,
        "role": one.role or None,
        "body": one.body or None,
        "written_on": timezone.localdate(one.written_at),
        "removed": one.removed_reason or True if one.removed else None,
        "answers": [{"changed": a.changed, "text": a.text, "on": timezone.localdate(a.at)} for a in one.answers],
    }


@signed_in
@require_http_methods(["GET", "POST"])
@once
def draft_send(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Send the plan as it reads now out to be commented on."""
    plan = the_plan(request, plan_id)
    if not can_edit_all(request.user, plan.partnership):
        raise PermissionDenied
    posted = request.method == "POST"
    form = SendForm(request.POST if posted else None)
    roles = set(request.POST.getlist("roll")) if posted else {Role.USER_REPRESENTATIVE.value}
    bodies = {number_of(pk) or 0 for pk in request.POST.getlist("organisation")}
    fault = ""
    if posted and form.is_valid():
        told = {"due": form.cleaned_data["due"], "words": form.cleaned_data["words"]}
        try:
            actions.send_draft(by=request.user, plan=plan, roles=roles, bodies=bodies, **told)
        except InvalidValue as error:
            if error.field in form.fields:
                form.add_error(error.field, sentence_of(error))
            else:
                fault = sentence_of(error)
        except DomainError as error:
            fault = sentence_of(error)
        else:
            messages.success(request, _("Utkastet är ute för kommentarer."))
            return redirect("workspace:comments", plan_id)
    form.focus()
    context = {
        "plan": plan,
        "form": form,
        "fault": fault,
        "out": next((d for d in queries.drafts_of(plan) if not d.taken_back), None),
        "roles": [(role.value, said(ROLE_NAMES[role]), role.value in roles) for role in Role],
        "bodies": [(body.pk, body.name, body.pk in bodies) for body in bodies_of(plan.partnership)],
    }
    return work_page(request, "workspace/draft_send.html", context, here="start", status=422 if posted else 200)


def _the_draft(request: HttpRequest, plan_id: int, sent_id: int) -> tuple[Any, DraftOut]:
    """The plan and a draft of it, for who may send them."""
    plan = the_plan(request, plan_id)
    if not can_edit_all(request.user, plan.partnership):
        raise PermissionDenied
    found = next((d for d in queries.drafts_of(plan) if d.id == sent_id), None)
    if found is None:
        raise Http404
    return plan, found


@signed_in
@require_http_methods(["GET", "POST"])
def draft_day(request: HttpRequest, plan_id: int, sent_id: int) -> HttpResponse:
    """Change the last day for comments."""
    plan, draft = _the_draft(request, plan_id, sent_id)
    posted = request.method == "POST"
    form = DayForm(request.POST if posted else None, initial={"due": draft.due, "seen": draft.version})
    if posted and form.is_valid():
        try:
            actions.change_draft_day(
                by=request.user, sent_id=sent_id, due=form.cleaned_data["due"], seen_version=_seen(form)
            )
        except (InvalidValue, ChangedMeanwhile) as error:
            form = _again(form, error, draft, "due")
        except NotThere as error:
            raise Http404 from error
        else:
            messages.success(request, _("Sparat."))
            return redirect("workspace:comments", plan_id)
    form.focus()
    context = {"plan": plan, "draft": draft, "form": form}
    return work_page(request, "workspace/draft_day.html", context, here="start", status=422 if posted else 200)


def _seen(form: forms.Form) -> int:
    return form.cleaned_data.get("seen") or 0


def _again(form: Any, error: DomainError, draft: DraftOut, field: str) -> Any:
    """The form with what was wrong; after another's change it knows the version that is there now."""
    if isinstance(error, ChangedMeanwhile):
        form.data = form.data.copy()
        form.data["seen"] = error.version
        form.add_error(None, _("Någon annan har ändrat samtidigt. Sista dag är nu %(day)s.") % {"day": draft.due})
    else:
        form.add_error(field, sentence_of(error))
    return form


@signed_in
@require_http_methods(["GET", "POST"])
def draft_take_back(request: HttpRequest, plan_id: int, sent_id: int) -> HttpResponse:
    """Take the draft back, after a page that says what that means."""
    plan, draft = _the_draft(request, plan_id, sent_id)
    posted = request.method == "POST"
    form = ReasonForm(request.POST if posted else None, initial={"seen": draft.version})
    if posted and form.is_valid():
        try:
            actions.take_back_draft(
                by=request.user, sent_id=sent_id, reason=form.cleaned_data["reason"], seen_version=_seen(form)
            )
        except (InvalidValue, ChangedMeanwhile) as error:
            form = _again(form, error, draft, "reason")
        except NotThere as error:
            raise Http404 from error
        else:
            messages.success(request, _("Utkastet är tillbakataget."))
            return redirect("workspace:comments", plan_id)
    form.focus()
    context = {"plan": plan, "draft": draft, "form": form}
    return work_page(request, "workspace/draft_take_back.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def draft_names(request: HttpRequest, plan_id: int, sent_id: int) -> HttpResponse:
    """Take the names away from the comments on a draft that is taken back."""
    plan, draft = _the_draft(request, plan_id, sent_id)
    if request.method == "POST":
        try:
            actions.erase_commenters(by=request.user, sent_id=sent_id)
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Namnen är borttagna. Kommentarerna står kvar."))
        return redirect("workspace:comments", plan_id)
    context = {"plan": plan, "draft": draft}
    return work_page(request, "workspace/draft_names.html", context, here="start")


def _comment(request: HttpRequest, comment_id: int) -> tuple[CommentTold, Any, bool]:
    """A comment with its plan, and whether one may answer it; as if it were not there to who may not read it."""
    found = queries.comment_told(comment_id, request.user)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def comment_answer(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Answer a comment, or answer it otherwise; what was answered before is shown and kept."""
    told, plan, answers = _comment(request, comment_id)
    if not answers:
        raise PermissionDenied
    posted = request.method == "POST"
    initial: dict[str, Any] = {"seen": told.version}
    if told.answer:
        initial |= {"changed": "yes" if told.answer.changed else "no", "text": told.answer.text}
    form = AnswerForm(request.POST if posted else None, initial=initial)
    theirs = None
    if posted and form.is_valid():
        try:
            actions.answer_comment(
                by=request.user,
                comment_id=comment_id,
                changed=form.cleaned_data["changed"] == "yes",
                text=form.cleaned_data["text"],
                seen_version=_seen(form),
            )
        except ChangedMeanwhile as error:
            form.data = form.data.copy()
            form.data["seen"], theirs = error.version, error
        except InvalidValue as error:
            form.add_error(error.field, sentence_of(error))
        except NotThere as error:
            raise Http404 from error
        else:
            messages.success(request, _("Svaret är sparat. Den som skrev kommentaren ser det."))
            return redirect("workspace:comments", plan.pk)
    form.focus()
    context = {"plan": plan, "one": told, "form": form, "theirs": theirs, "sent_id": told.sent_id}
    return work_page(request, "workspace/comment_answer.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def comment_remove(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Remove a comment with a reason; its words for good where they tell of a person."""
    told, plan, _answers = _comment(request, comment_id)
    if not can_edit_all(request.user, plan.partnership):
        raise PermissionDenied
    posted = request.method == "POST"
    form = RemoveForm(request.POST if posted else None)
    if posted and form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "erase_words": form.cleaned_data["erase"]}
        try:
            actions.remove_comment(by=request.user, comment_id=comment_id, **words)
        except InvalidValue as error:
            form.add_error("reason", sentence_of(error))
        except NotThere as error:
            raise Http404 from error
        else:
            messages.success(request, _("Kommentaren är borttagen."))
            return redirect("workspace:comments", plan.pk)
    form.focus()
    context = {"plan": plan, "one": told, "form": form}
    return work_page(request, "workspace/comment_remove.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_POST
def comment_restore(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Put a removed comment back."""
    _told, plan, _answers = _comment(request, comment_id)
    if not can_edit_all(request.user, plan.partnership):
        raise PermissionDenied
    try:
        actions.restore_comment(by=request.user, comment_id=comment_id)
    except NotThere as error:
        raise Http404 from error
    messages.success(request, _("Kommentaren är tillbaka."))
    return redirect("workspace:comments", plan.pk)
