"""What a column holds by its content alone, for headers that are unknown, missing or misleading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.structured.taking import is_closed
from samplan.intake.recognisers.times import is_time, read_time
from samplan.intake.recognisers.values import only_bodies, read_goal_status, read_indicator_kind
from samplan.intake.recognisers.vocabulary import Label, Role
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import IndicatorKind

_TICK = re.compile(r"^\s*(?:[xX×✓✔✗☒☑●■◼⬤•*+]|\[x\]|\(x\)|x\s*x)\s*$", re.I)
_DOES = re.compile(
    r"(?:(?!(?:Alla|Samma|Båda|Många|Några|Flera|Andra|Våra|Dessa|Deras)\b)(?!\S*(?:erna|arna|orna|liga|iga|ella|iska|(?<!kr)(?<!dr)iva|samma|ala)\b)"
    r"[A-ZÅÄÖ][a-zåäöé]{2,}a|Ta|Ge|Se|Få|Gå|Bli|Stå|Nå|Göra|Sy|Be|Öva"
    r"|(?:Ut|För|Till|Över|An|Av|Upp|Bi|Genom|Tillgodo)(?:se|ge|gå|stå|nå))\s+\S"
)
_STATES = re.compile(
    r"\S+\s+(?:är|har|får|ska|skall|kan|vet|blir|mår|vill|måste|bör|kommer|behöver|upplever|känner|ges|erbjuds|möts|deltar"
    r"|når|trivs|lever|går)\b"
)
"""A plural or a name before its verb ("Unga är trygga"), which is no infinitive."""
_WISHES = re.compile(
    r"\b(?:ska|skall|har minskat|har ökat|minskar|ökar|erbjuds|får|har|upplever|mår|känner|kan|är|finns"
    r"|ges|når|blir|växer|trivs|deltar|lever|vilar|möts|möter|stärks|fungerar|vet|vågar|hittar|bidrar|främjar|används"
    r"|samverkar|arbetar|utgör|genomförs|görs|hålls|halverats|närmar)\b",
    re.I,
)


def is_tick(text: str) -> bool:
    """Whether a cell only says yes: a cross, a tick or a dot."""
    return bool(_TICK.match(text))


def is_status_word(text: str) -> bool:
    """Whether a text is a word for how far something has come and nothing more ("Pågår", "Ej påbörjad", "Ja")."""
    if len(text.split()) > (2 if text.rstrip().endswith(".") else 3) or re.search(r"\d", text):
        return False
    bare = plain(text)
    return (
        bare in ("ja", "nej", "gron", "gul", "rod", "gra", "bla")
        or read_time(text).status is not None
        or read_goal_status(text) is not None
    )


def is_doing(text: str) -> bool:
    """Whether a text begins with an infinitive, as activities do ("Utbilda personal")."""
    return bool(_DOES.match(text)) and not _STATES.match(text)


def decides_doing(text: str) -> bool:
    """Whether a text is a clause of a decision that something shall be done ("att utbilda personal")."""
    return text[:4].lower() == "att " and is_doing(text[4:5].upper() + text[5:])


_GIVEN = re.compile(
    r"^(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?[A-ZÅÄÖ][^.:!?]{2,140}?\s(?:(?:får|ges)\s+i\s+uppdrag\s+att\s+[a-zåäö]{2,}"
    r"|beslutar\s+att\s+(?:uppdra\s+åt|ge\s.{2,100}?\si\s+uppdrag))\s"
)


def is_given(text: str) -> bool:
    """Whether a text gives somebody something to do ("Elevhälsan får i uppdrag att utbilda lärare").

    Who was given something ("fick i uppdrag") is told of what has been.
    """
    return bool(_GIVEN.match(text))


def _names_alone(text: str) -> bool:
    """Whether a text names bodies and nothing else, as a sentence of its own perhaps ("Region X och kommunerna.")."""
    return only_bodies(text.strip().removesuffix("."))


_SAYS_DOING = re.compile(
    r"\b(?:ska|skall|vill|kommer|planer\w+|genomför\w*|göra|gör|insats\w*|åtgärd\w*|aktivitet\w*)\b[^.:]*:\s*$", re.I
)


PLAINLY = 0.8
"""So much of a list that begins with infinitives is a list of things to do, whatever leads into it."""
SHORT_LEAD = 8
"""Words of a line that only leads into a list."""


def leads_to_doing(text: str, below: Sequence[str]) -> bool:
    """Whether running text ends by saying what will be done, and a list of things to do follows."""
    if not text.rstrip().endswith(":"):
        return False
    told = [t for t in below if plain(t)]
    doing = share(told, lambda t: is_doing(t[:1].upper() + t[1:]))
    plainly = len(told) > 1 and doing >= PLAINLY and len(text.split()) <= SHORT_LEAD
    return plainly or (bool(_SAYS_DOING.search(text)) and doing >= 0.6)


def is_goal_like(text: str) -> bool:
    """Whether a text wishes for a state of things: a whole sentence that begins with no infinitive."""
    return len(text.split()) >= 3 and not is_doing(text) and not is_time(text) and bool(_WISHES.search(text))


_MEASURES = (IndicatorKind.COUNT, IndicatorKind.SHARE, IndicatorKind.YES_NO, IndicatorKind.REGISTER)


def _is_measure(text: str) -> bool:
    return len(text.split()) > 2 and read_indicator_kind(text) in _MEASURES and not is_given(text)


def is_sum(text: str) -> bool:
    """Whether a short text is a sum of money, told with its unit."""
    return len(plain(text)) < 60 and bool(amounts(text, bare=False))


_TESTS: tuple[tuple[Role, Callable[[str], bool], float], ...] = (
    (Role.TIME, lambda text: is_time(text) and bool(re.search(r"\d|öpande|ågående|rligen", text)), 0.7),
    (Role.COST, is_sum, 0.7),
    (Role.RESPONSIBLE, _names_alone, 0.7),
    (Role.FOLLOWUP_QUESTION, lambda text: text.rstrip().endswith("?") and is_closed(text), 0.7),
    (Role.QUESTION, lambda text: text.rstrip().endswith("?"), 0.7),
    (Role.INDICATOR, _is_measure, 0.6),
    (Role.ACTIVITY, is_doing, 0.6),
    (Role.ACTIVITY, decides_doing, 0.6),
    (Role.ACTIVITY, is_given, 0.6),
    (Role.GOAL, is_goal_like, 0.6),
)


_CLAUSES = (decides_doing, is_given)


def typed(texts: Sequence[str], *, clauses: bool = True) -> Role | None:
    """What most of a column's texts are, or None. An empty column is nothing.

    clauses: "att utbilda lärare" is a thing to do. Where those have a label of their own it tells what something is
    for.
    """
    told = [text for text in texts if plain(text)]
    if not told:
        return None
    for role, test, least in _TESTS:
        if (clauses or test not in _CLAUSES) and share(told, test) >= least:
            return role
    return None


_FORWARD = re.compile(r"\b(?:fortsatt|framat|framover|nasta|kommande|planer\w*|vidare)\b")


def looks_forward(written: str, texts: Sequence[str]) -> bool:
    """Whether what stands under "Fortsatt arbete" or "Nästa steg" is things to do, not a report."""
    return bool(_FORWARD.search(plain(written))) and share([t for t in texts if plain(t)], is_doing) >= 0.6


def reports(text: str) -> bool:
    """Whether a text tells what has been done or come of something."""
    past = r"\b(?:har|hade|blev|blivit|var|deltog|hölls|fick|gick|\w{3,}(?:ades|erades|ats|its|ade))\b"
    return is_status_word(text) or bool(re.search(past, text, re.I))


def measures(text: str) -> bool:
    """Whether a text says how something will be measured, not what came of it ("Antal deltagare")."""
    told = re.search(r"\b(?:har|hade|var|blev|deltog|\w+(?:ades|ades|ats|erades))\b", text, re.I)
    begins = re.match(r"\s*(?:Antal|Andel|Hur många|Ja ?/ ?[Nn]ej|Finns|Index|Medelvärde|Enkät|Statistik)\b", text)
    return not told and bool(begins or read_indicator_kind(text) is not IndicatorKind.OTHER)


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """How many of the texts pass a test, from 0 to 1."""
    return sum(test(text) for text in texts) / len(texts) if texts else 0.0


def is_figure(text: str) -> bool:
    """Whether a cell holds a measure's outcome alone: a number, a share, yes or no."""
    return bool(_FIGURE.fullmatch(text))


_FIGURE = re.compile(r"\W*(?:\d[\d\s\u00a0.,]*\s*(?:%|procent|st|antal)?|ja|nej|[–—-])\W*", re.I)


def all_ticks(texts: Sequence[str]) -> bool:
    """Whether a column holds ticks and nothing else."""
    return bool(texts) and all(is_tick(text) for text in texts)


def settled(label: Label, texts: Sequence[str]) -> Label:
    """A label that may mean what was done or what will be, read by what stands under it: times, bodies, activities.

    "Genomförande" over "Ht 2025" tells when, over "Utbilda personal" what. With a year it keeps its first meaning.
    """
    if label.years or label.joined or label.role not in (Role.REPORTED, Role.FOLLOWUP):
        return label
    role = typed(texts)
    if role in (Role.TIME, Role.RESPONSIBLE, Role.ACTIVITY) and label.may(role):
        return replace(label, roles=(role,))
    return label
