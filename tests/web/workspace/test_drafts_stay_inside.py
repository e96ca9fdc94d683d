"""A word that stands only in a draft is on no page, in no file, header or sentence for those who may not see drafts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import translation
from tests import factories
from tests.web.workspace.conftest import an_import
from tests.web.workspace.test_people import invite

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.shapes.items import ItemKind

SECRET = "zirkonvals"
"""Stands in drafts alone. BESIDE stands beside it, for a search that does not ask for the secret itself."""
BESIDE = "kvantbrygga"
WORDS = f"{BESIDE} {SECRET}"
FORMS = ["json", "docx", "pdf", "xlsx", "html", "csv", "arkiv", "ods"]


def patterns(at: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of the project, with its namespace."""
    for one in at.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        elif one.name:
            yield f"{namespace}{one.name}", one


def plant(workspace) -> dict[str, list]:
    """Publish the plan, then write the secret everywhere in the draft; what addresses can name afterwards."""
    plan, by = workspace.plan, workspace.coordinator
    edition = workspace.edition
    slug = workspace.area.slug
    plan.refresh_from_db()
    plans.change_item(
        by=by, kind=ItemKind.PLAN, item_id=plan.pk, values={"title": WORDS.title()}, seen_version=plan.version
    )
    for kind, row in ((ItemKind.AREA, workspace.area), (ItemKind.GOAL, workspace.goal)):
        name = "title" if kind is ItemKind.AREA else "text"
        plans.change_item(by=by, kind=kind, item_id=row.pk, values={name: WORDS}, seen_version=row.version)
    new = factories.an_area(plan, WORDS)
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": WORDS}, new.pk)
    gone = factories.an_item(plan, ItemKind.ACTIVITY, {"text": WORDS}, workspace.area.pk)
    plans.remove_item(by=SYSTEM, kind=ItemKind.ACTIVITY, item_id=gone.pk, reason=WORDS)
    hidden = factories.a_plan(plan.partnership, title=WORDS)
    imported = an_import(by, plan.partnership, name=f"{SECRET}.docx")
    reader = workspace.people["reader"]
    figures = workspace.some_figures
    return {
        "sent_id": [1],
        "comment_id": [1],
        "theme": ["skola"],
        "slug": ["kolada-n00001", f"own-{figures.figure.pk}"],
        "indicator_id": [figures.figure.indicator_id],
        "figure_id": [figures.figure.pk],
        "file_id": [figures.undo],
        "value_id": [figures.value.pk],
        "word_id": [1],
        "statement_id": [1],
        "recommendation_id": [1],
        "course_id": [1],
        "term_id": [workspace.term],
        "contact_id": [workspace.round.asked.first().contacts.first().pk],
        "year": [workspace.round.year, workspace.closed_round.year],
        "kind": ["activity", "area"],
        "county_slug": [plan.county.slug],
        "plan_slug": [plan.slug, hidden.slug],
        "area_slug": [slug, new.slug],
        "label": [edition.label],
        "form": FORMS,
        "file_format": FORMS,
        "place_slug": ["exempelby-1", "region-exempel"],
        "name": ["samplan-plan"],
        "address": ["om", plan.county.slug, f"{plan.county.slug}/sok", hidden.slug],
        "plan_id": [plan.pk, hidden.pk],
        "area_id": [workspace.area.pk, new.pk],
        "kind_name": ["activity", "plan", "area"],
        "item_id": [workspace.activity.pk, gone.pk, plan.pk, new.pk, imported.items.first().pk],
        "import_id": [imported.pk],
        "partnership_id": [plan.partnership_id],
        "person_id": [reader.pk],
        "membership_id": [reader.memberships.get().pk],
        "code": ["malgrupper", workspace.node.framework.code],
        "node_id": [workspace.node.pk],
        "body_id": [workspace.people["area_owner"].memberships.get().body_id],
        "aside_id": [1],
        "ask_id": [1],
        "round_id": [workspace.round.pk, workspace.closed_round.pk],
        "asked_id": [workspace.round.asked.first().pk],
        "number": [1],
        "uidb36": ["1"],
        "key": ["x"],
        "token": ["x"],
    }


def every_address(known: dict[str, list]) -> Iterator[str]:
    """Each address of the project with everything that it can name, in both languages."""
    for name, pattern in patterns(get_resolver()):
        wanted = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
        more = sorted(set(wanted) - set(known))
        assert not more, f"{name}: say in `plant` what {more} can be"
        for values in combinations(wanted, known):
            yield from in_both_languages(name, values)


def in_both_languages(name: str, values: dict) -> Iterator[str]:
    """An address in Swedish and in English; nothing where the values do not fit it."""
    for language in ("sv", "en"):
        with translation.override(language):
            try:
                yield reverse(name, kwargs=values)
            except NoReverseMatch:
                continue


def combinations(wanted: list[str], known: dict[str, list]) -> Iterator[dict]:
    """Every way to fill in what an address asks for."""
    if not wanted:
        yield {}
        return
    for value in known[wanted[0]]:
        for rest in combinations(wanted[1:], known):
            yield {wanted[0]: value, **rest}


def text_of(answer) -> str:
    """All that an answer says: its headers, its words, and what is packed in it."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = [str(answer.headers), data.decode("utf-8", "replace")]
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as packed:
            words += [name + packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        words += [page.get_textpage().get_text_range() for page in document]
        document.close()
    return " ".join(words).casefold()


def leaks(client, address: str) -> bool:
    """Whether the answer tells the secret, beyond what the address itself says."""
    told = text_of(client.get(address))
    return SECRET in told.replace(address.casefold(), "")


@pytest.mark.parametrize("who", ["anonymous", "stranger", "nobody", "reader", "user_representative"])
def test_who_may_not_see_drafts_finds_no_word_of_them_at_any_address(who, client, workspace):
    known = plant(workspace)
    if who != "anonymous":
        client.force_login(workspace.people[who])
    addresses = [a for a in dict.fromkeys(every_address(known)) if SECRET not in a.casefold()]
    assert len(addresses) > 100
    assert [a for a in addresses if leaks(client, a)] == []
    searches = [f"/sok/?q={BESIDE}", f"/{workspace.plan.county.slug}/sok/?q={BESIDE}", f"/en/sok/?q={BESIDE}"]
    assert [a for a in searches if leaks(client, a)] == []


def test_addresses_that_name_a_draft_are_answered_as_if_there_were_nothing(client, workspace):
    known = plant(workspace)
    county, (_, hidden), (_, area) = known["county_slug"][0], known["plan_slug"], known["area_slug"]
    client.force_login(workspace.people["stranger"])
    for address in (f"/{county}/omrade/{area}/", f"/{county}/{hidden}/andringar/", f"/{county}/omrade/finns-inte/"):
        assert client.get(address).status_code == 404, address
    for kind, item in (("activity", workspace.activity.pk), ("plan", workspace.plan.pk)):
        answer = client.post(reverse("workspace:change", args=[workspace.plan.pk, kind, item]), {"text": "x"})
        assert answer.status_code == 404
        assert SECRET not in text_of(answer)


@pytest.mark.parametrize("role", ["coordinator", "area_owner", "municipal_contact"])
def test_public_pages_show_no_draft_to_those_who_may_see_it_inside(role, client, workspace):
    known = plant(workspace)
    client.force_login(workspace.people[role])
    inside = client.get(reverse("workspace:plan", args=[workspace.plan.pk])).content.decode()
    assert SECRET in inside.casefold()
    addresses = [
        a
        for a in dict.fromkeys(every_address(known))
        if SECRET not in a.casefold() and "/arbetsrum/" not in a and "/konto/" not in a
    ]
    assert [a for a in addresses if leaks(client, a)] == []


def test_a_letter_of_invitation_tells_nothing_of_drafts(client, workspace, mailoutbox):
    plant(workspace)
    client.force_login(workspace.people["administrator"])
    invite(client, workspace.plan.partnership)
    assert SECRET not in (mailoutbox[0].subject + mailoutbox[0].body).casefold()
