"""Gather the Swedish texts of the code, keep their English beside them, and compile. Needs polib, not gettext.

    python scripts/messages.py           gather, merge and compile
    python scripts/messages.py --check   change nothing; fail when a text has no English or the compiled file is old

The texts lie in src/samplan/web/locale/en/LC_MESSAGES/django.po. A text that is no longer used is dropped from it.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "samplan"
CATALOGUE = PACKAGE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
LITERAL = r"('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"(?<![\w.])(ngettext|gettext|pgettext|_)\(\s*u?{LITERAL}(?:\s*,\s*u?{LITERAL})?")

Text = tuple[str | None, str, str | None]
"""Context, text, plural."""


def in_python(path: Path) -> Iterator[Text]:
    """The texts of a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in SINGLE and words:
            yield None, words[0], None
        elif name in PLURAL and len(words) > 1:
            yield None, words[0], words[1]
        elif name in WITH_CONTEXT and len(words) > 1:
            yield words[0], words[1], None


def in_template(path: Path) -> Iterator[Text]:
    """The texts of a template."""
    from django.utils.translation.template import templatize

    for match in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
        name, first, second = match.groups()
        one = ast.literal_eval(first)
        two = ast.literal_eval(second) if second else None
        if name == "pgettext" and two is not None:
            yield one, two, None
        else:
            yield None, one, two if name == "ngettext" else None


def all_texts() -> dict[tuple[str | None, str], tuple[str | None, list[str]]]:
    """Every text of the package: its plural and the files it stands in."""
    found: dict[tuple[str | None, str], tuple[str | None, list[str]]] = {}
    templates = (p for kind in ("*.html", "*.txt") for p in PACKAGE.rglob(f"templates/**/{kind}"))
    sources = [(p, in_python) for p in PACKAGE.rglob("*.py")] + [(p, in_template) for p in templates]
    for path, reader in sorted(sources, key=lambda pair: str(pair[0])):
        for context, text, plural in reader(path):
            known, places = found.get((context, text), (None, []))
            place = path.relative_to(PACKAGE).as_posix()
            found[context, text] = (known or plural, places if place in places else [*places, place])
    return found


def merged() -> polib.POFile:
    """The catalogue as it should be: every text of the code, with the English that is known."""
    old = polib.pofile(str(CATALOGUE), wrapwidth=110) if CATALOGUE.exists() else polib.POFile()
    known = {(e.msgctxt, e.msgid): e for e in old if not e.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (context, text), (plural, places) in sorted(all_texts().items(), key=lambda item: (item[1][1][0], item[0][1])):
        entry = polib.POEntry(msgctxt=context, msgid=text, occurrences=[(place, "") for place in places])
        before = known.get((context, text))
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = dict(before.msgstr_plural) if before and before.msgstr_plural else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "%(" in text:
            entry.flags.append("python-format")
        new.append(entry)
    return new


def missing(catalogue: polib.POFile) -> list[str]:
    """The texts without English."""
    return [e.msgid for e in catalogue if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]


def main() -> int:
    """Gather and compile, or check."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings")
    compiled = CATALOGUE.with_suffix(".mo")
    catalogue = merged()
    lacking = missing(catalogue)
    if "--check" in sys.argv:
        current = compiled.exists() and compiled.read_bytes() == catalogue.to_binary()
        for text in lacking:
            print("No English:", text)
        if not current:
            print("The compiled texts are old: run make messages")
        return 1 if lacking or not current else 0
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    compiled.write_bytes(catalogue.to_binary())
    print(f"{len(catalogue)} texts, {len(lacking)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
