"""What loses its follow-up when an activity is stopped. No Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from samplan.actors.shapes import Sentences


@dataclass(frozen=True, slots=True)
class LostQuestion:
    """A question about the activity, or about an area that has nothing else left: years with answers, and how many.

    open: a round asks it now.
    """

    text: Sentences
    years: tuple[int, ...]
    answers: int
    open: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """What nobody follows up any longer when an activity is stopped.

    goals: those that no other activity serves. indicators: those of its area, when it has no other activity left.
    questions: of rounds, with the answers that have no later ones. judged: years in which it was judged.
    """

    goals: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    questions: tuple[LostQuestion, ...] = ()
    judged: tuple[int, ...] = ()

    @property
    def value(self) -> dict[str, Any]:
        """The same as it is kept with the decision."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]

    @property
    def mark(self) -> str:
        """A word for exactly this loss: whoever confirms it has seen this one."""
        return hashlib.sha256(json.dumps(self.value, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LossLine:
    """A part of a loss: how many of what, and each by name."""

    head: Sentences
    each: tuple[Sentences, ...] = field(default=())


def loss_lines(kept: Mapping[str, Any]) -> list[LossLine]:
    """A loss as it is kept, in lines; none where nothing is lost."""
    goals, indicators = kept.get("goals", ()), kept.get("indicators", ())
    questions, judged = kept.get("questions", ()), kept.get("judged", ())
    told = [
        (goals, ("mål", "mål"), ("goal", "goals"), [Sentences(sv=g, en=g) for g in goals]),
        (
            indicators,
            ("indikator", "indikatorer"),
            ("indicator", "indicators"),
            [Sentences(sv=i, en=i) for i in indicators],
        ),
        (questions, ("fråga", "frågor"), ("question", "questions"), [_question(q) for q in questions]),
        (
            judged,
            ("år med bedömning", "år med bedömningar"),
            ("judged year", "judged years"),
            [Sentences(sv=_years(judged, "och"), en=_years(judged, "and"))] if judged else [],
        ),
    ]
    return [LossLine(_head(len(some), sv, en), tuple(each)) for some, sv, en, each in told if some]


def _head(n: int, sv: Sequence[str], en: Sequence[str]) -> Sentences:
    return Sentences(sv=f"{n} {sv[n != 1]}", en=f"{n} {en[n != 1]}")


def _question(kept: Mapping[str, Any]) -> Sentences:
    text, years, n = kept["text"], kept["years"], kept["answers"]
    sv = f"{text['sv']} {n} svar från {_years(years, 'och')}." if years else f"{text['sv']} Inga svar än."
    en = (
        f"{text['en']} {n} {'answer' if n == 1 else 'answers'} from {_years(years, 'and')}."
        if years
        else f"{text['en']} No answers yet."
    )
    if kept["open"]:
        return Sentences(sv=f"{sv} Den ställs just nu.", en=f"{en} It is being asked now.")
    return Sentences(sv=sv, en=en)


def _years(years: Iterable[int], word: str) -> str:
    told = [str(y) for y in sorted(years)]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {word} {told[-1]}"


def stopped_words(decision: str, lost: Mapping[str, Any] | None = None) -> Sentences:
    """That a decision stopped an activity, and what is lost by it: counted, where it was counted then."""
    bare = decision.strip().rstrip(".")
    sv, en = f"Insatsen avbröts genom beslut: {bare}.", f"The activity was stopped by a decision: {bare}."
    if not lost:
        return Sentences(sv=f"{sv} Uppföljning saknas därför.", en=f"{en} Therefore there is no follow-up.")
    lines = loss_lines(lost)
    if not lines:
        return Sentences(sv=f"{sv} Inget annat mister sin uppföljning.", en=f"{en} Nothing else loses its follow-up.")
    heads = [line.head for line in lines]
    return Sentences(
        sv=f"{sv} Uppföljningen upphör för {_listed([h.sv for h in heads], 'och')}.",
        en=f"{en} Follow-up ends for {_listed([h.en for h in heads], 'and')}.",
    )


def _listed(words: Sequence[str], word: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {word} {words[-1]}"
