"""Labels are known however they are inflected, spelled or decorated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.intake.recognisers.vocabulary import Role, vocabulary, years_in
from samplan.intake.recognisers.wording import stems
from samplan.intake.recognisers.wordlists import read_field


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Långsiktiga mål", Role.LONG_GOAL),
        ("LANGSIKTIGA MAL", Role.LONG_GOAL),
        ("Långsiktigt mål:", Role.LONG_GOAL),
        ("Lngsiktiga mål", Role.LONG_GOAL),
        ("Mål på lång sikt (5 år)", Role.LONG_GOAL),
        ("Mål inom ett år", Role.SHORT_GOAL),
        ("Delmål", Role.SHORT_GOAL),
        ("Aktiviteter 2019", Role.ACTIVITY),
        ("Aktivitet/insats", Role.ACTIVITY),
        ("Vad ska göras?", Role.ACTIVITY),
        ("Redovisning 2016–2018", Role.REPORTED),
        ("Indikator för uppföljning 2018", Role.INDICATOR),
        ("Hur följer vi upp?", Role.INDICATOR),
        ("Ansvariga verksamheter/funktioner", Role.RESPONSIBLE),
        ("Vem gör?", Role.RESPONSIBLE),
        ("När?", Role.TIME),
        ("Tidspan", Role.TIME),
        ("Klart senast", Role.END),
        ("Kostnad (tkr)", Role.COST),
        ("UPPFÖLJNING 2018", Role.FOLLOWUP),
        ("Behov identifierat av", Role.IDENTIFIED),
    ],
)
def test_knows_a_label(label: str, role: Role) -> None:
    found = vocabulary().label(label)
    assert found is not None
    assert found.role is role


@pytest.mark.parametrize(
    "text",
    ["Suicidprevention", "Våld i nära relationer", "Digitala stödinsatser", "Data och analys", "Kostnad: 300 000 kr"],
)
def test_a_title_is_no_label(text: str) -> None:
    assert vocabulary().label(text) is None


def test_a_label_may_name_two_things() -> None:
    found = vocabulary().label("Ansvarig och tidplan")
    assert found is not None
    assert found.joined
    assert found.roles == (Role.RESPONSIBLE, Role.TIME)


def test_what_stands_before_a_colon_is_a_label() -> None:
    lead = vocabulary().leading("Ansvarig: Region Exempel")
    assert lead is not None
    assert (lead[0].role, lead[2]) == (Role.RESPONSIBLE, "Region Exempel")


@given(st.text(max_size=80), st.booleans())
def test_answers_to_anything(text: str, loose: bool) -> None:
    found = vocabulary().label(text, loose=loose)
    assert found is None or 0 < found.certainty <= 1


@given(st.sampled_from(sorted({p for phrases in vocabulary().file.roles.values() for p in phrases})))
def test_every_phrase_of_the_catalogue_is_known_in_capitals_with_a_colon(phrase: str) -> None:
    assert vocabulary().label(f"{phrase.upper()}:", loose=True) is not None


def test_years_of_a_label() -> None:
    assert years_in("Redovisning 2016–2018") == (2016, 2018)
    assert years_in("2016-18") == (2016, 2018)
    assert years_in("Aktiviteter") is None


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        ("Vad ska det leda till?", Role.GOAL),
        ("Vad leder det till?", Role.GOAL),
        ("Vilken skillnad ska det göra?", Role.GOAL),
        ("Vilka ser till att det blir av?", Role.RESPONSIBLE),
        ("Hur märks det att vi lyckats?", Role.INDICATOR),
        ("När ska det vara klart?", Role.TIME),
        ("Vad kostar det?", Role.COST),
    ],
)
def test_the_word_that_asks_tells_what_a_header_in_question_form_holds(asked: str, role: Role) -> None:
    label = vocabulary().label(asked, loose=True)
    assert label is not None
    assert label.role is role


@pytest.mark.parametrize("text", ["Hur kan vi minska ensamheten?", "Hur gör vi skolan tryggare för alla barn?"])
def test_a_challenge_is_no_label(text: str) -> None:
    assert vocabulary().label(text) is None


def test_a_phrase_stands_for_one_role_but_where_the_list_says_that_it_is_ambiguous() -> None:
    told: dict[tuple[str, ...], set[Role]] = {}
    for role, phrases in vocabulary().file.roles.items():
        for phrase in phrases:
            told.setdefault(stems(phrase), set()).add(role)
    several = {key: roles for key, roles in told.items() if len(roles) > 1}
    assert several == {stems(entry.phrase): set(entry.roles) for entry in read_field().ambiguous}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Vem har ansvaret?", Role.RESPONSIBLE),
        ("Medverkande aktörer", Role.RESPONSIBLE),
        ("Hur vet vi att det gör skillnad?", Role.INDICATOR),
        ("Varför är området prioriterat?", Role.BACKGROUND),
        ("Vad saknas i dag?", Role.NEEDS),
        ("Så kommer vi dit", Role.ACTIVITY),
        ("Tiltak", Role.ACTIVITY),
        ("Beräknas vara klart", Role.END),
        ("Så fördelas medlen", Role.FUND),
        ("Nästa milstolpe", Role.SHORT_GOAL),
        ("Önskat tillstånd", Role.LONG_GOAL),
        ("Vad har vi lärt oss?", Role.FOLLOWUP),
        ("Baslinjevärde", Role.TARGET),
    ],
)
def test_knows_how_the_field_speaks(label: str, role: Role) -> None:
    found = vocabulary().label(label)
    assert found is not None
    assert role in found.roles
