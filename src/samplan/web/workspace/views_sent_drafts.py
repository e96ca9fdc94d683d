"""A draft that is out, as those read it who comment on it: the plan, an area, the comment, what has changed since."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.rules import may
from samplan.actors.shapes import DomainError, Permission
from samplan.plans import actions, queries
from samplan.plans.rules import InvalidValue, NotNow, NotThere
from samplan.plans.shapes.commenting import places_in
from samplan.plans.shapes.content import PlanContent
from samplan.publishing.differences import compare
from samplan.publishing.queries import sent_draft_file
from samplan.web.public.changes import MOST_SHOWN, capped
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.sent_rows import by_place, sent_parts
from samplan.web.workspace.shell import say, sentence_of, signed_in, work_page

NO_PERSON = gettext_lazy("Inga namn och inget enskilt fall. Skriv inget som kan peka ut en person.")


class CommentForm(ItemForm):
    """What somebody says of a draft."""

    text = forms.CharField(
        label=gettext_lazy("Din kommentar"), widget=forms.Textarea(attrs={"rows": 6}), help_text=NO_PERSON
    )


def the_draft(request: HttpRequest, sent_id: int) -> Any:
    """The draft, if it is out and the signed-in person may read it; else as if it were not there."""
    found = queries.draft_sent(request.user, sent_id)
    if found is None:
        raise Http404
    return found


def around(request: HttpRequest, sent: Any, content: PlanContent) -> dict[str, Any]:
    """What every page of a draft shows."""
    return {
        "plan": sent.plan,
        "sent": sent,
        "draft": queries.draft_out(sent),
        "content": content,
        "may_comment": timezone.localdate() <= sent.due
        and may(request.user, sent.plan.partnership, Permission.COMMENT),
    }


@signed_in
@require_GET
def sent_draft(request: HttpRequest, sent_id: int) -> HttpResponse:
    """The draft as it was sent out: what stands in the plan itself, its areas, and what one has said oneself."""
    sent = the_draft(request, sent_id)
    content = queries.sent_content(sent)
    mine = queries.own_comments(request.user, sent_id)
    places = places_in(content)
    said = Counter(places[one.place].area_id for one in mine if one.place in places)
    context = {
        **around(request, sent, content),
        "mine": [one for one in mine if not one.place],
        "areas": [(area, said[int(area.id)]) for area in content.areas],
    }
    return work_page(request, "workspace/sent_draft.html", context, here="start")


@signed_in
@require_GET
def sent_area(request: HttpRequest, sent_id: int, area_id: int) -> HttpResponse:
    """One area of the draft, each part with a way to comment on it."""
    sent = the_draft(request, sent_id)
    content = queries.sent_content(sent)
    ids = [int(area.id) for area in content.areas]
    if area_id not in ids:
        raise Http404
    at = ids.index(area_id)
    mine = by_place(queries.own_comments(request.user, sent_id))
    context = {
        **around(request, sent, content),
        "area": content.areas[at],
        "parts": sent_parts(content.areas[at], mine),
        "mine": mine.get(f"area:{area_id}", []),
        "previous": content.areas[at - 1] if at else None,
        "next": content.areas[at + 1] if at + 1 < len(ids) else None,
    }
    return work_page(request, "workspace/sent_area.html", context, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def comment_add(request: HttpRequest, sent_id: int) -> HttpResponse:
    """Say something of the draft, or of what `om` names in it."""
    sent = the_draft(request, sent_id)
    content = queries.sent_content(sent)
    place = request.POST.get("om", request.GET.get("om", ""))
    known = places_in(content).get(place)
    if place and known is None:
        raise Http404
    posted = request.method == "POST"
    form = CommentForm(request.POST if posted else None)
    back = _home(sent_id, known.area_id if known else None)
    if posted and form.is_valid():
        try:
            actions.comment_on_draft(by=request.user, sent_id=sent_id, text=form.cleaned_data["text"], place=place)
        except InvalidValue as error:
            form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        except DomainError as error:
            say(request, error)
            return redirect(back)
        else:
            messages.success(request, _("Tack. Din kommentar är skickad till länets samordnare."))
            return redirect(back)
    form.focus(first=True)
    context = {**around(request, sent, content), "form": form, "place": place, "known": known, "back": back}
    return work_page(request, "workspace/comment_add.html", context, here="start", status=422 if posted else 200)


def _home(sent_id: int, area_id: int | None) -> str:
    if area_id is None:
        return reverse("workspace:sent_draft", args=[sent_id])
    return reverse("workspace:sent_area", args=[sent_id, area_id])


@signed_in
@require_GET
def sent_changes(request: HttpRequest, sent_id: int) -> HttpResponse:
    """What differs between the draft as it was sent and the plan as it reads now, word by word."""
    sent = the_draft(request, sent_id)
    content = queries.sent_content(sent)
    found = compare(content, queries.plan_content(sent.plan_id))
    context = {
        **around(request, sent, content),
        "groups": capped(found.areas),
        "total": found.total,
        "left": max(0, found.total - MOST_SHOWN),
    }
    return work_page(request, "workspace/sent_changes.html", context, here="start")


@signed_in
@require_GET
def sent_file(request: HttpRequest, sent_id: int, form: str) -> HttpResponse:
    """The draft as it was sent out, as a file marked as a draft."""
    sent = the_draft(request, sent_id)
    try:
        made = sent_draft_file(sent.pk, form, request.user)
    except (DomainError, ValueError) as error:
        raise Http404 from error
    response = HttpResponse(made.data, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@signed_in
@require_GET
def own_comments(request: HttpRequest) -> HttpResponse:
    """All that one has said of drafts and what it was answered, those taken back too."""
    comments = queries.own_comments(request.user)
    drafts: dict[int, list[Any]] = {}
    for one in comments:
        drafts.setdefault(one.sent_id, []).append(one)
    return work_page(request, "workspace/own_comments.html", {"drafts": list(drafts.values())}, here="tasks")


def _own(request: HttpRequest, comment_id: int) -> int:
    """The comment's id where it is one's own or one may answer it; else as if it were not there."""
    if queries.comment_told(comment_id, request.user) is None:
        raise Http404
    return comment_id


@signed_in
@require_POST
def comment_take_back(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take back what one said, while nobody has answered it."""
    try:
        comment = actions.take_back_comment(by=request.user, comment_id=_own(request, comment_id))
    except NotThere as error:
        raise Http404 from error
    except NotNow as error:
        say(request, error)
        return redirect("workspace:own_comments")
    messages.success(request, _("Din kommentar är tillbakatagen."))
    return redirect(_home(comment.sent_id, comment.area_id))


@signed_in
@require_POST
def comment_noted(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The answer waits no longer for whoever wrote the comment."""
    try:
        actions.note_comment_answer(by=request.user, comment_id=_own(request, comment_id))
    except NotThere as error:
        raise Http404 from error
    messages.success(request, _("Noterat."))
    return redirect("workspace:own_comments")
