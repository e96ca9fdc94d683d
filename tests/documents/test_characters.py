"""Hidden characters are taken out of texts and names; what is no text is told from text."""

from __future__ import annotations

import pytest

from samplan.documents import read
from samplan.documents.characters import clean, clean_name
from samplan.documents.errors import UnknownType
from samplan.documents.names import safe_name


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\x07", "\x9f"]
)
def test_what_turns_hides_or_controls_is_taken_out_of_texts_and_names(hidden):
    assert clean(f"Psykisk{hidden} hälsa") == "Psykisk hälsa"
    assert clean_name(f"Anna{hidden} Påhitt") == "Anna Påhitt"


@pytest.mark.parametrize(
    "kept", ["själv\u00admords\u00adprevention", "👩\u200d💻 kl. 10", "می\u200cخواهم", "en\n\trad", "1–2 § ”så”"]
)
def test_what_words_need_stays(kept):
    assert clean(kept) == kept


def test_lines_of_other_programs_are_lines_and_lone_surrogates_are_seen():
    assert clean("ett\u2028två\x0btre") == "ett\ntvå\ntre"
    assert clean("fel \ud800 tecken") == "fel \ufffd tecken"


def test_a_name_is_one_line_without_joiners():
    assert clean_name("  An\u00adna\u200d\tvon\n Påhitt ") == "Anna von Påhitt"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00" * 50, b"\xff\xfe" + b"\x00\xe0" * 90, b"-*-" * 300])
def test_bytes_that_only_look_like_text_are_refused(data):
    with pytest.raises(UnknownType) as refused:
        read(data, name="x.txt")
    assert "något annat än text" in refused.value.sentence("sv")
    assert "something other than text" in refused.value.sentence("en")


@pytest.mark.parametrize(
    "words", ["Mål: fler mår bra, år 2027.", "1.1 Ensamhet ........ 12", "\uf0b7 Utbilda\n\uf0b7 Samverka i länet"]
)
def test_short_texts_lists_and_private_bullets_are_text(words):
    for encoding in ("utf-8", "utf-16"):
        assert list(read(words.encode(encoding), name="x.txt").texts())


@pytest.mark.parametrize("coded", ["%0A", "%0d", "%7F", "%C2%85", "%E2%80%AE", "%e2%81%a6"])
def test_coded_control_characters_are_taken_out_of_the_names_of_files(coded):
    assert safe_name(f"plan{coded} 2026.docx") == "plan 2026.docx"
    assert safe_name("100 % av %20.docx") == "100 % av %20.docx"
