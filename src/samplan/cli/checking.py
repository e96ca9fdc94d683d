"""`samplan check`: what a plan lacks. A document or a plan file needs no database; a plan of the database is named."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError
from rich.console import Console

from samplan.actors.shapes import Sentences
from samplan.cli.reading import Language, read_with_progress
from samplan.documents import DocumentError
from samplan.intake.recognisers import read_plan
from samplan.plans import checks
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.findings import Finding, Level

FIRST_OF_EACH = 5
"""So many findings of one predicate are printed; the file of --json holds all."""
FORMAT = "samplan-findings/1"

WORDS: dict[str, dict[Language, str]] = {
    "one": {
        "sv": "Ange ett dokument, eller --plan med planens nummer. Inget är gjort.",
        "en": "Name a document, or --plan with the plan's number. Nothing was done.",
    },
    "not_a_plan": {
        "sv": "{name} är ingen planfil. Filen är orörd. Hämta en ny ur Samplan, eller ange dokumentet.",
        "en": "{name} is no plan file. The file is untouched. Get a new one out of Samplan, or name the document.",
    },
    "no_plan": {
        "sv": "Det finns ingen plan med nummer {name} i databasen. Inget är ändrat.",
        "en": "There is no plan with number {name} in the database. Nothing was changed.",
    },
    "nothing": {"sv": "Samplan ser inget som behöver ordnas.", "en": "Samplan sees nothing that needs sorting out."},
    "lacks": {"sv": "Planen saknar {n} saker.", "en": "The plan lacks {n} things."},
    "more": {"sv": "och {n} till", "en": "and {n} more"},
    "saved": {"sv": "Listan är sparad i", "en": "The list is saved in"},
}
Found = tuple[tuple[Finding, ...], dict[str, str]]
"""Findings, and the names of areas by their id."""


class Unusable(Exception):
    """What was named cannot be checked; the message is the sentence to show."""


def check_plan(
    file: Path | None,
    *,
    plan_id: int | None,
    json_out: Path | None,
    language: Language,
    fail_on: Literal["never", "before", "soon", "look"],
    memory_mb: int,
    seconds: int,
) -> int:
    """Check and print. The exit code: 0; 1 where --fail-on says so; 2, with a sentence, when nothing was checked."""
    aside = Console(stderr=True)
    try:
        if (file is None) is (plan_id is None):
            raise Unusable(WORDS["one"][language])
        if file is not None:
            found = _of_file(file, aside, language, memory_mb=memory_mb, seconds=seconds)
        else:
            found = _of_database(plan_id or 0, language)
    except Unusable as error:
        aside.print(str(error), style="bold", highlight=False, soft_wrap=True)
        return 2
    if json_out is not None:
        json_out.write_text(json.dumps(_as_json(*found), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        aside.print(f"{WORDS['saved'][language]} {json_out}", highlight=False, soft_wrap=True)
    _print(*found, language)
    return int(fail_on != "never" and any(f.level.rank <= Level(fail_on).rank for f in found[0]))


def _of_file(file: Path, aside: Console, language: Language, *, memory_mb: int, seconds: int) -> Found:
    try:
        data = file.read_bytes()
        if file.suffix.lower() == ".json":
            plan = PlanFile.model_validate_json(data)
        else:
            document = read_with_progress(data, file.name, aside, language, memory_mb=memory_mb, seconds=seconds)
            plan = read_plan(document).plan
    except DocumentError as error:
        raise Unusable(error.sentence(language)) from error
    except ValidationError as error:
        raise Unusable(WORDS["not_a_plan"][language].format(name=file.name)) from error
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror}") from error
    content = checks.content_of(plan)
    names = {a.id: f"{a.number or ''} {a.title}".strip() for a in content.areas}
    return checks.check_plan(content, date.today()), names  # noqa: DTZ011 - the day of the one at the terminal


def _of_database(plan_id: int, language: Language) -> Found:
    from samplan.cli.setting_up import start_django

    start_django()
    from samplan.actors.shapes import SYSTEM
    from samplan.plans import queries

    plan = queries.plans_visible_to(SYSTEM).filter(pk=plan_id).first()
    if plan is None:
        raise Unusable(WORDS["no_plan"][language].format(name=plan_id))
    check = queries.plan_check(plan)
    return check.open, dict(check.areas)


def _said(words: Sentences, language: Language) -> str:
    return words.sv if language == "sv" else words.en


def _as_json(findings: tuple[Finding, ...], names: dict[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "findings": [
            {
                "code": f.code,
                "level": f.level.value,
                "kind": f.place.kind.value,
                "item": f.place.item or None,
                "field": f.field or None,
                "areas": [names.get(a, a) for a in f.areas],
                "quote": f.quote or None,
                "sv": checks.sentence_of(f).sv,
                "en": checks.sentence_of(f).en,
                "remedy": {"sv": checks.remedy(f.code).sv, "en": checks.remedy(f.code).en},
            }
            for f in findings
        ],
    }


def _number(name: str) -> str:
    """An area's number, or its whole name where it has none."""
    first = name.partition(" ")[0]
    return first if first[:1].isdigit() else name


def _print(findings: tuple[Finding, ...], names: dict[str, str], language: Language) -> None:
    out = Console(highlight=False, soft_wrap=True, markup=False)
    if not findings:
        out.print(WORDS["nothing"][language])
        return
    out.print(WORDS["lacks"][language].format(n=len(findings)))
    for code, some in groupby(findings, key=lambda f: f.code):
        block = list(some)
        level = _said(checks.level_word(block[0].level), language)
        sys.stdout.write("\n")
        out.print(f"{_said(checks.heading(code), language)} ({len(block)}). {level}.", style="bold")
        for f in block[:FIRST_OF_EACH]:
            areas = ", ".join(_number(names.get(a, a)) for a in f.areas)
            of = f.place.words if f.place.kind not in {"plan", "area"} and f.place.words != f.quote else ""
            told = " ".join(filter(None, (areas and f"{areas}:", _said(checks.sentence_of(f), language), of[:100])))
            out.print(f"  {told}")
        if len(block) > FIRST_OF_EACH:
            out.print(f"  {WORDS['more'][language].format(n=len(block) - FIRST_OF_EACH)}")
