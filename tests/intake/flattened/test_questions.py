"""Questions, their proposals and actors; an annex that asks in other words."""

from __future__ import annotations

import pytest

from samplan.documents.text import read_txt
from samplan.intake import read_plan
from samplan.intake.recognisers.questions import actor_in, is_question, likeness

PLAN = """Plan för god hälsa i Exempellän 2031

1. Kunskap

Stöd till föräldrar
Detta kan nås genom att fler får veta var det finns hjälp att få i kommunen.

Identifierade utmaningsfrågor

• Hur kan verksamheter bidra så att föräldrar får stöd?

• Hur kan personal se tidiga tecken?

Att följa upp

• Finns ett stöd till föräldrar?

Bilaga 1

1. Kunskap

Stöd till föräldrar
Hur skulle vi kunna bidra så att föräldrar får stöd?

• Ordna träffar för föräldrar (Aktör: Kommunerna)

• Skriva en broschyr

Hur skulle vi kunna ordna fler mötesplatser?

• Öppna ett kafé (Aktör: Föreningar)
"""


def test_an_annex_is_joined_to_its_questions() -> None:
    area = read_plan(read_txt(PLAN.encode(), name="made-up.txt")).plan.areas[0]
    assert (area.number, area.group) == ("1.1", "Kunskap")
    first, second, third = area.challenge_questions
    assert [(p.text, p.actor) for p in first.proposals] == [
        ("Ordna träffar för föräldrar", "Kommunerna"),
        ("Skriva en broschyr", None),
    ]
    assert second.proposals == []
    assert third.text == "Hur skulle vi kunna ordna fler mötesplatser?"
    assert [p.actor for p in third.proposals] == ["Föreningar"]
    assert area.followup_questions == ["Finns ett stöd till föräldrar?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ordna träffar (Aktör: BUP, Vårdcentraler)", ("Ordna träffar", "BUP, Vårdcentraler")),
        ("Ordna träffar (Aktör Region Exempel)", ("Ordna träffar", "Region Exempel")),
        ("Ordna träffar (Elevhälsan)", ("Ordna träffar", "Elevhälsan")),
        ("Ordna träffar (två gånger om året)", ("Ordna träffar (två gånger om året)", None)),
    ],
)
def test_actors_are_taken_out_of_brackets(text: str, expected: tuple[str, str | None]) -> None:
    assert actor_in(text) == expected


def test_likeness_looks_at_the_words_that_carry_meaning() -> None:
    assert (
        likeness("Hur kan personal se tidiga tecken?", "Hur skulle vi kunna hjälpa personal att se tidiga tecken?")
        > 0.6
    )
    assert likeness("Hur kan personal se tidiga tecken?", "Hur kan föreningar få lokaler?") < 0.3


def test_a_question_is_told_from_a_statement() -> None:
    assert is_question("Hur kan vi nå fler?")
    assert not is_question("Vi når fler genom föreningarna.")
