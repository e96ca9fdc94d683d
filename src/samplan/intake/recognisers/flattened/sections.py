"""The section of one development area: its title, who saw the need, background, tables, and labelled parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.intake.recognisers.builder import AreaBuilder, PlanBuilder
from samplan.intake.recognisers.flattened.columnwise import FULL, table_under
from samplan.intake.recognisers.flattened.decoding import TIMES
from samplan.intake.recognisers.flattened.headers import Column, label_words
from samplan.intake.recognisers.flattened.identified import identified_in
from samplan.intake.recognisers.flattened.items import NUMBERING, Item, split_sentences
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import led_by
from samplan.intake.recognisers.flattened.lines import BULLET, Line, blocks_of
from samplan.intake.recognisers.flattened.outline import Outline
from samplan.intake.recognisers.flattened.paragraphs import Para, paragraph_at
from samplan.intake.recognisers.flattened.regions import repeated_headers
from samplan.intake.recognisers.flattened.rows import Row
from samplan.intake.recognisers.flattened.signs import signs
from samplan.intake.recognisers.flattened.tables import Telling, recover_rows
from samplan.intake.recognisers.flattened.telling import HORIZONS, SURE, Teller
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.questions import is_question, propose
from samplan.intake.recognisers.values import read_goal_status
from samplan.intake.recognisers.vocabulary import Label, Role
from samplan.plans.shapes.exchange import FollowUp

DOING = frozenset({Role.ACTIVITY, Role.REPORTED})
FOLLOWED = frozenset({
    Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.COMMENT, Role.FOLLOWUP, Role.GOAL_STATUS, Role.NEEDS,
    Role.COST, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL,
})  # fmt: skip
"""Labels that, inside a follow-up, are the headings of its parts."""
LISTED = frozenset({Role.INDICATOR, Role.RESPONSIBLE, Role.COST, Role.FOCUS_AREA, *HORIZONS, *DOING})
RUNNING = {Role.COMMENT: "comment", Role.NEEDS: "needs", Role.BACKGROUND: "background"}
NUMBERED = re.compile(r"^(?:utmaningsfråga|fråga)\s*\d*\s*[:.]\s*", re.IGNORECASE)
_MARKED = re.compile(r"\s?[:–—-]")
"""What stands between a label and its text."""
_APART = re.compile(r"\s{2}|\t")
_LEADING = re.compile(r"^((?:[A-ZÅÄÖ][\w/]*)(?:[ /][\w/]+){0,3})\s+(?=[A-ZÅÄÖ\d”\"])")


@dataclass(slots=True)
class State:
    """Where in an area's section the reader stands: which field is being filled, of which year, under which heading."""

    role: Role = Role.BACKGROUND
    years: tuple[int, int] | None = None
    heading: str | None = None
    followed: bool = False
    tables: int = 0
    listed: bool = False
    told: list[Item] = field(default_factory=list)


class SectionReader:
    """Reads the lines of one area's section, after its title."""

    def __init__(
        self, builder: PlanBuilder, area: AreaBuilder, lines: Sequence[Line], outline: Outline, width: int
    ) -> None:
        self.builder = builder
        self.area = area
        self.lines = lines
        self.outline = outline
        self.width = width
        self.state = State()
        self.bare = False
        self.doing: list[tuple[Item, Column]] = []
        self.times: list[tuple[Item, Role]] = []
        self.after: list[tuple[Column, list[Item]]] = []

    def read(self, start: int, end: int) -> None:
        """Read all lines from start to end."""
        places = sorted(at for at in (*self.outline.headers, *self.outline.labels.at) if start <= at < end)
        self.bare = bool(self.outline.labels.at) and not places
        at = start
        while at < end:
            if at in self.outline.headers:
                at = self._table(at, end)
                continue
            if self._columns_begin(at):
                at = self._columns(at, end)
                continue
            para = paragraph_at(self.lines, at, _next(places, at, end), self.width)
            self._paragraph(para, at + len(para.lines), end)
            at += len(para.lines)
        self._flush()
        self._tell_doing()

    def _columns_begin(self, at: int) -> bool:
        """Whether labels over columns begin here, or, in a section that has none, their cells."""
        line = self.lines[at]
        cells = self.bare and self.state.tables == 0 and not line.bullet and line.width < FULL * self.width
        return cells or at in self.outline.labels.at

    def _columns(self, at: int, end: int) -> int:
        """Tell the columns that stand one after the other from here; the line after them."""
        self._flush()
        self._tell_doing()
        labels = self.outline.labels
        columns, row, stop = table_under(self.lines, at, end, labels, self.width)
        for place in range(at, stop):
            if place in labels.at:
                self._mark_label(self.lines[place : labels.at[place][1]])
        Telling(self.builder, columns, [row]).tell(self.area, row)
        self.state = State(role=Role.COMMENT, tables=self.state.tables + 1)
        return stop

    def _mark_label(self, lines: Sequence[Line]) -> None:
        blocks = blocks_of(lines)
        if len(blocks) == 1 and len(getattr(blocks[0], "lines", ())) <= len(lines):
            self.builder.label(self._pieces(lines))

    def _pieces(self, lines: Sequence[Line]) -> tuple[Piece, ...]:
        return self.builder.ledger.of(*blocks_of(lines))

    def _table(self, at: int, end: int) -> int:
        header = self.outline.headers[at]
        stop = min(self.outline.ends[at], end)
        self._flush()
        self._tell_doing()
        year = self.state.years[0] if self.state.years else None
        rows = table_rows(self.builder, self.lines, self.outline, at, stop, header.columns)
        telling = Telling(self.builder, header.columns, rows)
        for row in rows:
            telling.tell(self.area, row, year)
        self.state = State(role=Role.COMMENT, tables=self.state.tables + 1)
        return stop

    def _paragraph(self, para: Para, after: int, end: int) -> None:
        if self._whole_label(para) or self._led(para):
            return
        if self._asks(para, after):
            return
        found = identified_in(para.text) if self.state.tables == 0 and not self.area.identified_by else None
        if found is not None:
            self._identified(para, found.who, found.year)
            return
        self._fill(para, after, end)

    def _asks(self, para: Para, after: int) -> bool:
        """Take a question that stands as a heading over its proposals; True if it was one."""
        if para.bullet or self.state.role not in {Role.BACKGROUND, Role.QUESTION, Role.PROPOSAL, Role.NEEDS}:
            return False
        text = NUMBERED.sub("", para.text)
        if not text.endswith("?") or text.count("?") > 1 or not is_question(text) or ". " in text:
            return False
        following = self.lines[after] if after < len(self.lines) else None
        if self.state.role is Role.BACKGROUND and (following is None or not (following.bullet or text != para.text)):
            return False
        self.area.add_question(text, self._pieces(para.lines), SURE)
        self.state = State(role=Role.QUESTION, tables=self.state.tables)
        return True

    def _identified(self, para: Para, who: str | None, year: int | None) -> None:
        from samplan.intake.recognisers.builder import Found

        pieces = self._pieces(para.lines)
        self.builder.label(pieces)
        if who:
            self.area.identified_by = Found(who, pieces, SURE)
        if year and self.area.identified_year is None:
            self.area.identified_year = Found(year, pieces, SURE)

    def _whole_label(self, para: Para) -> bool:
        """Take a paragraph that is nothing but a label; True if it was one."""
        text = para.text.rstrip(" :.")
        if len(text) > 90 or para.bullet:
            return False
        told = para.lines[0].told
        if told is not None and told.role is not Role.UNKNOWN:
            self._enter(told, text, para)
            return True
        label = label_of(text) or label_words(text)
        if label is None or label.certainty < 0.75:
            return False
        self._enter(label, text, para)
        return True

    def _enter(self, label: Label, text: str, para: Para) -> None:
        self._flush()
        pieces = self._pieces(para.lines)
        if len(para.blocks) == 1 and len(getattr(para.blocks[0], "lines", ())) <= len(para.lines):
            self.builder.label(pieces)
        role = label.role
        if self.state.followed and label.may(*FOLLOWED) and not (role is Role.FOLLOWUP and label.years):
            self.state.heading = text
            self.state.role = Role.FOLLOWUP
            if label.may(Role.INDICATOR, Role.GOAL_STATUS):
                self.state.told = []
            return
        tables = self.state.tables
        self.state = State(role=role, years=label.years, followed=role is Role.FOLLOWUP, tables=tables)
        if role is Role.FOLLOWUP and not _plain_followup(text):
            self.state.heading = text

    def _led(self, para: Para) -> bool:
        """Take a paragraph that a label leads ("Kommentar: ...", "Aktiviteter Hösten 2017 ..."); True if so."""
        found = led_by(para.text)
        if found is not None and not para.bullet:
            return self._lead(found[0], found[1], found[2], para)
        lead = para.lines[0].lead
        if lead:
            label = para.lines[0].led or label_of(lead.rstrip(":"))
            rest = BULLET.sub("", para.text[len(lead) :].strip())
            if label is not None and rest:
                return self._lead(label, lead, rest, para)
        if not (self.state.followed or self.state.role in DOING):
            return False
        match = _LEADING.match(para.text)
        words = match[1].split() if match else []
        for size in range(len(words), 0, -1):
            text = " ".join(words[:size])
            label = label_of(text) or label_words(text)
            rest = para.text[len(text) :].strip()
            if label and label.certainty >= 0.9 and label.may(*FOLLOWED) and rest[:1].isupper() | rest[:1].isdigit():
                return self._lead(label, text, rest, para)
        return False

    def _lead(self, label: Label, text: str, rest: str, para: Para) -> bool:
        if (
            not self.state.followed
            and self.state.role in DOING
            and label.role not in {Role.COMMENT, Role.RESPONSIBLE, Role.COST}
            and not _MARKED.match(para.text[len(text) :])
            and not _APART.match(para.lines[0].raw.strip()[len(text) :])
        ):
            years = self.state.years
            self._flush()
            self.state = State(Role.FOLLOWUP, years, text, followed=True, tables=self.state.tables)
        else:
            self._enter(label, text, para)
        self._fill_text(rest, para)
        return True

    def _fill(self, para: Para, after: int, end: int) -> None:
        table_ahead = any(after <= start < end for start in self.outline.headers)
        if self.state.role in DOING and table_ahead and not para.bullet:
            self.area.add_text("background", para.text, self._pieces(para.lines), SURE)
            return
        self._fill_text(para.text, para)

    def _fill_text(self, text: str, para: Para) -> None:
        state = self.state
        pieces = self._pieces(para.lines)
        if state.role is Role.FOLLOWUP:
            self._followed(text, pieces)
        elif state.role in RUNNING:
            self.area.add_text(RUNNING[state.role], text, pieces, SURE)
        elif state.role is Role.FOLLOWUP_QUESTION:
            if para.bullet or (text.endswith("?") and not state.listed):
                self._question(text, pieces)
                state.listed = state.listed or para.bullet
            elif state.listed:
                state.role = Role.SOURCE
        elif state.role in {Role.QUESTION, Role.PROPOSAL}:
            self._asked(text, para, pieces)
        elif state.role is Role.GOAL_STATUS:
            self._judged(text, pieces)
        elif state.role in LISTED or state.role in TIMES:
            bare = NUMBERING.sub("", text)
            state.told.extend(Item(part, tuple(para.blocks)) for part in split_sentences(bare, state.role))

    def _asked(self, text: str, para: Para, pieces: tuple[Piece, ...]) -> None:
        """A challenge question, or a proposal under the last one."""
        if is_question(text) and (self.state.role is Role.QUESTION or not para.bullet):
            self.area.add_question(text, pieces, SURE)
        elif self.area.questions and (para.bullet or len(text) < 300):
            propose(self.area.questions[-1], text, pieces)
        elif para.bullet and self.state.role is Role.QUESTION:
            self.area.add_question(text, pieces, SURE)

    def _question(self, text: str, pieces: tuple[Piece, ...]) -> None:
        from samplan.intake.recognisers.builder import Found

        self.area.followup_questions.append(Found(text, pieces, SURE))

    def _followed(self, text: str, pieces: tuple[Piece, ...]) -> None:
        year = self.state.years[1] if self.state.years else None
        if len(text.split()) <= 6:
            status = read_goal_status(text)
            if status is not None:
                self.area.set_status(status, pieces, SURE)
        self.area.add_followup(FollowUp(year=year, heading=self.state.heading, text=text), pieces, SURE)

    def _judged(self, text: str, pieces: tuple[Piece, ...]) -> None:
        status = read_goal_status(text)
        if status is not None:
            self.area.set_status(status, pieces, SURE)
        if len(text.split()) > 3:
            self.area.add_followup(FollowUp(year=None, heading="Måluppfyllelse", text=text), pieces, SURE)

    def _flush(self) -> None:
        """Tell the items gathered under a label."""
        state = self.state
        if not state.told:
            return
        items, state.told = state.told, []
        column = Column(state.role, "", state.years)
        teller = Teller(self.builder, self.area, state.years[0] if state.years else None)
        if state.role in DOING:
            self._tell_doing()
            self.doing = [(item, column) for item in items]
        elif state.role in TIMES:
            self.times += [(item, state.role) for item in items]
        elif state.role in LISTED and self.doing:
            self.after.append((column, items))
        elif state.role in LISTED:
            teller.tell(column, items)

    def _tell_doing(self) -> None:
        """Tell what is to be done, with the times that came under labels after it, and then what else came there."""
        if self.doing:
            years = self.doing[0][1].years
            teller = Teller(self.builder, self.area, years[0] if years else None)
            fits = len(self.doing) in (1, len(self.times))
            teller.tell_doing(self.doing, self.times if fits else ())
        for column, items in self.after:
            Teller(self.builder, self.area, column.years[0] if column.years else None).tell(column, items)
        self.doing, self.times, self.after = [], [], []


def _next(places: Sequence[int], at: int, end: int) -> int:
    """The first of these places, in order, that comes after a line; `end` if none does."""
    following = bisect_right(places, at)
    return places[following] if following < len(places) else end


def table_rows(
    builder: PlanBuilder, lines: Sequence[Line], outline: Outline, at: int, stop: int, columns: Sequence[Column]
) -> list[Row]:
    """The rows of the table that begins at a line, its headers marked as labels."""
    header = outline.headers[at]
    layout = outline.layouts.get(at)
    repeats = layout.repeats if layout is not None else repeated_headers(outline.parts, header, stop)
    for first, last in [(header.start, header.end), *repeats]:
        builder.label(builder.ledger.of(*blocks_of(lines[first:last])))
    if layout is not None:
        return layout.rows
    body = [
        line
        for number, line in enumerate(lines[header.end : stop], header.end)
        if not any(first <= number < last for first, last in repeats)
    ]
    return recover_rows(columns, body, raw=at in outline.raw)


def _plain_followup(text: str) -> bool:
    """Whether a follow-up's label says no more than that, and a year."""
    return bool(
        re.fullmatch(
            r"(?:uppföljning|uppfoljning|uppföljningen)(?:\s+(?:av\s+)?(?:år\s+)?[\d\s–och-]*)?",
            text.strip(),
            re.IGNORECASE,
        )
    )


def names_deed(text: str) -> bool:
    """Whether a text names something to do."""
    return bool(signs(text) & {"infinitive", "action_noun"})
