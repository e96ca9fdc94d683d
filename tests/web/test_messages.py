"""Every text has its English."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import messages  # noqa: E402

PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


def test_no_english_is_missing_and_the_compiled_file_is_new():
    """`python scripts/messages.py --check` finds nothing."""
    found = subprocess.run(
        [sys.executable, "scripts/messages.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


def test_the_gatherer_sees_each_way_of_writing_a_text():
    """A text of Python, of a template tag, of a plural block and of a tag's argument are all in."""
    texts = {text for _context, text in messages.all_texts()}
    for text in ("återkommer varje år", "Välj län", "i %(n)s område", "Beslut saknas", "Engelska"):
        assert text in texts


def test_a_missing_english_is_noticed():
    """An entry without English is named; a plural needs both forms."""
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Ny text"))
    catalogue.append(polib.POEntry(msgid="En", msgid_plural="Flera", msgstr_plural={0: "One", 1: ""}))
    catalogue.append(polib.POEntry(msgid="Klar", msgstr="Done"))
    assert messages.missing(catalogue) == ["Ny text", "En"]


@pytest.mark.parametrize("entry", polib.pofile(str(messages.CATALOGUE)), ids=lambda e: e.msgid[:40])
def test_places_for_values_are_the_same(entry):
    """No English text asks for a value that the Swedish one does not give."""
    given = set(PLACES.findall(entry.msgid + (entry.msgid_plural or "")))
    asked = set(PLACES.findall(entry.msgstr + "".join(entry.msgstr_plural.values())))
    assert asked <= given
    if not entry.msgid_plural and entry.msgstr:
        assert asked == given
