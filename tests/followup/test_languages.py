"""An address without an account gets its letters in its own language, from round to round."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from tests import factories
from tests.followup.worlds import a_round, contacts

from samplan.actors.models import Partnership, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries
from samplan.followup.models import AddressLanguage, Contact, Letter
from samplan.followup.rules import NotTaken
from samplan.web.followup_letters import letter_of, token_of

pytestmark = pytest.mark.django_db
EMAIL = "kommun1@exempel.example"


@pytest.fixture
def here() -> Partnership:
    return factories.a_partnership()


def keep(here: Partnership, by: object = SYSTEM, email: str = EMAIL, language: str = "en") -> AddressLanguage:
    return actions.keep_language(by=by, partnership=here, email=email, language=language)


def letters(round_: object) -> dict[str, tuple[str, str]]:
    """The letters with the questions: subject and words, by address."""
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    told = [actions.claim_letter(by=SYSTEM, letter_id=pk) for pk in queries.letters_waiting()]
    written = [letter_of(t) for t in told if t is not None]
    return {w.to[0]: (w.subject, w.body) for w in written}


def test_letters_to_an_address_are_written_in_its_language_in_this_round_and_the_next(here: Partnership) -> None:
    round_ = a_round(here, year=2026)
    keep(here)
    assert {c.email: c.language for c in contacts(round_)}[EMAIL] == "en"
    told = letters(round_)
    assert "questions" in told[EMAIL][0].lower()
    assert "/en/svara/" in told[EMAIL][1]
    other = told["kommun2@exempel.example"]
    assert "frågor till" in other[0]
    assert "/en/" not in other[1]
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    again = a_round(here, year=2027)
    assert {c.email: c.language for c in contacts(again)}[EMAIL] == "en"


def test_a_closed_round_is_left_alone_and_a_renewed_link_follows(here: Partnership) -> None:
    old = a_round(here, year=2025)
    actions.close_round(by=SYSTEM, round_id=old.pk)
    now = a_round(here, year=2026)
    keep(here)
    assert {c.language for c in Contact.objects.filter(asked__round=old)} == {"sv"}
    asked = now.asked.order_by("pk").first()
    assert actions.renew_link(by=SYSTEM, asked_id=asked.pk, email=EMAIL).language == "en"
    assert actions.renew_link(by=SYSTEM, asked_id=asked.pk, email="ny@exempel.example").language == "sv"


def test_a_head_and_a_colleague_are_written_to_in_theirs(here: Partnership) -> None:
    head = "chef@exempel.example"
    first = a_round(here, year=2025, head=(None, head))
    keep(here, email=head)
    mine = contacts(first)[0]
    keep(here, email=mine.email)
    mine.refresh_from_db()
    code = first.questions.first().code
    shared = {"by": mine, "contact_id": mine.pk, "codes": [code]}
    assert actions.share_questions(**shared, email="kollega@exempel.example").language == "en", "as who asks them"
    keep(here, email="kollega@exempel.example", language="sv")
    actions.close_round(by=SYSTEM, round_id=first.pk)
    again = a_round(here, year=2026, head=(None, head), due=date(2026, 1, 20))
    Letter.objects.bulk_create(Letter(contact=c, sort="remind", on=date(2026, 1, 19)) for c in contacts(again))
    actions.climb_ladder(by=SYSTEM, round_id=again.pk, today=date(2026, 1, 28))
    assert set(Contact.objects.filter(asked__round=again, email=head).values_list("language", flat=True)) == {"en"}


def test_an_account_s_own_language_goes_before(here: Partnership) -> None:
    a_round(here, year=2025)
    keep(here)
    person = factories.a_person(email=EMAIL, role=Role.READER, partnership=here)
    assert person.language == "sv"
    assert {c.email: c.language for c in contacts(a_round(here, year=2026))}[EMAIL] == "sv"
    with pytest.raises(NotTaken):
        keep(here)


def test_a_contact_chooses_for_their_own_address_alone_by_a_link_that_holds(here: Partnership) -> None:
    round_ = a_round(here)
    one, two, *_rest = contacts(round_)
    assert keep(here, by=one, email=one.email).language == "en"
    with pytest.raises(NotAllowed):
        keep(here, by=one, email=two.email)
    actions.revoke_link(by=SYSTEM, contact_id=two.pk)
    two.refresh_from_db()
    with pytest.raises(NotAllowed):
        keep(here, by=two, email=two.email)


def test_unknown_languages_and_addresses_are_refused_and_readers_may_not(here: Partnership) -> None:
    a_round(here)
    for wrong in ({"language": "xx"}, {"email": "nagon@annanstans.example"}):
        with pytest.raises(NotTaken):
            keep(here, **wrong)
    with pytest.raises(NotAllowed):
        keep(here, by=factories.a_person(role=Role.READER, partnership=here))
    assert not AddressLanguage.objects.exists()


def test_erasing_the_contacts_erases_what_was_noted_of_their_language(here: Partnership) -> None:
    round_ = a_round(here)
    keep(here)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    actions.erase_contacts(by=SYSTEM, round_id=round_.pk)
    assert not AddressLanguage.objects.exists()


def test_the_answering_page_lets_the_reader_choose_the_language_of_the_page(client, here: Partnership) -> None:
    one = contacts(a_round(here))[0]
    address = f"/svara/{token_of(one.pk, one.key)}/"
    swedish = client.get(address, follow=True).content.decode()
    assert "sprak/" not in swedish, "letters are in Swedish already"
    english = client.get(f"/en{address}", follow=True).content.decode()
    assert f'action="/en{address}sprak/"' in english
    assert "Write to me in English" in english
    after = client.post(f"/en{address}sprak/", follow=True)
    assert after.status_code == 200
    assert "sprak/" not in after.content.decode()
    one.refresh_from_db()
    assert one.language == "en"
    assert client.get(f"/en{address}sprak/").status_code == 405
    assert not mail.outbox


def test_the_register_lists_addresses_without_an_account_and_their_language(client, here: Partnership) -> None:
    a_round(here)
    keep(here)
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=here, email="kommun3@exempel.example"))
    address = reverse("workspace:register", args=[here.pk])
    page = client.get(address)
    told = page.content.decode()
    assert EMAIL in told
    assert "kommun3@exempel.example" not in told.split("Adresser utan konto")[1]
    assert '<option value="en" selected>' in told
    client.post(address, {"adress": "kommun2@exempel.example", "sprak": "en"})
    assert AddressLanguage.objects.get(email="kommun2@exempel.example").language == "en"


def test_the_addresses_cost_the_same_for_3_and_for_9(django_assert_num_queries) -> None:
    factories.a_person(role=Role.READER, partnership=factories.a_partnership(), email="kommun2@exempel.example")
    for n, code in ((3, "97"), (9, "96")):
        here = factories.a_partnership(factories.a_county(code, f"Påhittlän {code}", municipalities=n))
        a_round(here, year=2025)
        a_round(here, year=2026)
        keep(here)
        with django_assert_num_queries(1):
            told = queries.addresses_of(here)
        assert len(told) == n - 1, "each once, and nobody with an account"
        assert [email for email, _bodies, language in told if language == "en"] == [EMAIL]
