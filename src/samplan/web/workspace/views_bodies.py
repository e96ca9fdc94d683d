"""The county's bodies: the region and the municipalities, and the units, functions and networks beside them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors import actions, queries, rules
from samplan.actors.shapes import DomainError
from samplan.web.workspace.once import once
from samplan.web.workspace.people_forms import OFFICIAL, BodyForm, ContactForm, RenameForm
from samplan.web.workspace.shell import sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import around, living_bodies, the_partnership


def _managed(request: HttpRequest, partnership_id: int) -> Any:
    """The partnership, if the signed-in person may change its bodies: 404 to a stranger, 403 to the others."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_manage_bodies(request.user, partnership)
    return partnership


@signed_in
@require_GET
def bodies(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """All bodies: those that are, and those that have ended with what they became."""
    partnership = the_partnership(request, partnership_id)
    found, today = queries.bodies_in(partnership), timezone.localdate()
    ended = [b for b in found if b.valid_to is not None and b.valid_to < today]
    context = around(
        partnership,
        rules.rights_in(request.user, partnership),
        living=[b for b in found if b not in ended],
        ended=ended,
        official=OFFICIAL,
    )
    return work_page(request, "workspace/bodies.html", context, here="people")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def add_body(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Add a unit, function, association or network."""
    partnership = _managed(request, partnership_id)
    posted = request.method == "POST"
    form = BodyForm(request.POST if posted else None, bodies=living_bodies(partnership))
    if posted and form.is_valid():
        told = form.cleaned_data
        whole = queries.body_in(partnership, int(told["part_of"])) if told["part_of"] else None
        try:
            actions.create_body(
                by=request.user, partnership=partnership, kind=told["kind"], name=told["name"], part_of=whole
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Organisationen är tillagd."))
            return redirect("workspace:bodies", partnership_id)
    form.focus()
    context = around(partnership, None, form=form)
    return work_page(request, "workspace/body_add.html", context, here="people", status=422 if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def body(request: HttpRequest, partnership_id: int, body_id: int) -> HttpResponse:
    """Give a body another name, or the address of a function; what it was called before stands below.

    The region and the municipalities have their names from the register: of them only the address is written here.
    """
    partnership = _managed(request, partnership_id)
    row = queries.body_in(partnership, body_id)
    if row is None:
        raise Http404
    posted = request.method == "POST"
    address = ContactForm(
        request.POST if posted and "contact" in request.POST else None, initial={"contact": row.contact}
    )
    if address.is_bound and address.is_valid() and _set_contact(request, partnership, row, address):
        return redirect("workspace:bodies", partnership_id)
    renames = posted and not address.is_bound and row.kind not in OFFICIAL
    form = RenameForm(request.POST if renames else None, initial={"name": row.name})
    if renames and form.is_valid():
        try:
            actions.rename_body(by=request.user, partnership=partnership, body=row, name=form.cleaned_data["name"])
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Namnet är ändrat. Utgåvor som redan är publicerade behåller det gamla."))
            return redirect("workspace:bodies", partnership_id)
    (address if address.is_bound else form).focus()
    context = around(
        partnership,
        None,
        form=form,
        address=address,
        body=row,
        names=queries.earlier_names(row),
        official=row.kind in OFFICIAL,
    )
    return work_page(request, "workspace/body.html", context, here="people", status=422 if posted else 200)


def _set_contact(request: HttpRequest, partnership: Any, row: Any, form: ContactForm) -> bool:
    try:
        actions.set_contact(by=request.user, partnership=partnership, body=row, contact=form.cleaned_data["contact"])
    except DomainError as error:
        form.add_error("contact", sentence_of(error))
        return False
    messages.success(request, _("Adressen är sparad. Den syns när planen ges ut nästa gång."))
    return True
