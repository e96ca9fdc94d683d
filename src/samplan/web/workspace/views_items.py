"""What a person does with one item of a review: accept, change, move, split, drop, put back, add, merge."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from samplan.actors.shapes import DomainError
from samplan.intake import actions, queries
from samplan.intake.rules import main_field
from samplan.intake.unfolding import PARENT_OF
from samplan.plans.shapes.items import ONLY_IN_PLANS, ItemKind
from samplan.web.workspace.fields import FORMS, KIND_WORDS, ItemForm
from samplan.web.workspace.once import once
from samplan.web.workspace.review_groups import entry
from samplan.web.workspace.shell import number_of, own_import, own_item, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_intake import back_to_review

KINDS = {kind.value for kind in ItemKind}
MOVABLE = tuple(kind for kind in ItemKind if kind not in {ItemKind.PLAN, ItemKind.OTHER, *ONLY_IN_PLANS})


@signed_in
@require_POST
def accept(request: HttpRequest, item_id: int) -> HttpResponse:
    """Accept an item as it was understood, or its time only as written."""
    item = own_item(request, item_id)
    try:
        if request.POST.get("val") == "utan_tid":
            actions.change_item(by=request.user, item=item, values={"start": None, "end": None, "ongoing": False})
        else:
            actions.accept_item(by=request.user, item=item)
    except DomainError as error:
        return _refused(request, item, error)
    return _judged(request, item)


@signed_in
@require_POST
def restore(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put an item back to be judged."""
    item = own_item(request, item_id)
    try:
        actions.restore_item(by=request.user, item=item)
    except DomainError as error:
        return _refused(request, item, error)
    return _judged(request, item)


def _refused(request: HttpRequest, item: queries.ProposedItem, error: DomainError) -> HttpResponse:
    say(request, error)
    return HttpResponseClientRefresh() if request.htmx else back_to_review(request, item.imported_id, f"#f-{item.tag}")


def _judged(request: HttpRequest, item: queries.ProposedItem) -> HttpResponse:
    """Back to the review; or, to htmx, the item as it stands now, what it stands under, and the review's figures."""
    if not request.htmx:
        return back_to_review(request, item.imported_id, f"#f-{item.tag}")
    imported = own_import(request, item.imported_id)
    part = number_of(request.POST.get("del")) or 0
    page = queries.review_page(imported, part=part, language=get_language() or "sv")
    if all(one.id != item.pk for one in page.items):
        # The item stands in another part than the page that asked shows: an old page.
        return HttpResponseClientRefresh()
    above = {pk for pk in (item.parent_id, item.parent.parent_id if item.parent else None) if pk}
    context = {
        "page": page,
        "entry": next(entry(one) for one in page.items if one.id == item.pk),
        "above": [entry(one) for one in page.items if one.id in above],
        "may": True,
    }
    return render(request, "workspace/review_answer.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change the words and values of an item."""
    item = own_item(request, item_id)
    form_class = FORMS[ItemKind(item.kind)]
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=item.values)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(by=request.user, item=item, values=form.values())
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            return back_to_review(request, item.imported_id, f"#f-{item.tag}")
    form.focus()
    return _item_page(request, item, "workspace/item_change.html", form=form)


def _item_page(
    request: HttpRequest, item: queries.ProposedItem, template: str, *, form: ItemForm | None = None, **more: object
) -> HttpResponse:
    part = request.POST.get("del", request.GET.get("del", "0"))
    context = {
        "item": item,
        "kind_word": KIND_WORDS[ItemKind(item.kind)],
        "text": item.values.get(main_field(ItemKind(item.kind))) or "",
        "form": form,
        "del": part,
        **more,
    }
    bad = request.method == "POST"
    return work_page(request, template, context, here="imports", status=422 if bad else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, item_id: int) -> HttpResponse:
    """Make an item another kind, or hang it under another area or question."""
    item, problem = own_item(request, item_id), ""
    if request.method == "POST":
        parent = queries.item_for(request.user, number_of(request.POST.get("under")) or 0)
        kind = request.POST.get("slag", "")
        try:
            if parent is None or parent.imported_id != item.imported_id or kind not in KINDS:
                raise Http404
            actions.move_item(by=request.user, item=item, kind=ItemKind(kind), parent=parent)
        except DomainError as error:
            problem = sentence_of(error)
        else:
            return back_to_review(request, item.imported_id, f"#f-{item.tag}")
    kinds = [(kind.value, KIND_WORDS[kind], PARENT_OF.get(kind)) for kind in (*MOVABLE, ItemKind.OTHER)]
    places = queries.places_for(item.imported)
    return _item_page(request, item, "workspace/item_move.html", kinds=kinds, places=places, problem=problem)


@signed_in
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, item_id: int) -> HttpResponse:
    """Make one item several: an empty line is where it is cut."""
    item, problem = own_item(request, item_id), ""
    written = request.POST.get("texts")
    if request.method == "POST":
        parts = (written or "").replace("\r\n", "\n").split("\n\n")
        try:
            actions.split_item(by=request.user, item=item, texts=[" ".join(p.split()) for p in parts])
        except DomainError as error:
            problem = sentence_of(error)
        else:
            return back_to_review(request, item.imported_id, f"#f-{item.tag}")
    text = str(item.values.get(main_field(ItemKind(item.kind))) or "")
    suggested = "\n\n".join(s if s.endswith((".", "?", "!")) else f"{s}." for s in text.split(". ") if s)
    shown = written if written is not None else (suggested if text.endswith(".") else text)
    return _item_page(request, item, "workspace/item_split.html", texts=shown, problem=problem)


@signed_in
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, item_id: int) -> HttpResponse:
    """Leave an item out of the plan, with a reason."""
    item, problem = own_item(request, item_id), ""
    if request.method == "POST":
        try:
            actions.drop_item(by=request.user, item=item, reason=request.POST.get("reason", ""))
        except DomainError as error:
            problem = sentence_of(error)
        else:
            return back_to_review(request, item.imported_id)
    return _item_page(request, item, "workspace/item_drop.html", problem=problem)


@signed_in
@require_POST
def merge(request: HttpRequest, import_id: int) -> HttpResponse:
    """Make the ticked items one."""
    imported = own_import(request, import_id)
    found = [queries.item_for(request.user, number_of(pk) or 0) for pk in request.POST.getlist("delar")]
    items = [item for item in found if item is not None and item.imported_id == imported.pk]
    try:
        if len(items) < 2:
            messages.error(request, _("Kryssa för minst två delar som ska bli en. Inget har ändrats."))
            return back_to_review(request, import_id)
        merged = actions.merge_items(by=request.user, items=items)
    except DomainError as error:
        say(request, error)
        return back_to_review(request, import_id)
    return back_to_review(request, import_id, f"#f-{merged.tag}")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def add(request: HttpRequest, import_id: int) -> HttpResponse:
    """Add an item that the reader did not see: first its kind and place, then its words."""
    imported = own_import(request, import_id)
    source = request.POST if request.method == "POST" else request.GET
    kind_name = source.get("slag", "")
    parent = queries.item_for(request.user, number_of(source.get("under")) or 0)
    context = {"imported": imported, "del": source.get("del", "0"), "under": source.get("under", "")}
    if kind_name not in KINDS or parent is None or parent.imported_id != imported.pk:
        kinds = [(kind.value, KIND_WORDS[kind]) for kind in MOVABLE]
        context |= {"kinds": kinds, "places": queries.places_for(imported)}
        return work_page(request, "workspace/item_add.html", context, here="imports")
    kind = ItemKind(kind_name)
    form = FORMS[kind](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_item(by=request.user, imported=imported, kind=kind, parent=parent, values=form.values())
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            return back_to_review(request, import_id, f"#f-{made.tag}")
    form.focus()
    context |= {"form": form, "kind": kind.value, "kind_word": KIND_WORDS[kind], "parent": parent}
    bad = request.method == "POST"
    return work_page(request, "workspace/item_add.html", context, here="imports", status=422 if bad else 200)
