"""The papers may not fall behind the program: a page, a fault, a setting or a target without its words fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polib
import pytest
from django.urls import URLResolver, get_resolver
from scripts import screenshots

from samplan.documents.errors import KINDS, DocumentError
from samplan.web.workspace.warning_words import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbok"
PICTURES = ROOT / "docs" / "bilder"
PAGES = sorted(HANDBOOK.glob("*.md"))
PAPERS = [*PAGES, ROOT / "README.md", ROOT / "DEVELOPERS.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
OTHERS_WORDS = {"Spara som", "English", "Svenska"}
"""What stands in bold in the handbook and is no text of ours, or is the name of a language in itself."""
LARGEST = 150_000  # bytes of a picture
# allauth's own addresses that no page of ours leads to: nobody may sign up, change address or get a code by letter.
UNLINKED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}


def addresses(resolver: Any = None, before: str = "/") -> Iterator[tuple[str, str]]:
    """Each address as the handbook writes it, what varies as dots, and its name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            # The language's own prefix is empty in Swedish.
            inner = "" if pattern.pattern.__class__.__name__ == "LocalePrefixPattern" else str(pattern.pattern)
            yield from addresses(pattern, before + inner)
        else:
            yield before + re.sub(r"<[^>]+>|\(\?P<[^()]*\)|[\^$]", varied, str(pattern.pattern)), str(pattern.name)


def varied(match: re.Match[str]) -> str:
    """Dots for what varies; nothing for what only anchors a pattern."""
    return "" if match[0] in "^$" else "…"


def told_addresses() -> list[str]:
    """The first column of the index's last table."""
    table = (HANDBOOK / "index.md").read_text(encoding="utf-8").split("## Alla sidor")[1]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links(path: Path) -> Iterator[tuple[bool, str, str]]:
    """Whether it is a picture, its words and its target, for each link of a page that stays in the checkout."""
    for mark, words, target in LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            yield bool(mark), words, unquote(target)


def test_each_page_has_its_section_in_the_handbook() -> None:
    told = told_addresses()
    there = {address for address, name in addresses() if name not in UNLINKED}
    assert len(there) > 50
    assert there - set(told) == set(), "write a section in docs/handbok and its row in index.md"
    assert set(told) - there == set(), "these pages are gone: take them out of index.md"
    assert len(told) == len(set(told))


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_of_the_papers_lead_somewhere(path: Path) -> None:
    for _picture, _words, target in links(path):
        file, _, anchor = target.partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{path.name}: {target} is not there"
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal), f"{path.name}: {goal.name} has no section {anchor}"


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_pictures_are_there_small_described_and_taken_by_the_script(path: Path) -> None:
    taken = set(screenshots.NAMES)
    for picture, words, target in links(path):
        if not picture:
            continue
        goal = (path.parent / target).resolve()
        assert goal.stat().st_size <= LARGEST, f"{target} is too large"
        assert len(words) > 15, f"{target} has no description"
        assert goal.parent == PICTURES, f"{target} lies elsewhere"
        assert goal.stem in taken, f"{target} is not taken by scripts/screenshots.py"


def test_no_picture_lies_there_unused() -> None:
    named = {Path(target).name for path in PAPERS for _picture, _words, target in links(path)}
    assert {path.name for path in PICTURES.iterdir()} - named == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_each_fault_of_a_document_is_explained(kind: type[DocumentError]) -> None:
    rows = (HANDBOOK / "lasa-in.md").read_text(encoding="utf-8").splitlines()
    said = re.sub(r"\{[^}]+\}", "…", kind.wrong["sv"])
    found = [row for row in rows if row.startswith(f"| {said.removesuffix('.')}")]
    assert found, f"docs/handbok/lasa-in.md does not say what to do about: {said}"


@pytest.mark.parametrize("said", [str(words) for words in SENTENCES.values()])
def test_each_warning_of_a_reading_is_explained(said: str) -> None:
    first = said.split(". ")[0]
    assert f"| {first}" in (HANDBOOK / "lasa-in.md").read_text(encoding="utf-8"), first


def test_each_setting_is_listed_for_developers() -> None:
    settings = (ROOT / "src" / "samplan" / "config" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'env(?:_flag)?\("(\w+)"', settings))
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert names == listed


def test_each_target_and_command_is_listed_for_developers() -> None:
    told = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    app = (ROOT / "src" / "samplan" / "cli" / "app.py").read_text(encoding="utf-8")
    commands = re.findall(r"@app\.command\(\)\ndef (\w+)", app)
    missing = [f"make {t}" for t in targets if f"`make {t}`" not in told and t != "help"]
    missing += [f"samplan {c}" for c in commands if not re.search(rf"`samplan {c}\b", told)]
    assert missing == []


@pytest.mark.parametrize("name", ["DEVELOPERS.md", "docs/where-things-live.md", "docs/glossary.md", "docs/security.md"])
def test_each_place_that_the_papers_name_exists(name: str) -> None:
    places = re.findall(r"`([\w.-]+/[\w./-]*)`", (ROOT / name).read_text(encoding="utf-8"))
    bases = (ROOT, ROOT / "src" / "samplan")
    gone = [place for place in places if not any((base / place).exists() for base in bases)]
    # The demo's database and the built Python are made when they are needed; a format's name is no place.
    assert set(gone) <= {"var/", ".venv/bin/python", "samplan-plan/1"}


def words_on_screen() -> str:
    """Every Swedish text of the pages, one a line, what varies as dots."""
    catalogue = polib.pofile(str(ROOT / "src" / "samplan" / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    texts = [text for entry in catalogue for text in (entry.msgid, entry.msgid_plural) if text]
    return "\n".join(re.sub(r"%\(\w+\)s", "…", " ".join(text.split())) for text in texts).casefold()


def test_the_handbook_says_what_stands_on_the_pages() -> None:
    """Bold words are those of a button, a link, a field or a heading."""
    on_screen = words_on_screen()
    gone = [
        f"{path.name}: {bold}"
        for path in PAGES
        for bold in re.findall(r"\*\*([^*]+)\*\*", path.read_text(encoding="utf-8"))
        if bold.casefold().rstrip(".") not in on_screen and bold not in OTHERS_WORDS
    ]
    assert gone == []


def test_the_handbook_quotes_as_swedish_does() -> None:
    for path in PAGES:
        prose = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert '"' not in prose, f"{path.name}: write ”so”"
        assert not re.search(r"[“„‘’]", prose), f"{path.name}: write ”so”"
