"""Walks a document with real structure from its first block to its last, and writes what it finds."""

from __future__ import annotations

import re
from dataclasses import replace

from samplan.documents.blocks import Heading, ListItem, Paragraph, Table
from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder, QuestionBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.structured.above import Above, group_headings, group_sheets, number_areas
from samplan.intake.recognisers.structured.asking import asked, asking, closed, known_question
from samplan.intake.recognisers.structured.boxes import unboxed
from samplan.intake.recognisers.structured.details import (
    closing_lines,
    leads_apart,
    told_inside,
    without_trail,
)
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.frontmatter import Frontmatter
from samplan.intake.recognisers.structured.gaptables import without_gap_tables
from samplan.intake.recognisers.structured.goallevels import settle_levels
from samplan.intake.recognisers.structured.heeding import hold_on
from samplan.intake.recognisers.structured.identified import identified_in
from samplan.intake.recognisers.structured.known import Known
from samplan.intake.recognisers.structured.leadins import leadins_apart
from samplan.intake.recognisers.structured.measuring import meanings
from samplan.intake.recognisers.structured.outline import ANCHORS, HEADINGS, Node, Tag, is_period, outline
from samplan.intake.recognisers.structured.sayings import told_plainly
from samplan.intake.recognisers.structured.subheadings import IN_TIME, SUBHEADINGS, may_be_sub
from samplan.intake.recognisers.structured.summaries import Summaries, told_titles
from samplan.intake.recognisers.structured.tableareas import GENERIC_SHEETS, TableAreas, only_groups
from samplan.intake.recognisers.structured.tables import TableReader
from samplan.intake.recognisers.structured.titles import Title, read_title
from samplan.intake.recognisers.structured.underlabels import in_year, judges_goals, put_guessed, put_named
from samplan.intake.recognisers.structured.writer import Part, Writer
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary, years_in
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt


def read_structured(builder: PlanBuilder) -> None:
    """Read a document with real structure into the builder."""
    Walk(builder).read()


class Walk:
    """The state of the walk: the area, the label under which text stands, the group and focus area above."""

    def __init__(self, builder: PlanBuilder) -> None:
        self.builder = builder
        self.ledger = builder.ledger
        self.focus = FocusAreas(builder)
        self.writer = Writer(builder, self.focus)
        self.summaries = Summaries(self.writer, ())
        self.front = Frontmatter(builder, self.focus, self.summaries.is_summary)
        self.tables = TableReader(self.writer, TableAreas(self))
        self.area: AreaBuilder | None = None
        self.area_level = 0.0
        self.area_filled = False
        self.in_table = False
        self.annex = False
        self.label: Label | None = None
        self.written = ""
        self.label_level = 0.0
        self.followup: Label | None = None
        self.followup_level = 0.0
        self.held: list[Part] = []
        self.above = Above(self.focus)
        self.untitled: AreaBuilder | None = None
        self.known = Known(builder)
        self.parents: set[str] = set()
        self.sheet = ""
        self.sole: AreaBuilder | None = None
        self.groups_alone = False
        self.group_sheets: frozenset[str] = frozenset()

    def read(self) -> None:
        """Read the whole document."""
        apart = unboxed(without_gap_tables(self.builder.document.blocks, self.ledger), self.ledger)
        blocks = leadins_apart(apart, self.ledger)
        nodes = hold_on(outline(blocks, self.focus))
        self.parents = group_headings(nodes)
        strong = [node.shape for node in nodes if node.shape is not None and node.shape.strong()]
        self.group_sheets = group_sheets(nodes)
        self.groups_alone = only_groups(strong) and not any(node.is_area for node in nodes)
        titles = [node.text for node in nodes if node.is_area] + told_titles(strong)
        self.summaries = Summaries(self.writer, titles)
        self.front = Frontmatter(self.builder, self.focus, self.summaries.is_summary)
        self.front.read(nodes)
        self.writer.meanings = meanings(nodes)
        closing = closing_lines(blocks)
        for node in nodes:
            if node.index not in closing:
                self._read(node)
        self._flush()
        self.summaries.settle(self.known.told)
        settle_levels(self.builder)
        for area in self.builder.areas:
            if not area.has_content():
                area.title = area.title.with_doubt("area_unsure", str(area.title.value))
        number_areas(self.builder)

    def _read(self, node: Node) -> None:
        taken = self.front.took(node)
        self._turn_sheet(node)
        if node.item is not None and self.area is not None and isinstance(node.block, Heading | Paragraph):
            self._item(node.item, node.block)
            self.label = Label((Role.ACTIVITY,), 0.6) if node.doing else self.label
        elif node.tag in HEADINGS and not isinstance(node.block, Table):
            self._heading(node)
        elif taken:
            return
        elif isinstance(node.block, Table):
            self._table(node)
        elif node.tag is Tag.LABEL and node.label:
            self._label(node, node.label)
        elif isinstance(node.block, Heading | Paragraph | ListItem) and self._asks(node.block):
            for part in asked(node.block, self.ledger):
                self._question(part)
        elif isinstance(node.block, Paragraph | ListItem):
            self._running(node, node.block)
        else:
            self.builder.place(self.area, self.ledger.of(node.block))

    def _running(self, node: Node, block: Paragraph | ListItem) -> None:
        """Running text; after "Under 2025 ska vi:" what is listed is activities."""
        self.builder.place(self.area, self.ledger.of(block))
        for told in leads_apart(block, self.ledger):
            self._text(told)
        if node.doing and self.area is not None and self.label is None:
            self._flush()
            self.label, self.written = Label((Role.ACTIVITY,), 0.75), ""

    def _turn_sheet(self, node: Node) -> None:
        """A new sheet of a workbook is about something else, unless it has a label's name."""
        sheet = node.block.provenance.sheet or ""
        named = bool(sheet) and not GENERIC_SHEETS.match(sheet) and vocabulary().label(sheet) is None
        if sheet == self.sheet:
            lead = vocabulary().leading(node.text) if node.tag is Tag.TEXT and self.area is None and named else None
            if lead is not None and lead[0].role in ANCHORS and plain(lead[2]):
                self.begin(read_title(sheet), (), 0.0)
            return
        self._flush()
        self.sheet = sheet
        if named and self.sole is None:
            self.area = None
            self._no_label()
            self.above.leave(sheet if sheet in self.group_sheets else "")

    def _item(self, item: tuple[Label, str, str], block: Heading | Paragraph) -> None:
        """A heading that is a goal or an activity, over what is told of it."""
        self._flush()
        self.builder.place(self.area, self.ledger.of(block))
        self.label, self.followup = None, None
        first, *rest = leads_apart(self.ledger.part(item[2], block), self.ledger, within=True)
        self._lead((item[0], item[1], first.text), first)
        for told in rest:
            self._text(told)

    def _heading(self, node: Node) -> None:
        self._flush()
        pieces = self.ledger.of(node.block)
        self.above.enter(node, pieces)
        known = self._known_area(node)
        if known is not None and (known.has_content() or not node.is_area):
            self._resume(known, node, pieces)
            return
        if node.is_area:
            self._open(node, pieces)
            return
        if self.area and (node.level > self.area_level and node.tag is Tag.PLAIN):
            self.builder.place(self.area, pieces)
            self._subheading(node)
            return
        self.area, self.above.lent = None, None
        self.annex = self.annex or bool(re.match(r"\s*bilag", node.text, re.I))
        self._no_label()
        if node.tag is Tag.GROUP or plain(node.text) in self.parents:
            self.above.enter_group(node, pieces)

    def _known_area(self, node: Node) -> AreaBuilder | None:
        """The area that has this heading already."""
        return self.known.named(node.title.title, node.title.number)

    def _resume(self, area: AreaBuilder, node: Node, pieces: tuple[Piece, ...]) -> None:
        """An area's heading again (in an annex): what stands under it goes on in the area."""
        self.area, self.area_level, self.annex = area, node.level, True
        self._no_label()
        self.builder.place(area, pieces)
        self.builder.label(pieces)
        self.label = Label((Role.PROPOSAL,), 0.9) if area.questions else None

    def _asks(self, block: Heading | Paragraph | ListItem) -> bool:
        """Whether a block is a challenge question, which may have proposals under it."""
        if not block.text.rstrip().endswith("?") or closed(self.area, self.annex, block.text, self.written):
            return False
        asked = asking(block, self.label, self.area, bool(self.builder.areas))
        return asked if asked is not None else self.area is None and self._known_question(block.text) is not None

    def _question(self, block: Heading | Paragraph | ListItem) -> None:
        """Open a question, or the one that was asked before in these or nearly these words."""
        self._flush()
        pieces = self.ledger.of(block)
        lead = vocabulary().leading(block.text)
        text = lead[2] if lead and lead[0].role is Role.QUESTION and plain(lead[2]) else block.text
        known = self._known_question(text)
        if known is not None:
            self.area, self.writer.question, likeness = known
            if likeness < 0.95:
                doubtful = self.writer.question.text.with_doubt("question_joined", block.text)
                self.writer.question.text = doubtful
            self.builder.label(pieces if likeness > 0.99 else ())
        elif self.area is not None:
            self.writer.question = self.area.add_question(text, pieces)
        else:
            return
        self.builder.place(self.area, pieces)
        self.label, self.written, self.followup = Label((Role.PROPOSAL,)), block.text, None

    def _known_question(self, text: str) -> tuple[AreaBuilder, QuestionBuilder, float] | None:
        """The question that a text repeats, in this area before others."""
        if self.area is not None and not self.annex:
            return None
        own = self.area if self.area is not None and self.area.questions else None
        return known_question(text, own, self.builder.areas)

    def _subheading(self, node: Node) -> None:
        """A heading inside an area that is no label: in a follow-up it is one of its headings."""
        years = years_in(node.text)
        if self.followup and node.level > self.followup_level:
            self.label, self.written = self.followup, node.text
        elif self.label and years and is_time(node.text):
            self.label = replace(self.label, years=years)
        elif self.label and self.label.role not in (Role.BACKGROUND,):
            self._no_label()
            self.label = Label((Role.UNKNOWN,), 0.5)

    def _open(self, node: Node, pieces: tuple[Piece, ...]) -> None:
        title = node.title
        if node.focus:
            title = Title(None, node.focus[1] or node.text)
        area = self.begin(title, pieces, node.level)
        self.sole = area if node.sole else None

    def begin(self, title: Title, pieces: tuple[Piece, ...], level: float, *doubts: Doubt) -> AreaBuilder:
        """Open an area under the headings above. level: that of its heading."""
        area = self.builder.add_area(title.title, pieces, 0.6 if doubts else 1.0, *doubts)
        self.untitled = area if title.kind == "area" and title.number and title.title.endswith(title.number) else None
        self.above.give(area, title, pieces)
        self.area, self.area_level, self.area_filled, self.in_table = area, level, False, False
        self._no_label()
        self.builder.place(area, pieces)
        self.known.enter(area, title.title, title.number)
        return area

    def table_level(self) -> float:
        """The level of an area that a table opens: just below the heading that it stands under."""
        return self.above.level + 0.2

    def _no_label(self) -> None:
        self.label, self.written, self.label_level, self.writer.period = None, "", 0.0, ""
        self.writer.question = None
        self.followup, self.followup_level = None, 0.0

    def _label(self, node: Node, label: Label) -> None:
        pieces = self.ledger.of(node.block)
        self._flush()
        self.builder.label(pieces)
        if self.area is None and self.sole is not None:
            self.area, self.area_level = self.sole, 0.0
        chapter = vocabulary().is_chapter(node.text) and not self.writer.knows(label)
        if self.area is None or node.level < self.area_level or chapter:
            self.area = None
            self._no_label()
            # Under a year's follow-up of the whole plan, lines that areas' names lead are told of those areas.
            self.label = label if label.role is Role.FOLLOWUP and label.years else None
            return
        self.builder.place(self.area, pieces)
        self.writer.period = ""
        if label.role is Role.TIME and is_period(node.text):
            self._period(node.text.strip().rstrip(":"))
            return
        self.label_level = node.level
        label = self.writer.meant(label, node.text.strip().rstrip(":"))
        if label.role is Role.OVERALL_GOAL:
            label = replace(label, roles=(Role.LONG_GOAL,))
        self.writer.question = self.writer.question if label.role is Role.PROPOSAL else None
        inside = self.followup and may_be_sub(label, node.text) and self._is_sub(node, label)
        if inside and self.followup:
            self.label, self.written = self.followup, node.text.strip().rstrip(":")
            return
        self.label, self.written = label, node.text.strip().rstrip(":")
        self.followup = label if label.role is Role.FOLLOWUP else None
        self.followup_level = node.level

    def _period(self, text: str) -> None:
        """A heading that is a time: what stands under it is done then; a year alone is that of what it parts."""
        over = self.label if self.label is not None and self.label.role in IN_TIME else Label((Role.ACTIVITY,), 0.8)
        if re.fullmatch(r"(?:år(?:et)?\s*)?\d{4}", text, re.I):
            self.label = replace(over, years=years_in(text))
        else:
            self.label, self.writer.period = over, text

    def _is_sub(self, node: Node, label: Label) -> bool:
        """Whether a label inside a follow-up is one of the follow-up's headings."""
        if node.level > self.followup_level:
            return True
        if node.level < self.followup_level or self.area is None:
            return False
        return self.area_filled and label.role is not Role.NEEDS

    def _text(self, block: Paragraph | ListItem) -> None:
        if put_named(self.writer, self.known, self.label, block) or self.area is None:
            return
        lead = vocabulary().leading(block.text)
        colon = lead is not None and ":" in block.text[len(lead[1]) : len(lead[1]) + 2]
        if lead and (colon or lead[0].certainty >= 0.95) and self._leads(lead[0], block):
            self._lead(lead, block)
            return
        plainly = told_plainly(block.text, timed=bool(self.area.activities)) if lead is None else None
        if plainly is not None:
            self._lead(plainly, block)
            return
        if self.label is None and lead is None and told_inside(block.text):
            self._flush()
            self.writer.put(self.area, Label((Role.ACTIVITY,), 0.8), [block])
            self.area_filled = True
            return
        rest = identified_in(self.area, block, self.ledger) if self.label is None else block
        self.held.extend([rest] if rest is not None else [])

    def _leads(self, label: Label, block: Paragraph | ListItem) -> bool:
        if self.followup and label.role in SUBHEADINGS:
            return judges_goals(label, block.text)
        known = self.writer.knows(label) or label.role in (Role.NUMBER, Role.TIME)
        listed = isinstance(block, ListItem) and self.label is not None
        return known and not (listed and label.role in (Role.ACTIVITY, Role.GOAL))

    def _lead(self, lead: tuple[Label, str, str], block: Paragraph | ListItem) -> None:
        area = self.area
        if area is None:
            return
        self._flush()
        label, written, rest = lead
        label = self.writer.meant(label, written)
        if plain(rest):
            self.writer.put(area, label, [self.ledger.part(rest, block)], written)
            self.area_filled = True
        if not plain(rest) or label.role in (Role.BACKGROUND, Role.NEEDS, Role.COMMENT):
            self.label, self.written = label, written
            self.followup = label if label.role is Role.FOLLOWUP else None

    def _flush(self) -> None:
        """Write the text held under the label that now ends."""
        held, self.held = self.held, []
        if not held or self.area is None:
            return
        if self.label is None:
            if not self.area_filled:
                self.writer.running(self.area, Label((Role.BACKGROUND,), 0.9), held)
            return
        if self.label.role is Role.UNKNOWN:
            put_guessed(self.writer, self.area, held)
            return
        self.writer.put(self.area, self.label, without_trail(held), self.written)
        if self.label.role not in (Role.BACKGROUND, Role.NEEDS, Role.IDENTIFIED):
            self.area_filled = True

    def _table(self, node: Node) -> None:
        self._flush()
        table = node.block
        if not isinstance(table, Table) or node.shape is None:
            return
        self._place_table(table)
        if self.summaries.is_summary(node.shape):
            self.summaries.hold(table, node.shape)
            return
        if self.area and self.label and not node.shape.strong() and not node.shape.roles():
            parts = [part for row in table.rows for cell in row for part in cell.content]
            self.writer.put(self.area, self.label, parts, self.written)
            return
        if node.shape.strong() or (self.area and node.shape.roles()):
            above = self.sheet or (self.above.headings[-1].text if self.above.headings else "")
            self.tables.read(table, in_year(node.shape, self.label, above))
            self.in_table = False
            self.area_filled = self.area is not None
            self._no_label()

    def _place_table(self, table: Table) -> None:
        self.builder.place(self.area, self.ledger.of(table))
        for row in table.rows:
            self.builder.place(self.area, self.ledger.of(*row))
