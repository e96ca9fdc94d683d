"""What the form of an owner needs around it, and the body that it may add on the way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from samplan.actors import actions as actors
from samplan.actors.queries import bodies_in, earlier_names_in
from samplan.actors.rules import can_manage_bodies
from samplan.plans import queries
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.editor_fields import Around, EditorResponsibleForm
from samplan.web.workspace.fields import ItemForm


def around_owner(request: HttpRequest, plan: Any, area_id: int) -> Around:
    """The county's bodies with what they were called before, its people, and the items of the area."""
    partnership, today = plan.partnership, timezone.localdate()
    bodies = bodies_in(partnership)
    living = [b for b in bodies if b.valid_to is None or b.valid_to >= today]
    ended = [(b.id, b.name) for b in bodies if b not in living]
    return Around(
        bodies=tuple((b.id, b.name) for b in living),
        earlier=(*earlier_names_in(partnership), *ended),
        activities=queries.area_choices(area_id, ItemKind.ACTIVITY),
        goals=queries.area_choices(area_id, ItemKind.GOAL),
        indicators=queries.area_choices(area_id, ItemKind.INDICATOR),
        people=tuple(queries.people_to_choose(partnership)),
        may_make=can_manage_bodies(request.user, partnership),
    )


def make_body(request: HttpRequest, plan: Any, form: ItemForm) -> None:
    """Add the function that the form names, where it asks for that and the county does not know it."""
    if isinstance(form, EditorResponsibleForm) and (name := form.new_body):
        made = actors.create_body(by=request.user, partnership=plan.partnership, kind="function", name=name)
        form.bodies[name.casefold()] = made.pk
