"""Whether two parts at a full line's end are one word: told by the page and by the document's own words."""

from __future__ import annotations

import pytest

from samplan.documents.pdf.lexicon import Lexicon
from samplan.documents.texttables import broken


def lexicon(*whole: str) -> Lexicon:
    made = Lexicon([])
    made.whole.update(whole)
    made.settle()
    return made


@pytest.mark.parametrize(
    ("left", "right", "alone", "more"),
    [
        ("Kommunernas", "anhörigkonsu-", True, True),
        ("av", "hbtqi-", False, False),
        ("beredningsgrupp", "tillsammans", False, False),
        ("tidsatt", "kv", False, False),
    ],
)
def test_two_words_stay_two(left: str, right: str, alone: bool, more: bool) -> None:
    assert not lexicon("kv", "tillsammans", "tidsatt").broken(left, right, alone=alone, more=more)


def test_a_word_that_stands_whole_elsewhere_is_made_whole() -> None:
    assert lexicon("socialtjänsten").broken("Socialtj", "änsten", alone=True, more=False)


def test_a_word_that_had_room_in_the_next_line_was_not_broken() -> None:
    """ "klarlagda" ends a line of a wide column: a word of twelve letters would have begun a line of its own."""
    lines = ["Rutinerna är klarlagda", "nar det galler"]
    assert broken(lines, 24, lexicon()) == tuple(lines)
