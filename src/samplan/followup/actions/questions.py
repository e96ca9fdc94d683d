"""The questions of a round as rows: the catalogue's, those that a plan gives, and the county's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from samplan.actors.shapes import Sentences
from samplan.followup import catalogue
from samplan.followup.models import AskedQuestion, Round
from samplan.followup.queries.drafting import short_of
from samplan.followup.shapes import Choice, QuestionDraft, Tag, TagKind
from samplan.followup.written_questions import known_again
from samplan.plans.shapes.tags import FrameworkChoice

OWN = "own"
"""What the codes of a county's own questions begin with."""
_TARGET = re.compile(r"^(.*\S)\s*:\s*(\d{1,6})$")


def drafts_of(kind: catalogue.KindEntry, codes: Collection[str], targets: Mapping[str, int]) -> list[QuestionDraft]:
    """The catalogue's questions of those codes, in the catalogue's order."""
    return [
        QuestionDraft(
            code=q.code,
            version=q.version,
            answer=q.answer,
            part=q.part.said,
            short=q.short.said,
            text=q.text.said,
            help=q.help.said,
            fields=q.fields,
            needs_choice=q.needs_choice,
            target=targets.get(q.code),
        )
        for q in kind.questions
        if q.code in codes
    ]


def own_drafts(kind: catalogue.KindEntry, lines: Iterable[str]) -> list[QuestionDraft]:
    """What the county wrote itself, each line once; the same words are the same question in another year."""
    own = kind.own
    if own is None:
        return []
    found: dict[str, QuestionDraft] = {}
    for written in lines:
        line, target = _with_target(kind, " ".join(written.split()))
        code = f"{OWN}-{hashlib.sha256(line.casefold().encode()).hexdigest()[:12]}"
        if line and code not in found:
            found[code] = QuestionDraft(
                code=code,
                version=1,
                answer=own.answer,
                part=own.part.said,
                short=Sentences(sv=short_of(line), en=short_of(line)),
                text=Sentences(sv=own.text.sv.format(line=line), en=own.text.en.format(line=line)),
                help=Sentences(sv="", en=""),
                fields=own.fields,
                target=target,
            )
    return list(found.values())


def _with_target(kind: catalogue.KindEntry, line: str) -> tuple[str, int | None]:
    """A line that ends in a number after a colon has that target, where the kind has targets."""
    told = _TARGET.match(line) if kind.targets else None
    return (told[1], int(told[2])) if told else (line, None)


def as_before(drafts: Sequence[QuestionDraft], old: Mapping[str, Mapping[str, Any]]) -> list[QuestionDraft]:
    """The questions that a plan gives, with a new version where they mean something else than when last asked.

    They have no version in the catalogue: other words or other choices make another question. old: what was asked in
    earlier years, by code.
    """
    known = known_again(drafts, {code: q["text"]["sv"] for code, q in old.items()})
    return [replace(d, version=_version(d, old[d.code])) if d.code in old else d for d in known]


def _version(draft: QuestionDraft, old: Mapping[str, Any]) -> int:
    same = old["text"]["sv"] == draft.text.sv and [c["code"] for c in old["choices"]] == [
        c.code for c in catalogue.rounds().answers[draft.answer]
    ]
    return int(old["version"]) + (not same)


def narrowed(drafts: Sequence[QuestionDraft], asked: Collection[int]) -> list[QuestionDraft]:
    """Only what somebody who is asked answers for."""
    kept = [replace(d, only=d.only & frozenset(asked)) if d.only else d for d in drafts]
    return [new for new, old in zip(kept, drafts, strict=True) if new.only or not old.only]


def rows_of(
    round_: Round,
    drafts: Iterable[QuestionDraft],
    focus: Sequence[Tag] = (),
    frameworks: Iterable[FrameworkChoice] = (),
) -> list[AskedQuestion]:
    """The questions as rows, numbered in order, not yet kept. focus, frameworks: what answers can be tagged with."""
    tags = [*(_tag_field(focus) if focus else ()), *map(_framework_field, frameworks)]
    return [_row(round_, number, draft, tags) for number, draft in enumerate(drafts, start=1)]


def _tag_field(focus: Sequence[Tag]) -> list[dict[str, Any]]:
    """The field by which an answer says what it is about, with the plan's focus areas."""
    names = [(t.code, f"{t.number}. {t.name}" if t.number else t.name) for t in focus]
    options = [{"code": code, "sv": name, "en": name} for code, name in names]
    return [catalogue.rounds().tags.model_dump(mode="json") | {"options": options}]


def _framework_field(framework: FrameworkChoice) -> dict[str, Any]:
    """The field by which an answer says which nodes of a framework it is about."""
    told = catalogue.rounds().tags
    options = [
        {
            "code": Tag(TagKind.FRAMEWORK, n.name, node_id=n.id).code,
            "sv": " ".join(filter(None, (n.number, n.name))),
            "en": " ".join(filter(None, (n.number, n.name_en or n.name))),
        }
        for n in framework.nodes
    ]
    names = {"code": f"{told.code}-{framework.code}", "sv": framework.name, "en": framework.name_en or framework.name}
    return told.model_dump(mode="json") | names | {"options": options}


def _row(round_: Round, number: int, draft: QuestionDraft, tags: list[dict[str, Any]]) -> AskedQuestion:
    told = catalogue.rounds()
    about: dict[str, Any] = {}
    if draft.item:
        about |= {"item": draft.item, "id": draft.item_id}
    if draft.area_id:
        about["area"] = draft.area_id
    if draft.beside:
        about["beside"] = [{"sv": head.sv, "en": head.en, "text": text} for head, text in draft.beside]
    if draft.target is not None:
        about["target"] = draft.target
    return AskedQuestion(
        round=round_,
        number=number,
        code=draft.code,
        version=draft.version,
        wording={n: _words(getattr(draft, n)) for n in ("part", "short", "text", "help")},
        choices=[asdict(Choice(c.code, c.sv, c.en, c.mark)) for c in told.answers[draft.answer]],
        fields=[*(f.model_dump(mode="json") for f in told.fields if f.code in draft.fields), *tags],
        only=sorted(draft.only),
        needs_choice=draft.needs_choice,
        about=about,
    )


def _words(said: Sentences) -> dict[str, str]:
    return {"sv": said.sv, "en": said.en}
