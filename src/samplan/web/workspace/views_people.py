"""People and roles of a county, for those who administer it; the others see who has which role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors import actions, queries, rules
from samplan.actors.shapes import DomainError
from samplan.web.workspace.letters import send_invitation
from samplan.web.workspace.once import afterwards, once
from samplan.web.workspace.people_forms import InviteForm, RoleForm
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page


def the_partnership(request: HttpRequest, partnership_id: int) -> Any:
    """The partnership, if the signed-in person works in it; else as if it were not there."""
    found = queries.partnership_for(request.user, partnership_id)
    if found is None:
        raise Http404
    return found


def administered(request: HttpRequest, partnership_id: int) -> Any:
    """The partnership, if the signed-in person gives roles in it: 404 to a stranger, 403 to the others."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_administer(request.user, partnership)
    return partnership


def living_bodies(partnership: Any) -> list[tuple[int, str]]:
    """Bodies that have not ended, for a choice."""
    today = timezone.localdate()
    return [(b.id, b.name) for b in queries.bodies_in(partnership) if b.valid_to is None or b.valid_to >= today]


def around(partnership: Any, rights: Any, **more: Any) -> dict[str, Any]:
    """What every page of people knows."""
    return {"partnership": partnership, "county": partnership.county, "rights": rights, **more}


@signed_in
@require_GET
def counties(request: HttpRequest) -> HttpResponse:
    """The counties whose people one may see; one alone is shown at once."""
    found = list(queries.partnerships_of(request.user))
    if len(found) == 1:
        return redirect("workspace:people", found[0].pk)
    return work_page(request, "workspace/people_counties.html", {"partnerships": found}, here="people")


@signed_in
@require_GET
def people(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Who has which role in the county."""
    partnership = the_partnership(request, partnership_id)
    rights = rules.rights_in(request.user, partnership)
    found = queries.people_of(partnership)
    context = around(
        partnership,
        rights,
        people=[p for p in found if p.active and p.current],
        others=[p for p in found if not (p.active and p.current)],
    )
    return work_page(request, "workspace/people.html", context, here="people")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def invite(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Give somebody a first role, and send the way in."""
    partnership = administered(request, partnership_id)
    posted = request.method == "POST"
    form = InviteForm(request.POST if posted else None, bodies=living_bodies(partnership))
    if posted and form.is_valid() and (person := _invite(request, partnership, form)) is not None:
        # The mail server is waited for when nothing else waits for this.
        afterwards(request, lambda: _send(request, partnership, person))
        return redirect("workspace:person", partnership_id, person.pk)
    form.focus()
    context = around(partnership, rules.rights_in(request.user, partnership), form=form)
    return work_page(request, "workspace/people_invite.html", context, here="people", status=422 if posted else 200)


def _invite(request: HttpRequest, partnership: Any, form: InviteForm) -> Any:
    told = form.cleaned_data
    try:
        return actions.invite_person(
            by=request.user, partnership=partnership, email=told["email"], name=told["name"], **_role(partnership, told)
        )
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return None


def _role(partnership: Any, told: dict[str, Any]) -> dict[str, Any]:
    body = queries.body_in(partnership, int(told["body"])) if told["body"] else None
    return {"role": told["role"], "body": body, "valid_from": told["valid_from"], "valid_to": told["valid_to"]}


def _send(request: HttpRequest, partnership: Any, person: Any) -> None:
    """Send the letter, and say what became of it."""
    if send_invitation(request, person, partnership.county.name):
        messages.success(request, _("Brevet är skickat till %(email)s.") % {"email": person.email})
    else:
        messages.error(
            request,
            _("Rollen är sparad, men brevet gick inte att skicka. Försök igen med knappen Skicka nytt brev."),
        )


def _person(partnership: Any, person_id: int) -> tuple[Any, Any]:
    """Somebody with roles in the county: the row, and what pages show."""
    person = queries.person_in(partnership, person_id)
    if person is None:
        raise Http404
    return person, queries.people_of(partnership, person_id)[0]


@signed_in
@require_http_methods(["GET", "POST"])
@once
def person(request: HttpRequest, partnership_id: int, person_id: int) -> HttpResponse:
    """Somebody's roles in the county; another one is given here."""
    partnership = administered(request, partnership_id)
    row, shown = _person(partnership, person_id)
    posted = request.method == "POST"
    form = RoleForm(request.POST if posted else None, bodies=living_bodies(partnership))
    if posted and form.is_valid():
        try:
            actions.grant_role(
                by=request.user, person=row, partnership=partnership, **_role(partnership, form.cleaned_data)
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Rollen är sparad."))
            return redirect("workspace:person", partnership_id, person_id)
    form.focus()
    context = around(
        partnership,
        rules.rights_in(request.user, partnership),
        person=shown,
        form=form,
        may_switch=row != request.user and rules.can_switch(request.user, partnership, row),
        never=row.last_login is None,
    )
    return work_page(request, "workspace/person.html", context, here="people", status=422 if posted else 200)


@signed_in
@require_POST
def end_role(request: HttpRequest, partnership_id: int, person_id: int, membership_id: int) -> HttpResponse:
    """Let a role end with yesterday, so that it gives nothing from now on."""
    partnership = administered(request, partnership_id)
    membership = queries.membership_in(partnership, person_id, membership_id)
    if membership is None:
        raise Http404
    try:
        actions.end_role(by=request.user, membership=membership, last_day=timezone.localdate() - timedelta(days=1))
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Rollen är avslutad."))
    if queries.person_in(partnership, person_id) is None or not rules.can_administer(request.user, partnership):
        return redirect("workspace:people", partnership_id)
    return redirect("workspace:person", partnership_id, person_id)


@signed_in
@require_POST
def letter(request: HttpRequest, partnership_id: int, person_id: int) -> HttpResponse:
    """Send the way in once more."""
    partnership = administered(request, partnership_id)
    row, shown = _person(partnership, person_id)
    if row.is_active and shown.current:
        _send(request, partnership, row)
    else:
        messages.error(request, _("Inget brev är skickat: personen har ingen roll i dag. Ge en roll först."))
    return redirect("workspace:person", partnership_id, person_id)


@signed_in
@require_POST
def switch(request: HttpRequest, partnership_id: int, person_id: int) -> HttpResponse:
    """Let somebody sign in, or no longer."""
    partnership = administered(request, partnership_id)
    row, _shown = _person(partnership, person_id)
    on = number_of(request.POST.get("paslagen")) == 1
    try:
        actions.switch_person(by=request.user, partnership=partnership, person=row, active=on)
    except DomainError as error:
        say(request, error)
    else:
        messages.success(request, _("Personen kan logga in igen.") if on else _("Personen kan inte logga in längre."))
    return redirect("workspace:person", partnership_id, person_id)


@signed_in
@require_POST
def two_steps(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Ask those who administer and coordinate for a second step at sign-in, or no longer."""
    partnership = administered(request, partnership_id)
    required = number_of(request.POST.get("krav")) == 1
    actions.require_two_steps(by=request.user, partnership=partnership, required=required)
    messages.success(
        request,
        _("Administratörer och samordnare måste nu logga in i två steg.")
        if required
        else _("Två steg är nu frivilligt för alla i länet."),
    )
    return redirect("workspace:people", partnership_id)
