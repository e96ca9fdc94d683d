"""How answers become statements: drafts, contradictions, who may be named, how many in words. Pure but for data."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import read_catalogue
from samplan.followup.shapes import COUNT, Choice, Draft, FieldKind, Given, Question


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Names(_Part):
    candidates: int
    others: int


class _Compiling(_Part):
    names: _Names
    totals: int
    differences: int
    opposites: tuple[tuple[str, str], ...]
    drafts: dict[str, str]
    written: tuple[str, ...]
    those: tuple[str, ...]
    perspectives: str


@lru_cache(maxsize=1)
def compiling() -> _Compiling:
    """The rules, as data. Raises CatalogueFault."""
    return read_catalogue("followup_compiling.yaml", _Compiling)


def opposes(one: str, other: str) -> bool:
    """Whether two choices contradict one another."""
    return any({one, other} == set(pair) for pair in compiling().opposites)


def names_tell_no_more(*, asked: int, said: int, named: int) -> bool:
    """Whether naming some of those who said a thing leaves the others unknown, where some do not want to be named.

    asked: how many were asked, said: how many of them said it, named: how many of those would be named. When all who
    said it are named, it is known of each of the others that it did not.
    """
    hidden, unnamed = said - named, asked - named
    if said == asked:
        return True
    rule = compiling().names
    return hidden > 0 and unnamed >= rule.candidates and asked - said >= rule.others


@lru_cache(maxsize=1)
def _typed() -> re.Pattern[str]:
    told = compiling()
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in told.written)
    those = "|".join(map(re.escape, told.those))
    return re.compile(rf"\b(?P<words>{words})\s+(?:\w+\s+)?(?:av\s+)?(?:{those})\w*", re.IGNORECASE)


def typed_count(text: str) -> str:
    """The first words for how many that somebody has typed ("flera kommuner"); "" for none."""
    found = _typed().search(text)
    return " ".join(found.group().split()) if found else ""


def said_with(text: str, words: Sentences) -> Sentences:
    """The text with how many in it, in both languages; a capital where it begins a sentence. The rest stays Swedish."""
    return Sentences(sv=_filled(text, words.sv), en=_filled(text, words.en))


def _filled(text: str, words: str) -> str:
    def put(found: re.Match[str]) -> str:
        before = text[: found.start()].rstrip()
        begins = not before or (before[-1] in ".!?:" and before[-1] != ":")
        return words[:1].upper() + words[1:] if begins else words

    return re.sub(re.escape(COUNT), put, text)


def draft_text(question: Question, choice: Choice | None) -> str:
    """The sentence that is proposed for a choice, or for answers in words."""
    drafts = compiling().drafts
    template = drafts["words"] if choice is None else drafts.get(choice.code, drafts[""])
    return template.format(
        short=question.short.sv, question=question.text.sv, choice=choice.sv if choice is not None else ""
    )


def drafts_of(
    questions: Sequence[Question], answers: Mapping[tuple[int, str], Given], made: Iterable[tuple[str, str]] = ()
) -> tuple[Draft, ...]:
    """What may be said of each question: one draft for each choice that somebody made, and for words alone.

    answers: by who was asked and the question's code. made: question and choice of statements that are there already.
    """
    done = set(made)
    found: list[Draft] = []
    for question in questions:
        theirs = {asked: g for (asked, code), g in answers.items() if code == question.code}
        if not question.choices:
            found += _of_words(question, theirs, (question.code, "") in done)
            continue
        for choice in question.choices:
            chose = tuple(asked for asked, g in theirs.items() if g.choice == choice.code)
            against = tuple(asked for asked, g in theirs.items() if opposes(g.choice, choice.code))
            if chose:
                found.append(
                    Draft(
                        question,
                        choice,
                        draft_text(question, choice),
                        chose,
                        against,
                        (question.code, choice.code) in done,
                        _focus(question, [theirs[asked] for asked in chose]),
                    )
                )
    return tuple(found)


def _of_words(question: Question, theirs: Mapping[int, Given], made: bool) -> list[Draft]:
    """What may be said of answers in words: of all of them, and of those that are tagged with each focus area."""
    wrote = {asked: g for asked, g in theirs.items() if question.answered(g.choice, g.text, g.more)}
    if not wrote:
        return []
    whole = draft_text(question, None)
    found = [Draft(question, None, whole, tuple(wrote), (), made, _focus(question, wrote.values()))]
    for option in (o for f in question.fields if f.kind is FieldKind.TAGS for o in f.options):
        some = tuple(asked for asked, g in wrote.items() if option.code in _tags(question, g))
        if some:
            text = compiling().drafts["tagged"].format(short=question.short.sv, focus=option.sv)
            found.append(Draft(question, None, text, some, (), focus=(option.code,), under=option))
    return found


def _tags(question: Question, given: Given) -> list[str]:
    return [code for field in question.tag_codes for code in given.more.get(field, ())]


def _focus(question: Question, some: Iterable[Given]) -> tuple[str, ...]:
    """The focus areas that answers are tagged with, the commonest first."""
    return tuple(code for code, _n in Counter(code for g in some for code in _tags(question, g)).most_common())


def digest_of(sources: Iterable[tuple[int, str, bool, Given | None]], choices: Iterable[tuple[int, str, str]]) -> str:
    """What a statement draws from, as one number: its sources word for word, and what others chose.

    sources: who, to which question, against or not, and the answer. choices: who, which question, what was chosen, of
    the whole round; those of other questions do not count. So it is another when somebody comes to say the same.
    """
    known = list(sources)
    codes, mine = {code for _a, code, _g, _t in known}, {(asked, code) for asked, code, _g, _t in known}
    told: list[list[Any]] = sorted(
        # An answer without fields is as it always was, so that no text is thought to have lost its ground.
        [asked, code, against, given.choice if given else "", given.text if given else "", *_fields(given)]
        for asked, code, against, given in known
    )
    told += sorted(
        [a, code, choice] for a, code, choice in choices if choice and code in codes and (a, code) not in mine
    )
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _fields(given: Given | None) -> list[str]:
    return [json.dumps(given.more, ensure_ascii=False, sort_keys=True)] if given and given.more else []


def cells_tell_no_more(every: Sequence[str], unnamed: Sequence[str]) -> bool:
    """Whether showing what named bodies chose leaves the others unknown.

    every: what all chose who were asked it, unnamed: what those of them chose who are not named. When these all chose
    the same, and not everybody did, the counts would tell it of each of them.
    """
    if not unnamed or len(set(every)) == 1:
        return True
    return len(unnamed) >= compiling().names.candidates and len(set(unnamed)) > 1


_ENDING = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)


def names_one(text: str, bodies: Iterable[str]) -> bool:
    """Whether a text names one of the bodies, with or without "kommun" and the genitive."""
    known = [re.escape(_ENDING.sub("", name)) for name in bodies]
    return bool(known) and re.search(rf"\b(?:{'|'.join(known)})s?\b", text, re.IGNORECASE) is not None


_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def by_name(name: str) -> str:
    """A key to sort names by: å, ä and ö come last, and case does not count."""
    return name.casefold().translate(_LAST)
