"""What the numbers of a yes-or-no figure stand for is read from its title, never guessed from the number."""

from __future__ import annotations

import pytest

from samplan.analysis.answer_scale import answers_in, yes_in


@pytest.mark.parametrize(
    ("title", "answers", "yes"),
    [
        ("Personligt ombud finns i kommunen (Ja=1, Nej=0)", {1.0: "Ja", 0.0: "Nej"}, 1.0),
        ("Bostad först till personer i hemlöshet (Ja=1, Nej=2)", {1.0: "Ja", 2.0: "Nej"}, 1.0),
        (
            "Rutin (Breddinfört=2, testverksamhet=1, Nej=0)",
            {2.0: "Breddinfört", 1.0: "testverksamhet", 0.0: "Nej"},
            2.0,
        ),
        ("Rutin vid våld inom socialpsykiatri (Ja=1, Nej=0) (-2023)", {1.0: "Ja", 0.0: "Nej"}, 1.0),
        ("Kommunen har en plan", {1.0: "Ja", 0.0: "Nej"}, 1.0),
    ],
)
def test_the_title_tells_the_answers(title, answers, yes) -> None:
    assert (dict(answers_in(title)), yes_in(title)) == (answers, yes)
