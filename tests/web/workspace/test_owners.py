"""Who owns what, on the pages: forms, questions and answers, hand-over, bodies that become others, and the lists."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.actions import rename_body
from samplan.actors.models import Body
from samplan.actors.queries import bodies_in
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.plans import actions as plans
from samplan.plans.models import OwnershipAsk, Responsible
from samplan.plans.rules import edit_rights
from samplan.plans.shapes.items import ItemKind

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
    body = factories.a_body(workspace.plan.partnership, "Gamla namnet")
    rename_body(by=SYSTEM, partnership=workspace.plan.partnership, body=body, name="Nya namnet")
    add_owner(signed_in, workspace, text="Gamla namnet")
    assert Responsible.objects.get(body=body).text == "Gamla namnet"


def bodies_of(workspace):
    """Two units; the first answers for the first area, whose owner acts for it."""
    partnership = workspace.plan.partnership
    row = Responsible.objects.get(area=workspace.area, text="Psykiatrin")
    return row, row.body, factories.a_body(partnership, "Länspsykiatrin")


def test_a_body_is_asked_answers_and_the_answer_comes_back(client, workspace):
    row, body, _other = bodies_of(workspace)
    client.force_login(workspace.coordinator)
    page = text_of(client.get(address("ask", workspace.plan.pk), {"agare": f"body-{body.pk}"}))
    assert f'value="{row.pk}" id="rad-{row.pk}" checked' in page
    nothing = client.post(address("ask", workspace.plan.pk), {"question": "Går det?"})
    assert nothing.status_code == 422
    assert "Du har inte valt något" in text_of(nothing)
    client.post(address("ask", workspace.plan.pk), {"rad": [row.pk], "question": "Tar ni Suicidprevention?"})
    ask = OwnershipAsk.objects.get()
    client.force_login(workspace.people["area_owner"])
    assert "Tar ni Suicidprevention?" in text_of(client.get(address("asks")))
    refused = client.post(address("answer", ask.pk), {"answer": "declined"})
    assert "Skriv varför" in text_of(refused)
    client.post(address("answer", ask.pk), {"answer": "declined", "text": "Vi har ingen kvar."})
    assert "Inget väntar på ert svar" in text_of(client.get(address("asks")))
    client.force_login(workspace.coordinator)
    page = text_of(client.get(address("owners", workspace.plan.pk)))
    assert "Svar att ta hand om" in page
    assert "Tackar nej. <span" in page
    assert "Vi har ingen kvar." in page


def test_everything_goes_over_in_one_step_and_can_be_handed_back(signed_in, workspace):
    row, body, other = bodies_of(workspace)
    page = address("hand_over", workspace.plan.pk)
    data = {"rad": [row.pk], "to": "länspsykiatrin", "on": TODAY.isoformat(), "namn": "Psykiatrin"}
    done = signed_in.post(page, data, follow=True)
    assert "1 del är överlämnad." in text_of(done)
    new = Responsible.objects.get(body=other)
    back = text_of(done).split("Blev det fel?")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    again = text_of(signed_in.get(back))
    assert f'value="{new.pk}" id="rad-{new.pk}" checked' in again
    assert 'value="Psykiatrin"' in again
    signed_in.post(page, {"rad": [new.pk], "to": "Psykiatrin", "on": TODAY.isoformat()})
    row.refresh_from_db()
    assert (row.valid_to, row.body) == (None, body)
    assert signed_in.post(page, {"rad": [row.pk], "on": TODAY.isoformat()}).status_code == 422


def test_an_area_owner_is_offered_only_own_areas(client, workspace):
    plan = workspace.plan
    second = plan.areas.exclude(pk=workspace.area.pk).first()
    theirs = factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Skolcheferna"}, second.pk)
    client.force_login(workspace.people["area_owner"])
    page = text_of(client.get(address("hand_over", plan.pk)))
    assert "Psykiatrin" in page
    assert "Skolcheferna" not in page
    data = {"rad": [theirs.pk], "to": "Psykiatrin", "on": TODAY.isoformat()}
    assert "som du inte får ändra i" in text_of(client.post(address("hand_over", plan.pk), data))
    assert Responsible.objects.filter(pk=theirs.pk, valid_to=None).exists()


def test_a_body_is_split_item_by_item(signed_in, workspace):
    row, body, _other = bodies_of(workspace)
    partnership = workspace.plan.partnership
    page = address("body_became", partnership.pk, body.pk)
    empty = signed_in.post(page, {"on": TODAY.isoformat(), "new": ""})
    assert empty.status_code == 422
    assert "vad organisationen blev" in text_of(empty)
    data = {"on": TODAY.isoformat(), "new": "Barnpsykiatrin\r\nVuxenpsykiatrin"}
    shown = text_of(signed_in.post(page, data))
    assert f'name="rad-{row.pk}"' in shown
    assert not Body.objects.filter(name="Vuxenpsykiatrin").exists()
    done = signed_in.post(page, data | {"bekraftat": "1", f"rad-{row.pk}": "ny-1"})
    assert done.status_code == 302
    assert Responsible.objects.get(body__name="Vuxenpsykiatrin").valid_from == TODAY
    bodies = text_of(signed_in.get(address("bodies", partnership.pk)))
    assert "Barnpsykiatrin, Vuxenpsykiatrin" in bodies
    again = signed_in.post(page, data | {"bekraftat": "1"})
    assert again.status_code == 422


def test_members_of_a_body_that_became_another_belong_to_it(signed_in, workspace):
    """They are told before, stand with the successor afterwards, and what they may do is the same."""
    _row, body, _other = bodies_of(workspace)
    here = workspace.plan.partnership
    person = factories.a_person("Kim Påhittad", role="area_owner", partnership=here, body=body)
    page = address("body_became", here.pk, body.pk)
    data = {"on": (TODAY - DAY).isoformat(), "new": "Nya psykiatrin"}
    shown = text_of(signed_in.post(page, data))
    assert "Personer som följer med" in shown
    assert "Kim Påhittad" in shown
    before = edit_rights(person, workspace.plan)
    assert signed_in.post(page, data | {"bekraftat": "1"}).status_code == 302
    assert edit_rights(person, workspace.plan) == before != edit_rights(None, workspace.plan)
    signed_in.force_login(workspace.people["administrator"])
    told = text_of(signed_in.get(address("people", here.pk)))
    assert "hör nu till" in told
    assert "Nya psykiatrin" in told
    [new] = [b for b in bodies_in(here) if b.name == "Nya psykiatrin"]
    [old] = [b for b in bodies_in(here) if b.id == body.pk]
    assert new.holders == old.holders > 0


def test_what_nobody_owns_leads_to_the_form_and_back(signed_in, workspace):
    plan = workspace.plan
    page = text_of(signed_in.get(address("ownerless", plan.pk)))
    assert "Möte med alla kommuner" in page
    way = page.split("Möte med alla kommuner</p>")[1].split("sp-row__do")[1].split('href="')[1].split('"')[0]
    way = way.replace("&amp;", "&")
    form = text_of(signed_in.get(way))
    assert "selected>Möte med alla kommuner" in form
    second = plan.areas.exclude(pk=workspace.area.pk).first()
    activity = second.activities.get()
    done = signed_in.post(way, {"text": "Skolcheferna", "omrade": second.pk, "activity": activity.pk})
    assert done["Location"] == address("ownerless", plan.pk)
    assert "Möte med alla kommuner" not in text_of(signed_in.get(address("ownerless", plan.pk)))
    assert "1.2 Tidiga insatser" in text_of(signed_in.get(address("ownerless", plan.pk), {"visa": "omraden"}))


def test_who_has_been_silent_is_found_by_months(signed_in, workspace):
    row, _body, _other = bodies_of(workspace)
    plans.change_item(
        by=SYSTEM,
        kind=ItemKind.RESPONSIBLE,
        item_id=row.pk,
        values={"valid_from": (TODAY - DAY * 200).isoformat()},
        seen_version=row.version,
    )
    page = address("silent", workspace.plan.pk)
    assert "Ingen ändring sedan" in text_of(signed_in.get(page))
    assert "Ingen har varit tyst så länge" in text_of(signed_in.get(page, {"manader": 12}))


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_pack_is_a_page_and_a_file(signed_in, workspace, form, begins):
    _row, body, _other = bodies_of(workspace)
    key = {"agare": f"body-{body.pk}"}
    page = text_of(signed_in.get(address("pack", workspace.plan.pk), key))
    assert "Det här ingår" in page
    file = signed_in.get(address("pack_file", workspace.plan.pk, form), key)
    assert file.content.startswith(begins)
    assert "overlamning-psykiatrin" in file["Content-Disposition"]
    assert signed_in.get(address("pack", workspace.plan.pk), {"agare": "body-0"}).status_code == 404


def test_history_of_a_part_tells_words_and_no_numbers(signed_in, workspace):
    person = workspace.people["reader"]
    factories.a_body(workspace.plan.partnership, "Beroendevården")
    data = {"person": person.pk, "part": "informed", "activity": f"goal-{workspace.goal.pk}"}
    add_owner(signed_in, workspace, text="Beroendevården", **data)
    made = Responsible.objects.get(text="Beroendevården")
    page = text_of(signed_in.get(address("history", workspace.plan.pk, "responsible", made.pk)))
    assert person.name in page
    assert "Informeras" in page
    assert workspace.goal.text in page


def test_from_silence_to_a_hand_over_to_what_the_successor_needs(signed_in, workspace):
    """One press each: the silent one's part is ticked alone, and after the hand-over stands the way to the pack."""
    plan, body = workspace.plan, factories.a_body(workspace.plan.partnership, "Nattpsykiatrin")
    values = {"text": body.name, "body": body.pk, "valid_from": "2020-01-01"}
    row = factories.an_item(plan, ItemKind.RESPONSIBLE, values, workspace.area.pk)
    factories.an_item(plan, ItemKind.RESPONSIBLE, {**values, "activity": workspace.activity.pk}, workspace.area.pk)
    factories.an_item(plan, ItemKind.COST, {"min": "400000", "max": "600000"}, workspace.area.pk)
    silent = signed_in.get(address("silent", plan.pk)).text
    way = f"{address('hand_over', plan.pk)}?agare=body-{body.pk}&amp;rad={row.pk}"
    assert way in silent
    assert "1 januari 2020" in text_of(signed_in.get(address("silent", plan.pk)))
    form = signed_in.get(way.replace("&amp;", "&")).text
    assert form.count('name="rad"') == 2
    assert form.count(" checked") == 1
    told = {"rad": row.pk, "to": "Dagpsykiatrin", "on": TODAY.isoformat(), "namn": body.name}
    after = signed_in.post(address("hand_over", plan.pk), told, follow=True).text
    pack = re.search(r'href="([^"]*overlamning/[^"]*)">Underlag till den som tar över', after)[1]
    page = text_of(signed_in.get(pack))
    assert "Överlämning: " in page
    assert "400 000–600 000 kronor" in page.replace("\u00a0", " ")
    paper = signed_in.get(pack.replace("overlamning/", "overlamning.docx"))
    words = " ".join(text for text, _place in read(paper.content, name="plan.docx").texts()).replace("\u00a0", " ")
    assert "400 000–600 000 kr" in words
