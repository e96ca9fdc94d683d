"""Who owns what, on the pages: forms, questions and answers, hand-over, bodies that become others, and the lists."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.models import Body
from samplan.actors.shapes import SYSTEM
from samplan.plans.models import Responsible

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def address(name, *args) -> str:
    """An address of the workspace."""
    return reverse(f"workspace:{name}", args=args)


def text_of(response) -> str:
    """A page's words, blanks made alike."""
    return " ".join(response.content.decode().split())


def add_owner(client, workspace, **data):
    """Give somebody a part in the first area, through its form."""
    told = {"text": "Psykiatrin", "omrade": workspace.area.pk, **data}
    return client.post(address("add", workspace.plan.pk, "responsible"), told)


def test_a_part_in_one_item_is_shown_beside_it(signed_in, workspace):
    add_owner(signed_in, workspace, text="Skolcheferna", activity=f"goal-{workspace.goal.pk}", part="takes_part")
    made = Responsible.objects.get(text="Skolcheferna")
    assert (made.goal, made.activity, made.part) == (workspace.goal, None, "takes_part")
    page = text_of(signed_in.get(address("area", workspace.plan.pk, workspace.area.pk)))
    assert "Medverkar: Skolcheferna" in page
    form = text_of(signed_in.get(address("change", workspace.plan.pk, "responsible", made.pk)))
    assert f'value="goal-{workspace.goal.pk}" selected' in form
    row = signed_in.get(address("row", workspace.plan.pk, "goal", workspace.goal.pk), headers={"HX-Request": "true"})
    assert "Medverkar: Skolcheferna" in text_of(row)


def test_a_function_that_is_not_known_is_added_on_the_way_when_asked_for(signed_in, workspace):
    add_owner(signed_in, workspace, text="Länets suicidsamordnare")
    assert not Body.objects.filter(name="Länets suicidsamordnare").exists()
    add_owner(signed_in, workspace, text="Länets anhörigsamordnare", make="on")
    made = Responsible.objects.get(text="Länets anhörigsamordnare")
    assert (made.body.name, made.body.kind) == ("Länets anhörigsamordnare", "function")


def test_only_those_who_may_add_bodies_are_offered_it(client, workspace):
    client.force_login(workspace.people["area_owner"])
    page = client.get(address("add", workspace.plan.pk, "responsible"), {"omrade": workspace.area.pk})
    assert 'name="make"' not in page.content.decode()
    add_owner(client, workspace, text="Påhittat kansli", make="on")
    assert Responsible.objects.get(text="Påhittat kansli").body is None


def test_a_person_needs_a_body_and_is_told_so(signed_in, workspace):
    person = workspace.people["reader"]
    refused = add_owner(signed_in, workspace, text="Någon annan", person=person.pk)
    assert refused.status_code == 422
    assert "En person står för en organisation" in text_of(refused)
    body = factories.a_body(workspace.plan.partnership, "Beroendevården")
    add_owner(signed_in, workspace, text="beroendevården", person=person.pk)
    assert Responsible.objects.get(body=body).person == person


def test_a_body_is_found_by_the_name_it_had(signed_in, workspace):
    from samplan.actors.actions import rename_body

    body = factories.a_body(workspace.plan.partnership, "Gamla namnet")
    rename_body(by=SYSTEM, partnership=workspace.plan.partnership, body=body, name="Nya namnet")
    add_owner(signed_in, workspace, text="Gamla namnet")
    assert Responsible.objects.get(body=body).text == "Gamla namnet"
