"""What a plan says of itself outside its areas: title, county, validity, goals, focus areas, pictures, money."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import takewhile

from samplan.documents.blocks import Cell, Heading, ListItem, Note, Paragraph
from samplan.intake.recognisers.builder import Found, PlanBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.prose_funds import read_fund_sentences
from samplan.intake.recognisers.structured.focus import FocusAreas, is_focus_word
from samplan.intake.recognisers.structured.funds import read_fund_list, read_funds
from samplan.intake.recognisers.structured.heads import distinct
from samplan.intake.recognisers.structured.outline import HEADINGS, Node, Tag
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.titles import Title, read_title
from samplan.intake.recognisers.times import read_time
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt
from samplan.plans.shapes.exchange import TargetImage

_VALID = re.compile(
    r"(?:giltig(?:het)?|gäller|giltighetstid|planperiod|avser|löper|perioden|period)[^.]{0,40}?"
    r"(?P<time>(?:t\.?o\.?m\.?|till\s+och\s+med|fr\.?o\.?m\.?|från|\d)[^.;]{3,60})", re.I
)  # fmt: skip
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—−]\s*((?:19|20)?\d\d)(?!\d)")
_ABOUT = re.compile(r"\s*(?:giltig|planen|handlingsplanen|gäller|planperiod|den här|denna)", re.I)
_PLAN = re.compile(r"plan\b|planen\b|överenskommelse|analys", re.I)
_FIVE = re.compile(r"\bfokusområden\b", re.I)


@cache
def counties() -> list[tuple[str, str]]:
    """Official codes and names of the counties."""
    text = (files("samplan") / "catalogue" / "counties.csv").read_text(encoding="utf-8")
    return [(row["code"], row["name"]) for row in csv.DictReader(text.splitlines())]


class Frontmatter:
    """Reads what stands outside the areas, before the walk, and remembers which blocks it took."""

    def __init__(self, builder: PlanBuilder, focus: FocusAreas, is_summary: Callable[[Shape], bool]) -> None:
        self.builder = builder
        self.ledger = builder.ledger
        self.focus = focus
        self.is_summary = is_summary
        self._taken: set[int] = set()

    def took(self, node: Node) -> bool:
        """Whether a block was read here."""
        return node.index in self._taken

    def read(self, nodes: Sequence[Node]) -> None:
        """Read everything of the whole plan."""
        self._title(nodes)
        self._county(nodes)
        self._validity(nodes)
        for node in nodes:
            if not node.is_area and read_fund_list(self.builder, nodes, node):
                self._taken.update(range(node.index, _body_end(nodes, node)))
            elif node.tag is Tag.TARGET:
                self._target(nodes, node)
            elif node.tag is Tag.LABEL or self._lone_label(node):
                self._section(nodes, node)
            elif node.shape is not None and self._read_table(nodes, node, node.shape):
                self._taken.add(node.index)
            elif isinstance(node.block, Paragraph) and self._tells_money(nodes, node):
                years = years_in(node.text) or years_in(self._money_heading(nodes, node) or "")
                year = years[0] if years else None
                read_fund_sentences(self.builder, node.text, year, self.ledger.of(node.block))
            elif isinstance(node.block, Paragraph) and _FIVE.search(node.text) and node.text.rstrip().endswith(":"):
                self._focus_list(nodes, node)

    def _read_table(self, nodes: Sequence[Node], node: Node, found: Shape) -> bool:
        """Read a table that lists what the whole plan has, or grants."""
        return (not found.told() and self._listed(found)) or self._funds(nodes, node)

    def _tells_money(self, nodes: Sequence[Node], node: Node) -> bool:
        """Whether a paragraph with sums stands under a heading about grant money, outside the areas."""
        sums = re.search(r"\d\s*(?:kr|kronor|tkr|mkr|mnkr|miljoner)\b", node.text, re.I)
        return bool(sums) and node.tag is Tag.TEXT and self._money_heading(nodes, node) is not None

    def _money_heading(self, nodes: Sequence[Node], node: Node) -> str | None:
        heading = next((n for n in reversed(nodes[: node.index]) if n.tag in HEADINGS or n.tag is Tag.LABEL), None)
        label = vocabulary().label(heading.text.strip().rstrip(":")) if heading and not heading.is_area else None
        money = label is not None and (label.may(Role.FUND, Role.AMOUNT) or label.role is Role.COST)
        return heading.text if heading and money and _GRANTS.search(heading.text) else None

    def _funds(self, nodes: Sequence[Node], node: Node) -> bool:
        return self._may_be_funds(nodes, node) and read_funds(self.builder, nodes, node)

    def _may_be_funds(self, nodes: Sequence[Node], node: Node) -> bool:
        """Whether a table may tell grant money: it is no area's table, or it stands under a heading about money."""
        if node.shape is not None and self.is_summary(node.shape):
            return False
        if node.shape is None or not node.shape.strong():
            return True
        if node.shape.roles() & {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR, Role.RESPONSIBLE}:
            return False
        heading = next((n for n in reversed(nodes[: node.index]) if n.tag in HEADINGS or n.tag is Tag.LABEL), None)
        label = vocabulary().label(heading.text.strip().rstrip(":")) if heading else None
        return bool(label and label.may(Role.FUND, Role.COST, Role.AMOUNT))

    def _lone_label(self, node: Node) -> bool:
        return node.tag in (Tag.PLAIN, Tag.CHAPTER) and not node.is_area and _plan_label(node) is not None

    def _title(self, nodes: Sequence[Node]) -> None:
        title = self.builder.document.title
        early = [node for node in nodes[:12] if not isinstance(node.block, Note) and node.text]
        names = [
            n
            for n in early
            if n.tag in HEADINGS
            and (n.sole or not n.is_area)
            and re.search(r"plan\b|planen\b|överenskommelse|analys", n.text, re.I)
        ]
        same = next((node for node in early if title and plain(node.text) == plain(title)), None)
        chosen = same or (names[0] if names else None)
        if chosen is None:
            chosen = next((n for n in early[:1] if isinstance(n.block, Heading) and _is_bare(n)), None)
        if chosen is None:
            self.builder.title = Found(title, (), 0.7) if title else None
            return
        self.builder.title = Found(chosen.text, self.ledger.of(chosen.block), 1.0 if same or names else 0.8)
        self._taken.add(chosen.index)

    def _county(self, nodes: Sequence[Node]) -> None:
        pieces = [piece for node in nodes[:60] for piece in self.ledger.of(node.block)]
        furniture = [piece for piece in self.ledger.pieces if piece.kind.value == "furniture"][:5]
        for code, name in counties():
            whole = re.compile(rf"\b{re.escape(name)}\b", re.I)
            hit = next((piece for piece in (*pieces, *furniture) if whole.search(piece.text)), None)
            if hit:
                self._set_county(code, name, hit, 1.0)
                return
        for code, name in counties():
            short = re.sub(r"s? län$", "", name)
            region = re.compile(
                rf"\b(?:Region|Landstinget)\s+{re.escape(short)}\b|\b{re.escape(short)}s?\s+(?:handlingsplan|plan|län)",
                re.I,
            )
            hit = next((piece for piece in (*pieces, *furniture) if region.search(piece.text)), None)
            if hit:
                self._set_county(code, name, hit, 0.8)
                return

        made = re.compile(r"\b(?:[A-ZÅÄÖ][\wåäö-]+\s+){0,2}[A-ZÅÄÖ][\wåäö-]+s?\s+län\b")
        for piece in (*pieces, *furniture):
            match = made.search(piece.text)
            if match:
                self.builder.county = Found(match[0], (piece,), 0.7)
                return

    def _set_county(self, code: str, name: str, piece: Piece, certainty: float) -> None:
        self.builder.county_code = Found(code, (piece,), certainty)
        self.builder.county = Found(name, (piece,), certainty)

    def _validity(self, nodes: Sequence[Node]) -> None:
        for node in nodes[:80]:
            match = _VALID.search(node.text) if node.text and len(node.text) < 400 else None
            if match and re.match(
                r"\s*(?:giltig|planen|handlingsplanen|gäller|planperiod|den här|denna)", node.text, re.I
            ):
                time = read_time(match["time"])
                if time.start or time.end:
                    self._set_validity(time.start, time.end, self.ledger.of(node.block), 0.9)
                    break
        title = self.builder.title
        if title is None or (self.builder.valid_from and self.builder.valid_to):
            return
        early = [node for node in nodes[:6] if node.text and len(node.text) < 150]
        for text, pieces in [(title.value, title.pieces), *((n.text, self.ledger.of(n.block)) for n in early)]:
            span = _SPAN.search(text)
            years = years_in(text) if span or text is title.value else None
            if years:
                self._set_validity(date(years[0], 1, 1), date(years[1], 12, 31), pieces, 0.8, unsure=span is None)
                return

    def _set_validity(
        self, first: date | None, last: date | None, pieces: tuple[Piece, ...], certainty: float, unsure: bool = False
    ) -> None:
        """unsure: a year alone in a title may be the year when the plan was written."""
        doubts = (Doubt("validity_unsure"),) if unsure else ()
        if first and self.builder.valid_from is None:
            self.builder.valid_from = Found(first, pieces, certainty, doubts)
        if last and self.builder.valid_to is None:
            self.builder.valid_to = Found(last, pieces, certainty, doubts)

    def _target(self, nodes: Sequence[Node], node: Node) -> None:
        body = _body(nodes, node)
        text = " ".join(other.text for other in body) or None
        pieces = [piece for other in (node, *body) for piece in self.ledger.of(other.block)]
        self.builder.add_target_image(TargetImage(number=node.title.number, title=node.title.title, text=text), pieces)
        self._taken.update(other.index for other in (node, *body))

    def _section(self, nodes: Sequence[Node], node: Node) -> None:
        label = _plan_label(node)
        if label is None or self._in_area(nodes, node):
            return
        body = _body(nodes, node)
        if not body:
            return
        self.builder.label(self.ledger.of(node.block))
        role = label.role
        if role in (Role.OVERALL_GOAL, Role.LONG_GOAL):
            self._each(body, self.builder.add_overall_goal)
        elif role is Role.PERSPECTIVE:
            listed = [other for other in body if isinstance(other.block, ListItem)] or body
            self._each(listed, self.builder.add_perspective)
        elif role is Role.FOCUS_AREA:
            self._enter_focus(body)
        elif role is Role.TARGET_IMAGE:
            self._targets(body)

    def _listed(self, found: Shape) -> bool:
        """Read a table that lists focus areas, target pictures or perspectives by number; False when it is none."""
        if len(found.headers) != 1 or found.roles() - {Role.NUMBER, Role.COMMENT, Role.BACKGROUND, *_LISTED}:
            return False
        start, header = next(iter(found.headers.items()))
        named = [column for column in header if column.label.role in _LISTED]
        if len(named) != 1 or len(header) > 3:
            return False
        number = next((column.index for column in header if column.label.role is Role.NUMBER), None)
        beside = next((c.index for c in header if c.label.role in (Role.COMMENT, Role.BACKGROUND)), None)
        rows = [row for row in found.grid[start + 1 :] if row[named[0].index] is not None]
        self.builder.label(self.ledger.of(*distinct(found.grid[start])))
        for place, row in enumerate(rows, 1):
            told, text = (row[i] if i is not None else None for i in (number, beside))
            self._enter_listed(named[0].label.role, place, row[named[0].index], told, text)
        return True

    def _enter_listed(self, role: Role, place: int, cell: Cell | None, told: Cell | None, text: Cell | None) -> None:
        title = read_title(cell.text) if cell is not None else Title(None, "")
        if cell is None or not plain(title.title):
            return
        pieces = self.ledger.of(*(each for each in (cell, told, text) if each is not None))
        number = told.text.strip(" .") if told is not None and plain(told.text) else title.number or str(place)
        if role is Role.PERSPECTIVE:
            self.builder.add_perspective(title.title, pieces)
        elif role is Role.TARGET_IMAGE:
            image = TargetImage(number=number, title=title.title, text=text.text if text is not None else None)
            self.builder.add_target_image(image, pieces)
        else:
            self.focus.learn(int(number) if number.isdigit() else place, title.title, pieces)

    def _each(self, body: Sequence[Node], add: object) -> None:
        for node in body:
            if callable(add):
                add(node.text, self.ledger.of(node.block))
            self._taken.add(node.index)

    def _targets(self, body: Sequence[Node]) -> None:
        for place, node in enumerate(body, 1):
            title, _, text = node.text.partition(": ")
            marker = node.block.marker.strip(".) ") if isinstance(node.block, ListItem) and node.block.ordered else None
            told = read_title(title)
            numbered = told.number is not None and told.number.isdigit()
            number = marker or (told.number if numbered else None) or str(place)
            image = TargetImage(number=number, title=told.title if numbered else title, text=text or None)
            self.builder.add_target_image(image, self.ledger.of(node.block))
            self._taken.add(node.index)

    def _focus_list(self, nodes: Sequence[Node], node: Node) -> None:
        after = nodes[node.index + 1 :]
        body = list(takewhile(lambda n: isinstance(n.block, ListItem), after))
        if len(body) >= 2:
            self._enter_focus(body)

    def _enter_focus(self, body: Sequence[Node]) -> None:
        listed = [node for node in body if isinstance(node.block, ListItem)] or list(body)
        if any(len(node.text) > 120 for node in listed):
            return
        for place, node in enumerate(listed, 1):
            told = re.match(r"^\s*(?:fokusområde\s*)?(\d{1,2})\s*[.:)–-]?\s+(.*)$", node.text, re.I)
            number = int(told[1]) if told else place
            self.focus.learn(number, told[2] if told else node.text.strip(" ."), self.ledger.of(node.block))
            self._taken.add(node.index)

    def _in_area(self, nodes: Sequence[Node], node: Node) -> bool:
        """Whether a label stands in an area's section."""
        for other in reversed(nodes[: node.index]):
            if other.tag in HEADINGS and (other.level < node.level or other.is_area):
                return other.is_area
        return False


_GRANTS = re.compile(r"medel|bidrag|anslag|tilldel|fördel", re.I)
_LISTED = frozenset({Role.FOCUS_AREA, Role.TARGET_IMAGE, Role.PERSPECTIVE})
"""What a table of numbers and names may list for the whole plan."""


def _is_bare(node: Node) -> bool:
    return node.tag is Tag.PLAIN and not node.is_area


def _plan_label(node: Node) -> Label | None:
    """What a heading outside the areas says of the whole plan."""
    text = re.sub(r"^\s*\d+(?:\.\d+)*\.?\s+", "", node.text)
    if is_focus_word(text):
        return Label((Role.FOCUS_AREA,))
    label = vocabulary().label(text.strip().rstrip(":"))
    wanted = (Role.OVERALL_GOAL, Role.PERSPECTIVE, Role.FOCUS_AREA, Role.TARGET_IMAGE, Role.LONG_GOAL)
    role = next((role for role in wanted if label and role in label.roles), None)
    return Label((role,), label.certainty) if role and label else None


def _body_end(nodes: Sequence[Node], node: Node) -> int:
    body = _body(nodes, node)
    return body[-1].index + 1 if body else node.index + 1


def _body(nodes: Sequence[Node], node: Node) -> list[Node]:
    """The running text and list under a heading."""
    after = nodes[node.index + 1 :]
    return list(takewhile(lambda n: n.tag is Tag.TEXT and not isinstance(n.block, Note), after))
