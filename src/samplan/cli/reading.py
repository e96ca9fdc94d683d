"""`samplan read`: a document in, its plan file and an honest report out. Needs no database."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from samplan.documents import Document, DocumentError, read_in_process
from samplan.documents.blocks import Provenance
from samplan.intake.doubts import sentence
from samplan.intake.recognisers import read_plan
from samplan.intake.shapes import Proposal
from samplan.plans.shapes.exchange import BlockKind, OtherBlock, PlanFile

Language = Literal["sv", "en"]

WORDS: dict[str, dict[Language, str]] = {
    "reading": {"sv": "Läser", "en": "Reading"},
    "found": {"sv": "Hittat i dokumentet", "en": "Found in the document"},
    "kept": {"sv": "Andel ord som finns kvar", "en": "Share of words kept"},
    "missing": {"sv": "Saknade ord", "en": "Missing words"},
    "unplaced": {"sv": "Utan plats i planen", "en": "Without a place in the plan"},
    "doubtful": {"sv": "Tveksamt", "en": "Doubtful"},
    "nothing": {"sv": "Inget.", "en": "Nothing."},
    "page": {"sv": "sida", "en": "page"},
    "row": {"sv": "rad", "en": "row"},
    "part": {"sv": "del", "en": "part"},
    "saved": {"sv": "Planfilen är sparad i", "en": "The plan file is saved in"},
}


def read_file(
    file: Path, *, json_out: Path | None, report: bool, language: Language, memory_mb: int, seconds: int
) -> int:
    """Read, print and save as asked. Returns the exit code: 0, or 2 with one sentence when it cannot be read."""
    aside = Console(stderr=True)
    try:
        data = file.read_bytes()
        document = read_with_progress(data, file.name, aside, language, memory_mb=memory_mb, seconds=seconds)
    except DocumentError as error:
        aside.print(error.sentence(language), style="bold", highlight=False, soft_wrap=True)
        return 2
    except OSError as error:
        aside.print(f"{file}: {error.strerror}", style="bold", highlight=False, soft_wrap=True)
        return 2
    proposal = read_plan(document)
    text = proposal.plan.model_dump_json(indent=2) + "\n"
    if json_out is not None:
        json_out.write_text(text, encoding="utf-8")
        aside.print(f"{WORDS['saved'][language]} {json_out}", highlight=False, soft_wrap=True)
    elif not report:
        sys.stdout.write(text)
    _print_report(proposal, Console() if report or json_out is not None else aside, language, full=report)
    return 0


def read_with_progress(
    data: bytes, name: str, aside: Console, language: Language, *, memory_mb: int, seconds: int
) -> Document:
    """Read a document in a process of its own, with a bar on a terminal. Raises DocumentError."""
    columns = (TextColumn(f"{WORDS['reading'][language]} {name}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=aside, transient=True, disable=not aside.is_terminal) as bar:
        task = bar.add_task("read", total=None)
        return read_in_process(
            data,
            name=name,
            memory_mb=memory_mb,
            seconds=seconds,
            max_mb=100,
            on_progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _counts(plan: PlanFile) -> Counter[str]:
    counts: Counter[str] = Counter()
    for key in ("areas", "focus_areas", "target_images", "perspectives", "funds"):
        counts[key] = len(getattr(plan, key))
    for area in plan.areas:
        for key in ("goals", "activities", "indicators", "responsible", "costs", "followups", "followup_questions"):
            counts[key] += len(getattr(area, key))
        counts["challenge_questions"] += len(area.challenge_questions)
        counts["proposals"] += sum(len(q.proposals) for q in area.challenge_questions)
    return counts


def _place(page: int | None, position: int, row: int | None, language: Language) -> str:
    parts = [f"{WORDS['page'][language]} {page}"] if page is not None else []
    parts.append(f"{WORDS['part'][language]} {position}")
    if row is not None:
        parts.append(f"{WORDS['row'][language]} {row + 1}")
    return ", ".join(parts)


def _of(provenance: tuple[Provenance, ...], language: Language) -> str:
    return _place(provenance[0].page, provenance[0].position, provenance[0].row, language) if provenance else "–"


def _unplaced(plan: PlanFile) -> list[OtherBlock]:
    blocks = [*plan.other, *(b for area in plan.areas for b in area.other)]
    scaffolding = {BlockKind.LABEL, BlockKind.FURNITURE}
    return sorted((b for b in blocks if b.kind not in scaffolding), key=lambda b: b.position)


def _print_report(proposal: Proposal, out: Console, language: Language, *, full: bool) -> None:
    plan, words = proposal.plan, proposal.words
    out.print(f"{WORDS['kept'][language]}: {words.share:.4f} ({words.kept}/{words.total})", highlight=False)
    found = ", ".join(f"{n} {key}" for key, n in _counts(plan).items() if n)
    out.print(f"{WORDS['found'][language]}: {found or WORDS['nothing'][language]}", highlight=False, soft_wrap=True)
    doubtful, unplaced = proposal.doubtful(), _unplaced(plan)
    out.print(f"{WORDS['doubtful'][language]}: {len(doubtful)} · {WORDS['unplaced'][language]}: {len(unplaced)}")
    for missing in words.missing:
        place = _of((missing.provenance,), language)
        out.print(f"{WORDS['missing'][language]}: {missing.word} ×{missing.short_of} ({place})", highlight=False)
    if not full:
        return
    table = Table(title=WORDS["doubtful"][language], title_justify="left", show_header=False, box=None)
    for evidence in doubtful:
        why = "; ".join(sentence(d.code, language) + (f" ”{d.detail}”" if d.detail else "") for d in evidence.doubts)
        table.add_row(_of(evidence.provenance, language), evidence.path, why or f"{evidence.certainty:.2f}")
    out.print(table)
    table = Table(title=WORDS["unplaced"][language], title_justify="left", show_header=False, box=None)
    for block in unplaced:
        table.add_row(_place(block.page, block.position, None, language), str(block.kind), block.text)
    out.print(table)
