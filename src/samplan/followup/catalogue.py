"""Kinds of rounds, their questions and the words for how many: `catalogue/followup*.yaml`, checked when read."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from samplan.actors.catalogue import CatalogueFault
from samplan.actors.shapes import Sentences
from samplan.followup.shapes import FieldKind

Shape = TypeVar("Shape", bound=BaseModel)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Part):
    """A text in both languages."""

    sv: str
    en: str

    @property
    def said(self) -> Sentences:
        """The same, as the doors take it."""
        return Sentences(sv=self.sv, en=self.en)


class ChoiceEntry(_Part):
    """A choice of a kind of answer."""

    code: str
    sv: str
    en: str
    mark: str


class OptionEntry(_Part):
    """Something to tick."""

    code: str
    sv: str
    en: str


class FieldEntry(_Part):
    """Something that is filled in beside the choice and the words."""

    code: str
    kind: FieldKind
    sv: str
    en: str
    help_sv: str
    help_en: str
    needed_with: tuple[str, ...] = ()
    options: tuple[OptionEntry, ...] = ()


class QuestionEntry(_Part):
    """A question that a kind of round can ask."""

    code: str
    version: int
    answer: str
    fields: tuple[str, ...] = ()
    needs_choice: bool = False
    part: Words
    short: Words
    text: Words
    help: Words


class WayEntry(_Part):
    """One way to ask about an item of the plan."""

    answer: str
    text: Words


class EachEntry(_Part):
    """A question for each item of a plan, or each that the plan itself asks. optional: the round may do without."""

    of: Literal["area", "activity", "fund", "question", "challenge"]
    optional: bool = False
    fields: tuple[str, ...] = ()
    needs_choice: bool = False
    part: Words
    help: Words
    ways: tuple[WayEntry, ...] = Field(min_length=1)


class OwnEntry(_Part):
    """What becomes of a line that the county writes itself."""

    answer: str
    fields: tuple[str, ...] = ()
    part: Words
    text: Words
    help_sv: str
    help_en: str


class KindEntry(_Part):
    """A kind of round."""

    code: str
    sv: str
    en: str
    help_sv: str
    help_en: str
    asks: Literal["bodies", "owners"]
    joint: bool = False
    as_list: bool = False
    tagged: bool = False
    targets: bool = False
    of_area: bool = False
    remind: tuple[int, ...]
    head: int | None = None
    thanks: bool = False
    each: EachEntry | None = None
    written: EachEntry | None = None
    challenge: EachEntry | None = None
    own: OwnEntry | None = None
    questions: tuple[QuestionEntry, ...]

    @property
    def has_courses(self) -> bool:
        """Whether it asks for occasions of courses."""
        rows = {f.code for f in rounds().fields if f.kind is FieldKind.ROWS}
        return bool(self.uses()[1] & rows)

    def uses(self) -> tuple[set[str], set[str]]:
        """The kinds of answer and the fields that its questions name."""
        answers, fields = {q.answer for q in self.questions}, {f for q in self.questions for f in q.fields}
        if self.own:
            answers, fields = answers | {self.own.answer}, fields | set(self.own.fields)
        for each in filter(None, (self.each, self.written, self.challenge)):
            answers, fields = answers | {w.answer for w in each.ways}, fields | set(each.fields)
        return answers, fields


class ReadKind(Words):
    """What a round is called that was read from an old document and asked nobody."""

    code: str


class _Rounds(_Part):
    seconds: int
    days_after_due: int
    names_remind: int
    answers: dict[str, tuple[ChoiceEntry, ...]]
    fields: tuple[FieldEntry, ...]
    tags: FieldEntry
    kinds: tuple[KindEntry, ...]
    read_from_document: ReadKind

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for kind in self.kinds:
            codes = [q.code for q in kind.questions]
            twice = {c for c in codes if codes.count(c) > 1}
            answers, fields = kind.uses()
            strange = (answers - set(self.answers)) | (fields - {f.code for f in self.fields})
            if twice or strange:
                raise ValueError(f"{kind.code}: codes that stand twice {twice}, unknown answers or fields {strange}")
            if kind.asks == "owners" and (kind.each is None or kind.each.of == "fund"):
                raise ValueError(f"{kind.code}: whoever answers for items of a plan is asked about them")
        return self


class Noun(_Part):
    """What those who answer are called, one and many."""

    sv_one: str
    sv_many: str
    en_one: str
    en_many: str


class Rule(_Part):
    """When a word for how many fits: exactly one of count, all and up_to."""

    sv: str
    en: str
    count: int | None = None
    all: int | None = None
    up_to: Fraction | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> Self:
        if sum(value is not None for value in (self.count, self.all, self.up_to)) != 1:
            raise ValueError("a rule has one condition")
        return self

    def fits(self, n: int, asked: int) -> bool:
        """Whether the word may be said of n of those asked."""
        if self.count is not None:
            return n == self.count
        if self.all is not None:
            return n == asked and asked >= self.all
        return asked > 0 and self.up_to is not None and Fraction(n, asked) <= self.up_to


class _Quantifiers(_Part):
    nouns: dict[str, Noun]
    rules: tuple[Rule, ...]


def read_catalogue(name: str, shape: type[Shape]) -> Shape:
    """A file of the catalogue in its shape. Raises CatalogueFault."""
    text = (files("samplan") / "catalogue" / name).read_text(encoding="utf-8")
    try:
        return shape.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except ValidationError as error:
        raise CatalogueFault(f"{name}: {error}") from error


@lru_cache(maxsize=1)
def rounds() -> _Rounds:
    """The kinds of rounds. Raises CatalogueFault."""
    return read_catalogue("followup.yaml", _Rounds)


@lru_cache(maxsize=1)
def _quantifiers() -> _Quantifiers:
    return read_catalogue("followup_quantifiers.yaml", _Quantifiers)


def kinds() -> tuple[KindEntry, ...]:
    """All kinds of rounds, in order."""
    return rounds().kinds


def kind(code: str) -> KindEntry | None:
    """The kind of that code."""
    return next((k for k in rounds().kinds if k.code == code), None)


def kind_name(code: str) -> Sentences:
    """What a kind is called; its code where the catalogue no longer has it."""
    read = rounds().read_from_document
    if code == read.code:
        return read.said
    found = kind(code)
    return Sentences(sv=found.sv, en=found.en) if found else Sentences(sv=code, en=code)


def quantified(n: int, asked: int, noun: str = "other") -> Sentences:
    """How many in words, by the first rule that fits: 6 of 10 municipalities is "många kommuner"."""
    told = _quantifiers()
    words = told.nouns[noun]
    rule = next(r for r in told.rules if r.fits(n, asked))
    return Sentences(
        sv=rule.sv.format(one=words.sv_one, many=words.sv_many), en=rule.en.format(one=words.en_one, many=words.en_many)
    )
