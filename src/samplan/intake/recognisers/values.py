"""Single values: bodies, indicators, judgements, numbers of focus areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from samplan.intake.recognisers.vocabulary import vocabulary
from samplan.intake.recognisers.wording import plain, stem, stems
from samplan.plans.shapes.exchange import GoalStatus, Indicator, IndicatorKind

_BETWEEN = re.compile(r"\s*[;,]\s*(?![^()]*\))|\n")
_AND = re.compile(r"\s+(?:och|samt|&)\s+", re.I)
_KPI = re.compile(r"(?<![A-Za-z\d])([NU]\d{5})(?!\d)")
_CATALOGUE = re.compile(
    r"\b(?:(SK[LR])(?:[:’']?s)?\s*)?(?:nyckelindikator(?:er)?|nr|indikator)\s*(?:nr\.?\s*)?:?\s*((?:\d{1,2}(?:\s*,\s*|\s+och\s+)?)+)(?![\d%])",
    re.I,
)
_SOURCE = re.compile(r"\(?\s*\b(?:data)?källa\s*:\s*([^();]+)\)?\.?", re.I)
_NAMED_SOURCE = re.compile(
    r"\b(Kolada|Öppna [Jj]ämförelser|ÖJ|SKL|SKR|Socialstyrelsen|Folkhälsomyndigheten|SCB|HLV|LUPP|Lupp|ELSA|SIPkollen"
    r"|Hälsa på lika villkor|Liv (?:och|&) [Hh]älsa|Vården i siffror|Försäkringskassan|Skolverket)\b"
)


# "Anställa en samordnare" and "Utbilda samordnare" are done, "Antal brukarråd" is counted,
# "Regionala rådet", "Norra teamet" and "Lövsta kommun" are named.
_DOES = re.compile(
    r"(?:Antal|Andel|Finns|Har|Är)\s|\S+\s+(?:en|ett)\s|(?!\S*(?:al|sk|rr|dr|str|tiv)a\s)\S{3,}a\s(?!kommun$)"
)


_SAYS = re.compile(r"\s(?:ska|skall|bör|kan|får|har|är|kommer|vill|måste)\s")
"""A verb within: "Elevhälsan ska utbilda lärare" says something and names nobody alone."""


@cache
def _bodies() -> frozenset[str]:
    return frozenset(stem(word) for text in vocabulary().file.bodies for word in plain(text).split())


@cache
def _body_ends() -> tuple[str, ...]:
    """The stems that compounds for bodies end in ("e-hälsoenheten", "ungdomsmottagningarna")."""
    told = [plain(word) for text in vocabulary().file.bodies for word in text.split()]
    return tuple(
        {stem(word) for word in told if len(stem(word)) >= 5 or (len(word) >= 5 and stem(word) in ("enh", "skol"))}
    )


def is_name(text: str) -> bool:
    """Whether a short text is a body's name and no more: the noun for its sort stands first or last in it."""
    parts = text.split()
    if not parts or len(parts) > 5 or not text[:1].isupper():
        return False
    if _DOES.match(text) or _SAYS.search(text):
        return False
    return is_body(parts[0]) or (len(parts) <= 3 and is_body(parts[-1]))


def only_bodies(text: str) -> bool:
    """Whether a text names bodies and says nothing else."""
    return len(text) < 160 and not text.rstrip().endswith(".") and all(is_name(name) for name in bodies(text))


_JOINTLY = re.compile(r"\s*\b(?:gemensamt|tillsammans|i\s+samverkan)\b\s*", re.I)


def parties(text: str) -> list[str]:
    """Who a header names and nothing else; those who do something together are named as one."""
    if only_bodies(text):
        return bodies(text)
    rest = _JOINTLY.sub(" ", text).strip()
    return [text.strip()] if rest != text.strip() and only_bodies(rest) and plain(rest) else []


def none_but_bodies(texts: Iterable[str]) -> bool:
    """Whether what stands where activities should is only the names of bodies, none of them something to be made.

    "Nätverk för elevhälsan" may be the name of a body, but where activities stand it is one.
    """
    told = list(texts)
    return bool(told) and all(only_bodies(text) and not _FOR.search(text) for text in told)


_FOR = re.compile(r"\b(?:för|om|med|till|mot|kring)\s", re.I)


@lru_cache(maxsize=4000)
def is_body(text: str) -> bool:
    """Whether a name holds a noun for a body or function ("Region Exempel", "länets kommuner", "elevhälsan")."""
    known, ends = _bodies(), _body_ends()
    return any(word in known or word.endswith(ends) for word in stems(text))


def bodies(text: str) -> list[str]:
    """The bodies that a text names, in order. "Barn- och ungdomspsykiatrin" and "Vård och omsorg" stay whole."""
    found: list[str] = []
    for part in _BETWEEN.split(text.strip().rstrip(".")):
        cleaned = re.sub(r"^(?:och|samt)\s+", "", part.strip(" .;"), flags=re.I)
        if plain(cleaned):
            found.extend(_apart(cleaned))
    return found


def _apart(text: str) -> list[str]:
    if re.search(r"\w/\w", text) and " " not in text:
        halves = text.split("/")
        if all(is_body(half) for half in halves):
            return halves
    for match in _AND.finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        two = (_stands_for_body(left) and _stands_for_body(right)) or _are_named(left, right)
        if not left.endswith("-") and two and text.count("(") == text.count(")"):
            return [*_apart(left), *_apart(right)]
    if " / " in text:
        halves = [half.strip() for half in text.split(" / ")]
        if all(is_body(half) for half in halves) or _are_named(*halves):
            return halves
    return [text]


def _are_named(*names: str) -> bool:
    """Whether words around "och" are names of their own: a capital and the definite form each ("Räddningstjänsten").

    Beside a body of several words that ends in its noun ("Rektorernas nätverk") other words with a capital are another
    one; where the noun comes first ("Enheten för Kunskap och Utveckling") they may belong to its name.
    """
    if not all(name[:1].isupper() for name in names):
        return False
    several = all(" " in name for name in names) and is_body(names[0].split()[-1])
    return several or all(is_body(name) or bool(_DEFINITE.fullmatch(name)) for name in names)


_DEFINITE = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖ-]*(?:en|et|na|an)")
"""One word with a capital in the definite form; "Kultur och Fritid" is one department."""


def _stands_for_body(text: str) -> bool:
    """Whether a part of a list is a body by its noun, or an abbreviation as organisations have ("SPES")."""
    return is_body(text) or bool(re.fullmatch(r"[A-ZÅÄÖ]{3,7}", text))


def looks_like_person(text: str) -> bool:
    """Whether a responsible looks like a person's name: two or three capitalised words, none a body's noun."""
    parts = re.sub(r"\(.*?\)", "", text).split()
    names = all(re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?", part) for part in parts)
    return names and len(parts) in (2, 3) and not is_body(text)


def read_indicator(text: str, *, source: str | None = None, reference: str | None = None) -> Indicator:
    """An indicator with its kind, and its source and catalogue reference where they are written."""
    told = _SOURCE.search(text)
    bare = text
    if told and not source:
        source = told[1].strip(" .")
        rest = (text[: told.start()] + text[told.end() :]).strip(" ,;–-")
        bare = rest if plain(rest) else text
    if not reference:
        reference = read_reference(text)
    if not source:
        named = _NAMED_SOURCE.search(text)
        source = named[1] if named else None
    return Indicator(text=bare, kind=read_indicator_kind(text, reference), source=source, reference=reference)


def read_reference(text: str) -> str | None:
    """The number in a national catalogue or the KPI id, as written: "SKL nr 36" -> "36"."""
    kpis = _KPI.findall(text)
    if kpis:
        return ", ".join(kpis)
    numbered = _CATALOGUE.search(text)
    if not numbered:
        return None
    before = numbered[0].lower()
    if not (numbered[1] or "nyckelindikator" in before or "skl" in text.lower() or "skr" in text.lower()):
        return None
    return numbered[2].strip(" ,").removesuffix(" och").strip()


@lru_cache(maxsize=4000)
def read_indicator_kind(text: str, reference: str | None = None) -> IndicatorKind:
    """What sort of answer an indicator asks for. A catalogue reference makes it one from a register."""
    low = f" {plain(text)} "
    if reference:
        return IndicatorKind.REGISTER
    kinds = vocabulary().file.indicator_kinds
    first = low.split()[:1]
    for kind in (IndicatorKind.SHARE, IndicatorKind.COUNT):
        if first and first[0] in {plain(word) for word in kinds[kind.value]} and not _has(low, kinds["register"]):
            return kind
    for name, phrases in kinds.items():
        if _has(low, phrases) or (name == "share" and "%" in text):
            return IndicatorKind(name)
    return IndicatorKind.OTHER


def _has(low: str, phrases: list[str]) -> bool:
    for phrase in phrases:
        bare = plain(phrase)
        if f" {bare} " in low or (len(bare) > 5 and f" {bare}" in low):
            return True
    return False


def read_goal_status(text: str) -> GoalStatus | None:
    """A judgement of goals in the source's words, or None. "Ej uppnått" before "uppnått", "delvis" before both."""
    low = f" {plain(text)} "
    for name, phrases in vocabulary().file.goal_status.items():
        for phrase in phrases:
            bare = plain(phrase)
            if bare in ("ja", "nej", "klart") and len(low.split()) > 3:
                continue
            if f" {bare} " in low:
                return GoalStatus(name)
    return None


def focus_numbers(text: str) -> list[int]:
    """The numbers in a tag: "Fokusområde: 1, 3" -> [1, 3], "1 och 2" -> [1, 2], "1-3" -> [1, 2, 3]."""
    found: list[int] = []
    for match in re.finditer(r"(?<!\d)(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?(?!\d)", text):
        first, last = int(match[1]), int(match[2] or match[1])
        found.extend(
            number for number in range(first, max(first, last) + 1) if number not in found and last - first < 10
        )
    return found
