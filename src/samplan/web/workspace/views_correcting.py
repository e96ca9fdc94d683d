"""One answer of a closed round put right: its choice, its words, and what was filled in beside them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries
from samplan.followup.shapes import Question
from samplan.web.answer_forms import NOTHING, shown, typed
from samplan.web.swedish import said
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import sentence_of, signed_in, work_page
from samplan.web.workspace.views_compiling import closed_round
from samplan.web.workspace.views_followup import HERE


class RightAnswerForm(ItemForm):
    """What an answer should have been; its fields are drawn beside it, as on the pages where bodies answer."""

    choice = forms.ChoiceField(label=gettext_lazy("Svar"), required=False)
    text = forms.CharField(label=gettext_lazy("Egna ord"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(c.code, said(c)) for c in question.choices]
        self.fields["choice"].choices = [("", _("Inte svarat")), *choices]
        if not choices:
            del self.fields["choice"]


class ReasonForm(ItemForm):
    """Why an answer is put right."""

    reason = forms.CharField(
        label=gettext_lazy("Varför rättas svaret?"),
        help_text=gettext_lazy(
            "Skälet visas tillsammans med rättelsen. Skriv inget som kan peka ut en person. Läsarna ser det när året"
            " ges ut, om det inte nämner någon organisation."
        ),
    )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def correct(request: HttpRequest, round_id: int, asked_id: int, code: str) -> HttpResponse:
    """Put one answer of a closed round right: what was frozen stays, and the correction is seen.

    One more row of an occasion is a page anew, with what was typed and nothing saved.
    """
    round_ = closed_round(request, round_id)
    found = queries.answer_to_correct(round_, asked_id, code)
    if found is None:
        raise Http404
    question, name, given = found
    given = given or NOTHING
    posted, one_more = request.method == "POST", "rad" in request.POST
    data = request.POST if posted and not one_more else None
    initial = request.POST.dict() if one_more else {"choice": given.choice, "text": given.text}
    form, why = RightAnswerForm(question, data, initial=initial), ReasonForm(data, initial=initial)
    if data is not None and form.is_valid() and why.is_valid():
        try:
            _put_right(request, round_.pk, asked_id, question, form, why)
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Svaret är rättat. Rättelsen syns bland svaren."))
            return redirect("workspace:round_results", round_.pk)
    form.focus()
    why.focus()
    more = typed(question, request.POST) if posted else given.more
    context = {"round": round_, "question": question, "name": name, "form": form, "why": why}
    context |= {"fields": shown(question, more), "apart": True}
    return work_page(request, "workspace/correct.html", context, here=HERE, status=422 if data is not None else 200)


def _put_right(
    request: HttpRequest, round_id: int, asked_id: int, question: Question, form: RightAnswerForm, why: ReasonForm
) -> None:
    actions.correct_answer(
        by=request.user,
        round_id=round_id,
        asked_id=asked_id,
        code=question.code,
        choice=form.cleaned_data.get("choice") or "",
        text=form.cleaned_data["text"] or "",
        more=typed(question, request.POST),
        reason=why.cleaned_data["reason"],
    )
