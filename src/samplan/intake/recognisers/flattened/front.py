"""What a flattened plan says of itself outside its areas: title, county, validity, goal, perspectives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from samplan.documents.folding import join_lines
from samplan.intake.recognisers.builder import Found, PlanBuilder
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.paragraphs import Para
from samplan.intake.recognisers.flattened.signs import unfinished
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.structured.frontmatter import counties
from samplan.intake.recognisers.times import read_time
from samplan.intake.recognisers.vocabulary import Role, years_in
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import BlockKind

_NAMES_PLAN = re.compile(
    r"\bplan\b|\w*handlingsplan\w*|\banvändning av\b|\böverenskommelse\b|\banalys och\b|\bplan för\b",
    re.IGNORECASE,
)
_VALID = re.compile(
    r"(?:giltighetstid\w*|giltig(?:het)?|gäller|planperiod\w*)\s*(?::|är)?\s*"
    r"(?P<time>(?:t\.?\s?o\.?\s?m\.?|till\s+och\s+med|fr\.?\s?o\.?\s?m\.?|från|\d)[^.;\n]{3,50})", re.IGNORECASE
)  # fmt: skip
_GOAL = re.compile(
    r"^(?:det|planens|vårt|den)\s+(?:övergripande|långsiktiga)\s+(?:målet|mål|visionen)(?:\s+för\s+planen)?\s+är\s+(?P<goal>[^.]{5,200})\.?$",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b[A-ZÅÄÖ]{2,}s$")
LONGEST_TITLE = 160
EARLY = 14
LISTED = 3


def read_front(builder: PlanBuilder, paras: Sequence[Para]) -> None:
    """Read what stands outside the areas and the annex. paras: those paragraphs, in order."""
    _title(builder, paras)
    _county(builder)
    _validity(builder, paras)
    _goals(builder, paras)
    _perspectives(builder, paras)


def _pieces(builder: PlanBuilder, para: Para) -> tuple[Piece, ...]:
    return builder.ledger.of(*para.blocks)


def _title(builder: PlanBuilder, paras: Sequence[Para]) -> None:
    for at, para in enumerate(paras[:EARLY]):
        text = para.text.strip()
        if (
            para.bullet
            or len(text) > LONGEST_TITLE
            or text.endswith((".", ":"))
            or re.match(r"\d+(?:\.\d+)*\.?\s", text)
        ):
            continue
        if _NAMES_PLAN.search(text) and label_of(text) is None:
            whole = _title_paras(paras, at)
            text = join_lines(each.text for each in whole).strip()
            builder.title = Found(text, builder.ledger.of(*(b for each in whole for b in each.blocks)), 0.85)
            return
    for piece in builder.ledger.pieces:
        if piece.kind is BlockKind.FURNITURE and _NAMES_PLAN.search(piece.text) and 8 < len(piece.text) < 120:
            builder.title = Found(piece.text, (piece,), 0.6)
            return
    if builder.document.title:
        builder.title = Found(builder.document.title, (), 0.6)


def _title_paras(paras: Sequence[Para], at: int) -> list[Para]:
    """A title's paragraph, with the next one where it breaks off: at a small word, or at whose ("enligt SKRs")."""
    first = paras[at]
    following = paras[at + 1] if at + 1 < len(paras) else None
    if following is None or not (unfinished(first.text) or _WHOSE.search(first.text.rstrip())):
        return [first]
    text = following.text.strip()
    other = following.bullet or following.heading or text.endswith((".", ":")) or label_of(text) is not None
    return [first] if other or len(first.text) + len(text) > LONGEST_TITLE else [first, following]


def _county(builder: PlanBuilder) -> None:
    """The county that is named most, as county, region or plain name."""
    text = " ".join(piece.text for piece in builder.ledger.pieces[:400])
    best: tuple[int, str, str] | None = None
    for code, name in counties():
        bare = re.sub(r"s? län$", "", name)
        count = len(re.findall(rf"\b{re.escape(bare)}s?\b", text))
        if count and (best is None or count > best[0]):
            best = count, code, name
    if best is None:
        made = re.search(
            r"\b(?:[A-ZÅÄÖ][\wåäö-]+\s+){0,2}[A-ZÅÄÖ][\wåäö-]+(?:s\s+)?län\b",
            text,
        )
        if made:
            builder.county = Found(made[0], _holding(builder, made[0]), 0.6)
        return
    bare = re.sub(r"s? län$", "", best[2])
    pieces = _holding(builder, bare)
    certainty = 0.9 if best[0] > LISTED else 0.6
    builder.county_code = Found(best[1], pieces, certainty)
    builder.county = Found(best[2], pieces, certainty)


def _holding(builder: PlanBuilder, text: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in builder.ledger.pieces if text in piece.text)[:1]


def _validity(builder: PlanBuilder, paras: Iterable[Para]) -> None:
    for para in paras:
        match = _VALID.search(para.text)
        if match is None or "verenskommels" in para.text[: match.start()].lower():
            continue
        time = read_time(match["time"])
        if time.start or time.end:
            _valid(builder, time.start, time.end, _pieces(builder, para), 0.85)
            break
    title = builder.title
    years = years_in(str(title.value)) if title is not None else None
    if years and title is not None:
        _valid(builder, date(years[0], 1, 1), date(years[1], 12, 31), title.pieces, 0.75)


def _valid(
    builder: PlanBuilder, first: date | None, last: date | None, pieces: tuple[Piece, ...], certainty: float
) -> None:
    if first and builder.valid_from is None:
        builder.valid_from = Found(first, pieces, certainty)
    if last and builder.valid_to is None:
        builder.valid_to = Found(last, pieces, certainty)


def _goals(builder: PlanBuilder, paras: Sequence[Para]) -> None:
    """The plan's own goal: a sentence that says so, or the text under a heading for it."""
    for para, following in zip(paras, [*paras[1:], None], strict=False):
        told = _GOAL.match(para.text.strip())
        if told is not None:
            builder.add_overall_goal(para.text.strip(), _pieces(builder, para), 0.8)
            return
        label = label_of(para.text.rstrip(" :")) if len(para.text) < 60 else None
        if label is not None and label.may(Role.OVERALL_GOAL) and following is not None and len(following.text) < 400:
            builder.label(_pieces(builder, para))
            builder.add_overall_goal(following.text, _pieces(builder, following), 0.8)
            return


def _perspectives(builder: PlanBuilder, paras: Sequence[Para]) -> None:
    """A list under a heading for perspectives, or one that names the known ones."""
    run: list[Para] = []
    for para in [*paras, None]:
        if para is not None and para.bullet:
            run.append(para)
            continue
        if len(run) >= LISTED and sum(_is_perspective(item.text) for item in run) >= 0.6 * len(run):
            for item in run:
                builder.add_perspective(item.text.strip(" .;,"), _pieces(builder, item), 0.85)
        run = []


_KNOWN = (
    "jamstalldhet",
    "jamlikhet",
    "hbtq",
    "tillganglighet",
    "mangfald",
    "barnperspektiv",
    "barnratt",
    "aldres perspektiv",
    "hallbarhet",
    "ickediskriminering",
    "perspektiv",
)


def _is_perspective(text: str) -> bool:
    bare = plain(text)
    return len(bare.split()) <= 5 and any(known in bare for known in _KNOWN)
