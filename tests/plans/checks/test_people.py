"""What looks like data on a person, and what does not. The numbers are made up, or set free for tests."""

from __future__ import annotations

import pytest
from tests.plans.checks.building import area, found, indicator, plan, with_responsible, with_text

from samplan.plans.shapes.exchange import Cost

PERSONAL = [
    "121212-1212",
    "19121212-1212",
    "191212121212",
    "121212+1212",
    "Nummer 701063-2391 i registret",  # a coordination number: 60 added to the day
    "(20121212-1212)",
]
NOT_PERSONAL = [
    "121212-1213",  # the check digit is wrong
    "211332-1218",  # no such day
    "212000-1801",  # a number of an organisation
    "0701234567",  # a mobile number in one go
    "1 212 121 212 kronor",
    "dnr 2019/121212-12",
    "12121212121212",
]


@pytest.mark.parametrize("words", PERSONAL)
def test_personal_numbers_are_seen(words: str) -> None:
    assert found(with_text(f"Kontakta {words} om kursen."), "personal_number")


def test_what_a_cost_pays_and_how_often_an_indicator_is_followed_are_read_too() -> None:
    told = "Ring 19121212-1212"
    for more in ({"costs": [Cost(text=told, year=2027, min="1", max="2")]}, {"indicators": [indicator(rhythm=told)]}):
        assert found(plan(area(1, **more), area(2)), "personal_number")
    asked = plan(area(1, indicators=[indicator(rhythm="Ca varje år, ???")]), area(2))
    assert not found(asked, "target_question_marks"), "no target stands there"
    assert not found(asked, "target_approximate")


@pytest.mark.parametrize("words", NOT_PERSONAL)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert not found(with_text(f"Se {words} om kursen."), "personal_number")


def test_a_list_of_findings_does_not_spread_what_was_found() -> None:
    for code, words in (
        ("personal_number", "19121212-1212"),
        ("mobile_number", "070-123 45 67"),
        ("private_mail", "kim.exempel@gmail.com"),
    ):
        finding = found(with_text(f"Hör av dig: {words}."), code)[0]
        assert words not in finding.quote


@pytest.mark.parametrize("words", ["+46 70 123 45 67", "0701234567", "073 - 123 45 67"])
def test_mobile_numbers_are_seen(words: str) -> None:
    assert found(with_text(f"Ring {words}."), "mobile_number")


@pytest.mark.parametrize(
    "words",
    [
        "Kvinnor och män mår olika. De söker vård olika ofta.",
        "En grupp för män på 30 år och äldre startade.",
        "Enkäten Jag och min familj används.",
        "En kurs på 14 timmar hölls. Hon som ledde den var nöjd.",
    ],
)
def test_words_on_groups_are_no_story(words: str) -> None:
    assert not found(with_text(words), "patient_story")


@pytest.mark.parametrize(
    "words", ["En 14-årig pojke väntade ett år. Han fick hjälp till slut.", "Min son fick vänta på akuten."]
)
def test_stories_are_seen(words: str) -> None:
    assert found(with_text(words), "patient_story")


@pytest.mark.parametrize("name", ["Elevhälsan", "Region Anna", "Maria Ungdomsmottagning", "Sankt Lars park", "Chefen"])
def test_functions_and_places_are_no_people(name: str) -> None:
    assert not found(with_responsible(name), "person_named")


def test_a_name_among_other_words_is_seen() -> None:
    assert found(with_responsible("Samordnare Karin Påhittström, kommunen"), "person_named")
    assert not found(plan(), "person_named")
