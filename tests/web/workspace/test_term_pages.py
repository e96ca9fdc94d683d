"""A county's word list on its pages: added, corrected, taken out and put back, for everybody to read."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.web import worlds

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.terms import Term
from samplan.publishing import actions as publishing

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.a_plan()


@pytest.fixture
def desk(client, plan):
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    return client


def at(name: str, plan, *more) -> str:
    return reverse(f"workspace:{name}", args=[plan.partnership_id, *more])


def words(plan) -> list[Term]:
    return [line.term for line in queries.county_terms(plan.partnership_id)]


def add(plan, *told) -> int:
    return actions.add_term(by=SYSTEM, partnership=plan.partnership, told=Term(*told)).pk


@pytest.mark.parametrize(("prefix", "older"), [("", "Äldre ord"), ("/en", "Older words")])
def test_the_list_shows_what_samplan_knows_until_the_county_says_something_else(desk, plan, prefix, older) -> None:
    address = f"{prefix}{at('terms', plan)}"
    page = desk.get(address).content.decode()
    assert older in page
    assert "landsting*" in page
    desk.post(address, {"word": "landsting*", "better": "", "meaning": ""})
    assert words(plan) == [Term("landsting*")]
    assert desk.get(address).content.decode().count(">landsting*<") == 1


def test_a_word_is_added_corrected_and_taken_out_and_its_past_is_told(desk, plan) -> None:
    assert desk.post(at("terms", plan), {"word": "SIP", "meaning": "En plan."}).status_code == 302
    (line,) = queries.county_terms(plan.partnership_id)
    one = at("term", plan, line.id)
    told = {"word": "SIP", "meaning": "Samordnad individuell plan.", "better": "", "version": 1}
    assert desk.post(one, told).status_code == 302
    page = desk.get(one).content.decode()
    assert "<del>" in page
    assert "En plan." in page
    assert desk.post(one, {"do": "remove", "version": 1}).status_code == 302
    assert [term.meaning for term in words(plan)] == ["Samordnad individuell plan."], "it was changed since"
    desk.post(one, {"do": "remove", "version": 2})
    assert words(plan) == []
    assert "Lägg tillbaka" in desk.get(at("terms", plan)).content.decode()
    desk.post(at("term_restore", plan, line.id))
    assert [term.word for term in words(plan)] == ["SIP"]


def test_what_is_at_fault_stands_beside_its_field_and_nothing_is_lost(desk, plan) -> None:
    answer = desk.post(at("terms", plan), {"word": "vårdtagare", "better": "", "meaning": " "})
    page = answer.content.decode()
    assert (answer.status_code, "Skriv vad ordet betyder" in page, 'value="vårdtagare"' in page) == (422, True, True)
    answer = desk.post(at("terms", plan), {"word": "", "meaning": "Den som vårdas."})
    assert (answer.status_code, "Den som vårdas." in answer.content.decode()) == (422, True)
    assert words(plan) == []


def test_the_second_tab_sees_that_the_word_was_changed_or_taken_out_and_keeps_its_own_words(desk, plan) -> None:
    number = add(plan, "SIP", "", "En plan.")
    one, told = at("term", plan, number), {"word": "SIP", "better": "", "meaning": "Min text.", "version": 1}
    desk.post(one, told | {"meaning": "Den andras text."})
    stale = desk.post(one, told)
    page = stale.content.decode()
    assert (stale.status_code, "Min text." in page, "Den andras text." in page) == (422, True, True)
    assert 'name="version" value="2"' in page
    desk.post(one, {"do": "remove", "version": 2})
    late = desk.post(one, told | {"version": 2})
    page = late.content.decode()
    assert (late.status_code, "Min text." in page, "har tagits bort ur listan" in page) == (422, True, True)
    assert desk.get(one).status_code == 404


def test_a_form_sent_twice_makes_one_word(desk, plan) -> None:
    told = {"word": "SIP", "meaning": "En plan.", "formularnyckel": "k" * 22}
    first, second = desk.post(at("terms", plan), told), desk.post(at("terms", plan), told)
    assert (first.status_code, second.status_code, len(words(plan))) == (302, 302, 1)


def test_the_list_as_a_file_holds_no_formulas(desk, plan) -> None:
    add(plan, "SIP", "", "=1+1 är en plan.")
    answer = desk.get(at("terms_csv", plan))
    assert answer["Content-Type"].startswith("text/csv")
    assert "\n=1+1" not in answer.content.decode("utf-8-sig")
    assert ";=1+1" not in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(("prefix", "heads"), [("", "Ord;Säg i stället;"), ("/en", "Word;Say instead;")])
def test_the_file_has_its_heads_in_the_language_of_the_page(desk, plan, prefix, heads) -> None:
    told = desk.get(f"{prefix}{at('terms_csv', plan)}").content.decode("utf-8-sig")
    assert told.startswith(heads)


def test_the_plan_check_leads_to_the_list(desk, plan) -> None:
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": "Stöd till invandrare."}, factories.an_area(plan).pk)
    page = desk.get(reverse("workspace:check", args=[plan.pk])).content.decode()
    assert at("terms", plan) in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_everybody_reads_the_words_as_they_are_today(client, prefix) -> None:
    here = worlds.county()
    worlds.publish(worlds.full_plan())
    actions.add_term(by=SYSTEM, partnership=here, told=Term("<b>SIP</b> x", meaning="En & samma plan."))
    actions.add_term(by=SYSTEM, partnership=here, told=Term("vårdtagar*", better="patient"))
    page = client.get(f"{prefix}/exempellan/ord/").content.decode()
    assert "&lt;b&gt;SIP&lt;/b&gt; x" in page
    assert "En &amp; samma plan." in page
    assert ">vårdtagar…<" in page
    assert "landsting" in page
    data = client.get(f"{prefix}/exempellan/ord.json").json()
    assert data["words"] == [{"word": "<b>SIP</b> x", "meaning": "En & samma plan."}]
    told = {one["word"]: one for one in data["older_words"]}
    assert told["vårdtagar"] == {"word": "vårdtagar", "any_ending": True, "say": "patient", "source": "county"}
    assert told["landsting"]["source"] == "samplan"


def test_the_desk_leads_to_what_everybody_reads_when_there_is_such_a_page(desk, plan) -> None:
    shown = f'href="/{plan.county.slug}/ord/"'
    assert shown not in desk.get(at("terms", plan)).content.decode()
    factories.an_area(plan)
    publishing.publish_edition(by=SYSTEM, plan=plan)
    assert shown in desk.get(at("terms", plan)).content.decode()
    assert desk.get(f"/{plan.county.slug}/ord/").status_code == 200


def test_a_county_that_has_published_nothing_tells_no_words(client, plan) -> None:
    add(plan, "SIP", "", "En plan.")
    assert client.get(f"/{plan.county.slug}/ord/").status_code == 404
