"""What the columns of a table hold: the header row wherever it stands, and the roles of its labels made to agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samplan.documents.blocks import Cell
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.structured.content import (
    all_ticks,
    is_doing,
    is_figure,
    is_status_word,
    is_tick,
    looks_forward,
    share,
    typed,
)
from samplan.intake.recognisers.structured.dated import dated_names
from samplan.intake.recognisers.structured.guessing import like_name
from samplan.intake.recognisers.structured.heads import Row, both_levels, label_of
from samplan.intake.recognisers.structured.marks import all_marks
from samplan.intake.recognisers.structured.toldtables import with_told
from samplan.intake.recognisers.times import is_time, read_time
from samplan.intake.recognisers.values import only_bodies, read_indicator_kind
from samplan.intake.recognisers.vocabulary import Label, Role
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import IndicatorKind

STRONG = frozenset(
    {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.TIME, Role.START,
     Role.END, Role.RESPONSIBLE, Role.PROPOSAL, Role.QUESTION, Role.FOLLOWUP_QUESTION, Role.ACTOR, Role.COST,
     Role.GOAL_STATUS, Role.BACKGROUND, Role.NEEDS, Role.FOLLOWUP}
)  # fmt: skip
"""Roles that only the tables of a plan's areas have."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place, its label as written, and what that says.

    doer: the label names who does what stands under it.
    """

    index: int
    written: str
    label: Label
    doer: bool = False


def columns(upper: Row, lower: Row | None, below: Sequence[Row]) -> list[Column]:
    """The columns that a header names. below: the rows under it, whose content settles what a label leaves open."""
    found: list[Column] = []
    unknown: list[Column] = []
    blank = with_told(None, "")
    for index, cell in enumerate(upper):
        if cell is None or not plain(cell.text):
            (found if blank else unknown).append(Column(index, "", blank or Label((Role.COMMENT,), 0.5)))
            continue
        under = lower[index] if lower and index < len(lower) else None
        written = cell.text if under is None or under is cell else both_levels(cell.text, under.text)
        if any(other.written == written and upper[other.index] is cell and under in (None, cell) for other in found):
            continue
        label = with_told(label_of(cell, under), written)
        texts = column_texts(index, below)
        doer = bool(label and label.role is Role.RESPONSIBLE and all_marks(texts)) and under not in (None, cell)
        if label and not label.told and (doer or all_ticks(texts)):
            label = Label((Role.TICK,), 0.9)
        if label:
            found.append(Column(index, written, label, doer))
        else:
            unknown.append(Column(index, written, Label((Role.COMMENT,), 0.5)))
    found, unknown = without_codes(found, unknown, below)
    return _agree(found + _by_content(unknown, found, below), below)


_CODE = re.compile(r"(?:[A-ZÅÄÖ]{1,3}\s?-?)?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?")
_CODES = re.compile(rf"\s*(?:(?:del)?mål\s*)?{_CODE.pattern}(?:\s*(?:[,;/&+]|och)\s*{_CODE.pattern})*\.?\s*", re.I)


def is_code(text: str) -> bool:
    """Whether a text only numbers goals, activities or areas ("M1", "1.2", "M1 och M3")."""
    return len(text) <= 30 and bool(_CODES.fullmatch(text)) and not re.search(r"\d{4}", text)


def without_codes(
    found: Sequence[Column], unknown: Sequence[Column], below: Sequence[Row]
) -> tuple[list[Column], list[Column]]:
    """Columns that hold nothing but codes number what they are named for; a column of words beside tells it."""
    known, rest = list(found), list(unknown)
    for place, column in enumerate(known):
        role = column.label.role
        if (
            column.label.told
            or role not in _CODED
            or not (texts := column_texts(column.index, below))
            or not all(map(is_code, texts))
        ):
            continue
        numbers = role is Role.GOAL_REFERENCE or any(other.label.role is Role.ACTIVITY for other in known)
        known[place] = replace(
            column, label=Label((Role.GOAL_REFERENCE if numbers and role in _GOALS else Role.NUMBER,), 0.9)
        )
        worded = [other for other in (*known, *rest) if _is_wording(other, below)]
        if len(worded) == 1 and all(other.label.role is not role for other in known):
            told = replace(worded[0], label=replace(column.label, certainty=0.85))
            known = [told if other is worded[0] else other for other in known]
            known.extend([told] if worded[0] in rest else [])
            rest = [other for other in rest if other is not worded[0]]
    return known, rest


def _is_wording(column: Column, below: Sequence[Row]) -> bool:
    """Whether a column that is called nothing in particular ("Text") holds running words."""
    texts = column_texts(column.index, below)
    return column.label.role is Role.COMMENT and bool(texts) and not any(map(is_code, texts))


_GOALS = frozenset({Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL, Role.OVERALL_GOAL, Role.GOAL_REFERENCE})
_CODED = _GOALS | {Role.ACTIVITY, Role.INDICATOR}
"""Roles of running words: a column of theirs that holds codes alone only numbers them."""


def _by_content(unknown: Sequence[Column], known: Sequence[Column], below: Sequence[Row]) -> list[Column]:
    """Columns with unknown headers that their content gives away: times, sums of money, bodies, measures, ticks."""
    roles = {column.label.role for column in known}
    every = {role for column in known for role in column.label.roles}
    found = []
    dated = dated_names([(column.index, column.written) for column in unknown], below)
    for column in unknown:
        texts = column_texts(column.index, below)
        doer = (all_marks(texts) and like_name(column.written)) or column.index in dated
        if column.written and (all_ticks(texts) or doer):
            found.append(replace(column, label=Label((Role.TICK,), 0.8), doer=doer))
            continue
        role = typed(texts) if every & STRONG else None
        if role is Role.TIME and roles & {Role.TIME, Role.END, Role.START}:
            role = Role.END if _ends(column, known, below) else None
        if role and role not in roles and (role not in _LONG or column.written):
            roles.add(role)
            found.append(replace(column, label=Label((role,), 0.8 if role is Role.END else 0.6)))
        elif plain(column.written):
            found.append(replace(column, label=Label((Role.UNKNOWN,), 0.3)))
    return found


def _ends(column: Column, known: Sequence[Column], below: Sequence[Row]) -> bool:
    """Whether a column of times stands right of one column of times and never tells an earlier one."""
    times = [other for other in known if other.label.role in (Role.TIME, Role.START, Role.END)]
    if len(times) != 1 or times[0].label.role is Role.END or times[0].index >= column.index:
        return False
    cells = [(row[times[0].index], row[column.index]) for row in below if column.index < len(row)]
    told = [
        (read_time(one.text), read_time(other.text)) for one, other in cells if one is not None and other is not None
    ]
    both = [(one.start, other.end or other.start) for one, other in told if one.start and (other.end or other.start)]
    return len(both) > 1 and all(last is not None and first <= last for first, last in both)


_LONG = frozenset({Role.ACTIVITY, Role.GOAL, Role.QUESTION, Role.FOLLOWUP_QUESTION})
"""Roles of running words, which a column without any header is not trusted with."""


def _agree(found: list[Column], below: Sequence[Row]) -> list[Column]:
    """Settle labels that may mean several things by what the other columns are and what stands under them."""
    present = {role for column in found for role in column.label.roles[:1]}
    every = {role for column in found for role in column.label.roles}
    settled: list[Column] = []
    for column in found:
        label = column.label
        if not label.told and not label.joined and len(label.roles) > 1:
            label = replace(label, roles=(_settle(column, present, every, below),))
        settled.append(replace(column, label=label))
    return _as_a_whole(_as_content_says(settled, below), below)


def _as_content_says(found: list[Column], below: Sequence[Row]) -> list[Column]:
    """Columns whose content is plainly something else than their header lets believe: only times, only bodies."""
    roles = [column.label.role for column in found]
    done: list[Column] = []
    for column in found:
        role = column.label.role
        texts = column_texts(column.index, below)
        doubtful = role in _TEXTUAL and (
            roles.count(role) > 1 or column.label.certainty < 0.9 or role is not Role.ACTIVITY
        )
        placing = role in (Role.AREA, Role.GROUP) and (len(texts) < 2 or column.label.certainty >= 0.9)
        if doubtful and texts and not placing and not column.label.joined and not column.label.told:
            stated = bool(_STATED.search(plain(column.written))) and all(len(text.split()) <= 4 for text in texts)
            doing = Role.ACTIVITY not in roles and Role.REPORTED not in roles and share(texts, is_doing) >= 0.7
            if role is Role.FOLLOWUP and doing and not column.label.years:
                column = replace(column, label=replace(column.label, roles=(Role.ACTIVITY,)))
            elif role is Role.FOLLOWUP and Role.INDICATOR in roles and share(texts, is_figure) >= 0.7:
                column = replace(column, label=Label((Role.UNKNOWN,), 0.9))
            elif role is Role.FOLLOWUP and stated and share(texts, is_status_word) >= 0.6:
                column = replace(column, label=replace(column.label, roles=(Role.STATUS,)))
            elif role is Role.FOLLOWUP and looks_forward(column.written, texts):
                column = replace(column, label=replace(column.label, roles=(Role.ACTIVITY,)))
            elif role is Role.REPORTED and share(texts, is_status_word) == 1:
                column = replace(column, label=replace(column.label, roles=(Role.STATUS,)))
            elif share(texts, is_dated) >= 0.8 and not {Role.TIME, Role.END} & set(roles):
                column = replace(column, label=replace(column.label, roles=(Role.TIME,), certainty=0.6))
            elif share(texts, only_bodies) >= 0.8 and Role.RESPONSIBLE not in roles:
                column = replace(column, label=replace(column.label, roles=(Role.RESPONSIBLE,), certainty=0.6))
        done.append(column)
    return done


_STATED = re.compile(r"status|\blaget?\b|nulage|trafikljus|farg")
"""Headers of columns that say in a word how far something has come."""

_TEXTUAL = frozenset(
    {Role.ACTIVITY, Role.REPORTED, Role.FOLLOWUP, Role.GOAL, Role.COMMENT, Role.NEEDS, Role.GOAL_STATUS,
     Role.BACKGROUND, Role.INDICATOR, Role.AREA, Role.GROUP}
)  # fmt: skip
"""Roles whose columns hold running words, so that a column of times or bodies was mislabelled."""


def _settle(column: Column, present: set[Role], every: set[Role], below: Sequence[Row]) -> Role:
    roles = column.label.roles
    planning = every & {Role.ACTIVITY, Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.REPORTED}
    if set(roles) == {Role.FOCUS_AREA, Role.GROUP}:
        return Role.GROUP if planning and Role.AREA not in every else Role.FOCUS_AREA
    if Role.PROPOSAL in roles and Role.QUESTION in every:
        return Role.PROPOSAL
    if Role.ACTOR in roles and Role.QUESTION in every:
        return Role.ACTOR
    if roles[0] is Role.TARGET:
        return Role.TARGET if Role.INDICATOR in present else Role.INDICATOR
    if Role.START in roles and Role.END in every - set(roles):
        return Role.START
    if Role.TIME in roles and set(roles) & {Role.ACTIVITY, Role.END, Role.YEAR}:
        return _settle_time(column, present, every, below)
    if Role.INDICATOR in roles and Role.FOLLOWUP in roles:
        return _measures(column, present, below)
    if Role.COST in roles and Role.AMOUNT in roles:
        return Role.COST if planning or Role.FUND not in every else Role.AMOUNT
    if Role.FUND in roles:
        others = [role for role in roles if role is not Role.FUND]
        return others[0] if planning or Role.AMOUNT not in every else Role.FUND
    return next((role for role in roles if role in STRONG), roles[0])


def _settle_time(column: Column, present: set[Role], every: set[Role], below: Sequence[Row]) -> Role:
    """Whether a column such as "Planerat", "Klart" or "År" holds times or something else."""
    roles = column.label.roles
    doing = next((role for role in roles if role in (Role.ACTIVITY, Role.REPORTED)), None)
    planned = Role.ACTIVITY in roles and column.label.years is None and Role.ACTIVITY not in present
    if doing:
        doing = Role.ACTIVITY if planned else doing
        texts = column_texts(column.index, below)
        return Role.TIME if column.label.years is None and share(texts, is_time) >= 0.5 else doing
    if Role.END in roles:
        return Role.END if present & {Role.START, Role.TIME} else Role.TIME
    return Role.TIME if Role.ACTIVITY in every and Role.TIME not in present - {roles[0]} else Role.YEAR


def _measures(column: Column, present: set[Role], below: Sequence[Row]) -> Role:
    """Whether a column "Uppföljning" tells how things will be measured or what came of them."""
    if column.label.years or present & {Role.INDICATOR} or column.label.roles[0] is Role.INDICATOR:
        return Role.FOLLOWUP if Role.INDICATOR in present and column.label.roles[0] is not Role.INDICATOR else (
            Role.FOLLOWUP if column.label.years else Role.INDICATOR
        )  # fmt: skip
    texts = column_texts(column.index, below)
    kinds = [read_indicator_kind(text) for text in texts]
    measured = sum(kind is not IndicatorKind.OTHER for kind in kinds)
    return Role.INDICATOR if measured * 2 >= len(texts) and texts else Role.FOLLOWUP


def _as_a_whole(found: list[Column], below: Sequence[Row]) -> list[Column]:
    open_goals = any(column.label.told and column.label.role is Role.GOAL for column in found)
    done: list[Column] = []
    for column in found:
        role = column.label.role
        if not column.label.told:
            role = _horizon(column, below, open_goals) or _beside(column, found, below)
        changed = column.label if role is column.label.role else replace(column.label, roles=(role,))
        done.append(replace(column, label=changed))
    return done


_PLANNED = _GOALS | {Role.ACTIVITY, Role.INDICATOR, Role.FOLLOWUP, Role.NEEDS, Role.IDENTIFIED, Role.COST}


def _beside(column: Column, found: Sequence[Column], below: Sequence[Row]) -> Role:
    """What a column holds, given the columns beside it."""
    roles = [other.label.role for other in found]
    role = column.label.role
    if role is Role.OVERALL_GOAL:
        role = Role.LONG_GOAL
    if role is Role.TARGET_IMAGE and Role.ACTIVITY in roles and Role.LONG_GOAL not in roles:
        role = Role.LONG_GOAL
    if role is Role.ACTOR and not {Role.PROPOSAL, Role.QUESTION, Role.RESPONSIBLE} & set(roles):
        role = Role.RESPONSIBLE
    if role is Role.GROUP and Role.AREA not in roles:
        role = Role.AREA
    if role is Role.GOAL and Role.SHORT_GOAL in roles and Role.LONG_GOAL not in roles:
        role = Role.LONG_GOAL
    if role is Role.START and Role.END not in roles:
        role = Role.TIME
    if role is Role.FOLLOWUP and Role.ACTIVITY in roles and _times(column, below) and Role.TIME not in roles:
        role = Role.TIME
    if role is Role.BACKGROUND and Role.GOAL_STATUS in roles and not _PLANNED & set(roles):
        role = Role.FOLLOWUP  # beside how far the goals are reached, how things are now is what came of them
    if role is Role.REPORTED and column.label.years is None and Role.ACTIVITY not in roles and len(found) > 2:
        role = Role.FOLLOWUP
    return role


def _horizon(column: Column, below: Sequence[Row], told: bool) -> Role | None:
    """The role of a column that says of each goal whether it is long or short, whatever its header.

    told: a person has said that a column beside it holds goals, and left their horizon open.
    """
    texts = [plain(text) for text in column_texts(column.index, below)]
    goals = told or column.label.roles[0] in (Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL)
    return Role.HORIZON if texts and goals and all(text in _LEVELS for text in texts) else None


_LEVELS = frozenset(
    {"lang", "kort", "l", "k", "lang sikt", "kort sikt", "pa lang sikt", "pa kort sikt", "langsiktigt", "kortsiktigt"}
)


def is_dated(text: str) -> bool:
    """Whether a text is a time with more to it than a word for how far something has come."""
    return is_time(text) and not is_status_word(text)


def _times(column: Column, below: Sequence[Row]) -> bool:
    texts = column_texts(column.index, below)
    dated = [text for text in texts if is_time(text) and re.search(r"\d", text)]
    return bool(texts) and len(dated) * 2 > len(texts)


def column_texts(index: int, rows: Sequence[Row]) -> list[str]:
    """What stands in a column, each merged cell once."""
    cells: list[Cell] = []
    for row in rows:
        cell = row[index] if index < len(row) else None
        if cell is not None and (plain(cell.text) or is_tick(cell.text)) and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return [cell.text for cell in cells]


def holds_money(index: int, rows: Sequence[Row]) -> bool:
    """Whether nearly all that stands in a column is sums of money."""
    texts = column_texts(index, rows)
    sums = [text for text in texts if amounts(text) and len(plain(text)) < 40]
    return bool(texts) and len(sums) * 10 >= len(texts) * 7
