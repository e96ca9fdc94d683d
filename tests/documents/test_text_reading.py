"""Plain text taken out of a PDF: pages, paragraphs, bullets, footnotes, furniture, encodings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.building import kept, kept_of

from samplan.documents import Document, read
from samplan.documents.blocks import Heading, ListItem, Note, Paragraph
from samplan.documents.folding import fold, join_lines, words
from samplan.documents.furniture import is_page_number, recognise

WIDE = "Det här är en lång rad med löpande text som går ända ut till kanten av sidan"


def of(text: str) -> Document:
    return read(text.encode(), name="plan.txt")


def own(page: int) -> str:
    """A line of text that no other page has."""
    return f"{'ABCDEFGHIJ'[page] * 4} är det som just den här sidan handlar om i länets arbete"


def told(document: Document) -> list[tuple[str, str]]:
    return [(type(block).__name__, getattr(block, "text", "")) for block in document.blocks]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("psykia-", "trin", "psykiatrin"),
        ("kommun-", "och region", "kommun- och region"),
        ("vård- ", "samt", "vård- samt"),
        ("Uppsala-", "Örebro", "Uppsala-Örebro"),
        ("MHFA-", "instruktörer", "MHFA-instruktörer"),
        ("funk\u00ad", "tion", "funktion"),
        ("2021-", "2022", "2021-2022"),
        ("ett", "två", "ett två"),
        ("slut -", "början", "slut - början"),
        ("e\u2010", "hälsa", "ehälsa"),
    ],
)
def test_lines_are_joined_as_the_plan_format_says(before: str, after: str, joined: str) -> None:
    assert join_lines([before, after]) == joined


def test_folding() -> None:
    assert fold("  a\u00a0\t b\n c\u200b\u00ad ") == "a b c"
    assert fold("a\u0308\ufb01") == "äfi"
    assert words("Psykia-\ntrin och e-hälsa, 100 % HÄLSA") == ["psykiatrin", "och", "e", "hälsa", "100", "hälsa"]


@given(st.text())
def test_folding_is_done_once_and_joins_lose_no_letters(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    letters = Counter(ch for ch in fold(text.replace("\n", " ")) if ch.isalnum())
    assert Counter(ch for ch in join_lines(text.split("\n")) if ch.isalnum()) == letters


@pytest.mark.parametrize("glyph", ["•", "-", "–", "*", "o", "▪", "➢", "\uf0a7", "\uf06e", "\uf0b7", "●", "✓"])
def test_bullets_of_any_glyph(glyph: str) -> None:
    document = of(f"Vi ska:\n\n{glyph} Utbilda alla som möter unga \ni länet\n\n{glyph} Följa upp\n")
    assert told(document) == [
        ("Paragraph", "Vi ska:"),
        ("ListItem", "Utbilda alla som möter unga i länet"),
        ("ListItem", "Följa upp"),
    ]


def test_a_dash_inside_a_sentence_is_no_bullet() -> None:
    document = of(
        f"{WIDE} mellan alla aktörer \n– hemtjänst och sjukhus och flera andra verksamheter i länet och i landet."
    )
    assert [name for name, _ in told(document)] == ["Paragraph"]


def test_headings_that_are_clear_and_the_text_right_below() -> None:
    document = of(
        f"1. Bakgrund\n{WIDE}\nmed en rad till.\n\n1.1 Uppdraget \n{WIDE}\n\nDEL 2. STRATEGISKT\n\nRAMVERK\n\n"
        f"Fokusområde 1 - Tidiga insatser\n\n{WIDE}\n\nUPPFÖLJNING 2018\n\na) Suicidprevention\n\n{WIDE}"
    )
    assert [(block.text, block.level) for block in document.blocks if isinstance(block, Heading)] == [
        ("1. Bakgrund", 1),
        ("1.1 Uppdraget", 2),
        ("DEL 2. STRATEGISKT RAMVERK", 1),
        ("Fokusområde 1 - Tidiga insatser", 2),
        ("UPPFÖLJNING 2018", 1),
        ("a) Suicidprevention", 2),
    ]


def test_numbers_that_follow_each_other_are_a_list() -> None:
    document = of(
        f"Syftena är:\n\n1. Stödja arbetet i länet,\n\n2. Bidra till bättre kunskap samt\n\n3. {WIDE}.\n\nText."
    )
    items = [block for block in document.blocks if isinstance(block, ListItem)]
    assert [(item.marker, item.ordered) for item in items] == [("1.", True), ("2.", True), ("3.", True)]


def test_running_lines_and_page_numbers_are_set_aside() -> None:
    pages = [f"Länets plan för hälsa\n\n{own(page)}\n\nRegionen {page}" for page in range(1, 6)]
    document = of("\f".join(pages))
    assert document.pages == 5
    assert Counter(piece.kind for piece in document.furniture) == {"header": 5, "footer": 5}
    assert [block.provenance.page for block in document.blocks] == [1, 2, 3, 4, 5]
    lone = of("\f".join(f"{own(page)}\n\n{page + 20}" for page in range(1, 5)))
    assert [(piece.kind, piece.text) for piece in lone.furniture] == [
        ("page_number", str(page + 20)) for page in range(1, 5)
    ]


def test_headings_that_only_look_alike_are_no_running_lines() -> None:
    for title in ("{0}.{0} UTSATTA GRUPPER", "Mål {0}", "{0}. Unga"):
        pages = [[title.format(number), "", own(number)] for number in range(1, 6)]
        assert recognise(pages) == [{}] * 5


@pytest.mark.parametrize("line", ["Sida 3 av 10", "sid 22", "Sid. 4", "3 (12)", "- Sida 7 -", "Page 2 of 9"])
def test_lines_that_say_that_they_number_the_page(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["3", "2018", "sidan om", "3 av dem", "Sida vid sida"])
def test_lines_that_do_not(line: str) -> None:
    assert not is_page_number(line)


def test_form_feeds_that_became_a_blank_still_part_the_pages() -> None:
    document = of(f" Sammanfattning\n{WIDE}\nslut.\n Nästa sida\n{WIDE}\noch så vidare.\n")
    assert document.pages == 2
    assert [block.provenance.page for block in document.blocks] == [1, 1, 2, 2]


def test_a_sentence_over_a_page_break_is_one_paragraph() -> None:
    first, *_ = of(f"{WIDE} och hälso- \f och sjukvården arbetar tillsammans.").blocks
    assert isinstance(first, Paragraph)
    assert first.text == f"{WIDE} och hälso- och sjukvården arbetar tillsammans."
    assert len(first.lines) == 2


def test_footnotes_below_a_rule_and_without_one() -> None:
    ruled = of(f"{WIDE}1\noch mer.\n\n{' ' * 40}\n1 Källan är en rapport\nfrån i fjol.\n2 En till.\f{WIDE}")
    assert [(note.mark, note.text) for note in ruled.blocks if isinstance(note, Note)] == [
        ("1", "Källan är en rapport från i fjol."),
        ("2", "En till."),
    ]
    long_note = "Ett samverkansforum på högsta ledningsnivå mellan kommunerna och regionen i länet."
    loose = of(f"{WIDE}\nmed mer.\n\n1 {long_note}\f{WIDE}")
    assert [note.text for note in loose.blocks if isinstance(note, Note)] == [long_note]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_encodings(encoding: str) -> None:
    text = "Länets mål är hälsa på lika villkor för sårbara. Öppna jämförelser är ett stöd för ökad tillgänglighet."
    document = read(text.encode(encoding), name="a.txt")
    assert [each for each, _ in document.texts()] == [text]


def test_broken_bytes_in_a_text_do_not_spoil_the_rest() -> None:
    document = read("Länets mål är hälsa på lika villkor för sårbara".encode() + b"\xff", name="a.txt")
    assert "länets" in kept(document)


LINES = st.lists(st.text(alphabet="abåäöÅX 012.,-–•:()\f", max_size=70), max_size=40)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "alltid\n\n" + "\n".join(lines)
    have = "".join(each for each, _ in of(text).texts())
    markers = "".join(block.marker for block in of(text).blocks if isinstance(block, ListItem) and not block.ordered)
    assert Counter(ch for ch in have + markers if ch.isalnum()) == Counter(ch for ch in text if ch.isalnum())


@pytest.mark.sources
@pytest.mark.parametrize("name", ["dalarna-2018", "dalarna-2022", "dalarna-2022-medel", "varmland-2021-2024"])
def test_every_word_of_the_real_plans_is_kept(sources: Path, name: str) -> None:
    path = sources / f"{name}.txt"
    document = read(path)
    lines = path.read_text("utf-8").split("\n")
    assert not kept_of(["\n".join(lines)]) - kept(document)
    assert document.flattened


def test_a_paragraph_of_very_many_lines_is_read() -> None:
    """Quadratic joining would not end within anybody's patience."""
    document = of(f"{WIDE}\n\n" * 20_000)
    assert sum(kept(document).values()) == 20_000 * len(words(WIDE))


def test_lines_of_contents_are_set_aside_and_what_they_name_stands_alone() -> None:
    listed = "Innehåll\nTrygga torg 3\nNattro för alla ........ 4\nSömn hos unga 7\n\n"
    document = of(f"{listed}Inledning\n{WIDE}.\nTrygga torg\n{WIDE}.\nNattro för alla\n{WIDE}.\n")
    assert [piece.text for piece in document.furniture] == [
        "Trygga torg 3", "Nattro för alla ........ 4", "Sömn hos unga 7",
    ]  # fmt: skip
    assert {"Trygga torg", "Nattro för alla"} <= {text for _, text in told(document)}
