"""What can be seen in a text that tells which column of a plan's table it stood in."""

from __future__ import annotations

import re
from functools import lru_cache

from samplan.intake.recognisers.flattened.moments import is_moment
from samplan.intake.recognisers.flattened.weights import weights
from samplan.intake.recognisers.values import is_body
from samplan.intake.recognisers.wording import plain

_SHARE = re.compile(r"\d+\s?%|\b\d+\s?(?:/|av)\s?\d+\b|\bx\s?%")
_MONEY = re.compile(r"\d[\d \u00a0.,]*\s?(?:kr|kronor|tkr|mkr|mnkr|sek|miljoner|tusen)\b", re.IGNORECASE)
_CATALOGUE = re.compile(
    r"\b(?:U|N)\d{5}\b|\bnr\s?\d+\b|\b\d{1,3}\)|kolada|nyckelindikator|nyckeltal|"
    r"öppna jämförelser|\bÖJ\b|\bSK[LR]\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3}){0,2}[.)]?\s*$|^\s*[A-Z]\.?\d{0,2}\s*$")
_HORIZON = re.compile(
    r"^\s*(?:på\s+)?(?:lång|lang|kort)(?:siktigt?|\s+sikt)?(?:\s*\(.*\))?\s*$|^\s*[LK]\s*$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*", re.UNICODE)


@lru_cache(maxsize=20_000)
def signs(text: str) -> frozenset[str]:
    """The signs of a text, by their names in catalogue/flattened.yaml."""
    tokens = [plain(word) for word in _WORDS.findall(text)]
    first = tokens[0].split()[0] if tokens and tokens[0] else ""
    found = _kinds(text, tokens, first) | _deeds(tokens, first)
    if first == "att":
        found.add("begins_att")
    found.add("asks" if "?" in text or first in ASKING else "no_question")
    found.add("title" if _title(text, tokens, found) else "no_title")
    if _GOAL_MARK.match(text):
        found.add("goal_mark")
    if _AREA_NUMBER.match(text):
        found.add("numbered")
    if len(tokens) > 12:
        found.add("long_text")
    elif len(tokens) <= 3:
        found.add("few_words")
    return frozenset(found)


def _deeds(tokens: list[str], first: str) -> set[str]:
    """Signs of something to do, or of how something is or should be."""
    lists = weights().words
    found: set[str] = set()
    if first in lists["infinitive"] or (len(first) > 6 and first.endswith(("era", "isera"))):
        found.add("infinitive")
    elif first in lists["action_noun"] or (len(first) > 6 and first.endswith(("ning", "ningar", "ering", "ande"))):
        found.add("action_noun")
    elif _deed_within(tokens):
        found.add("deed_within")
    if any(token.endswith(("as", "es")) and len(token) > 4 and token not in lists["state"] for token in tokens[1:7]):
        found.add("passive")
    if set(tokens[1:9]) & lists["state"]:
        found.add("state")
    if set(tokens[1:12]) & {"ska", "skall", "bor"}:
        found.add("must")
    if set(tokens[:8]) & lists["past"]:
        found.add("past")
    return found


ASKING = frozenset({"hur", "vad", "vilka", "vilken", "vilket", "varfor", "nar", "vem", "pa"})
_GOAL_MARK = re.compile(r"\(?[LK]\d?\)?\s?:\s?\S")
_AREA_NUMBER = re.compile(r"^(?:[^\W\d_]+\s+)?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.:)]?(?:\s|$)")


def _deed_within(tokens: list[str]) -> bool:
    """Whether a verb of doing stands near the beginning, and not after "att"."""
    verbs = weights().words["infinitive"]
    return any(
        token in verbs and tokens[at - 1] not in {"att", "kan", "ska", "och"} for at, token in enumerate(tokens[1:4], 1)
    )


def _title(text: str, tokens: list[str], found: set[str]) -> bool:
    """Whether a text reads as a title: short, no sentence, naming no deed."""
    return len(tokens) <= 8 and not text.rstrip().endswith((".", "?")) and not found & {
        "state", "must", "infinitive", "measure", "begins_att", "time", "money"
    }  # fmt: skip


def _kinds(text: str, tokens: list[str], first: str) -> set[str]:
    lists = weights().words
    found = {"time" if is_moment(text) else "not_time", "money" if _MONEY.search(text) else "not_money"}
    found.add("horizon" if _HORIZON.match(text) else "no_horizon")
    found.add("number" if _NUMBER.match(text) else "not_number")
    if first in lists["measure"] or (tokens[:1] and text.strip().startswith("%")):
        found.add("measure")
    if _SHARE.search(text):
        found.add("share_of")
    if _CATALOGUE.search(text):
        found.add("catalogue")
    if text.rstrip().endswith("?"):
        found.add("question")
    found.add(
        "status" if (0 < len(tokens) <= 4 and plain(text) in lists["status"]) or _stated(tokens) else "not_status"
    )
    found.add("actor" if _names(text, tokens, first) else _actor(tokens))
    return found


def _stated(tokens: list[str]) -> bool:
    return 0 < len(tokens) <= 2 and tokens[0] in weights().words["status"]


def _names(text: str, tokens: list[str], first: str) -> bool:
    """Whether a text is a list of short names, each with a noun for a body ("Exempelby kommun, FoU-enheten")."""
    lists = weights().words
    if len(tokens) > 14 or first in lists["infinitive"] or first in lists["measure"] or text.rstrip().endswith("."):
        return False
    if set(tokens) & (lists["state"] | {"ska", "skall", "bor", "att", "som", "har"}):
        return False
    parts = [part.strip() for part in re.split(r"[,;]|\soch\s", text) if part.strip()]
    return bool(parts) and all(part[:1].isupper() and len(part.split()) <= 3 and is_body(part) for part in parts)


def _actor(tokens: list[str]) -> str:
    """Whether the text is made of names of bodies alone, begins with one, or is something else."""
    lists = weights().words
    parts = [part for token in tokens for part in token.split()]
    if not parts or len(parts) > 14:
        return "not_actor"
    known = [part in lists["actor"] or _body(part) for part in parts]
    glue = [part in lists["actor_glue"] for part in parts]
    if any(known) and all(k or g for k, g in zip(known, glue, strict=True)):
        return "actor"
    if known[0] and len(parts) <= 8:
        return "actor_first"
    return "not_actor"


_BODY_ENDINGS = (
    "kommun", "kommuner", "kommunen", "kommunerna", "regionen", "natverket", "gruppen", "gruppe", "namnden", "namnd",
    "forvaltning", "forvaltningen", "samordnare", "samordnaren", "mottagning", "mottagningen", "mottagningar",
    "mottagningarna", "forbundet", "forening", "foreningar", "foreningarna", "psykiatrin", "psykiatri", "tjansten",
    "halsan", "varden", "centralen", "centralerna", "centraler", "skolan", "skolorna", "styrelsen", "organisationerna",
    "organisationer", "chefer", "chef", "ledare", "strateg", "enheten", "teamet", "radet", "kansliet", "koordinator",
)  # fmt: skip


def _body(part: str) -> bool:
    return len(part) > 4 and part.endswith(_BODY_ENDINGS)


def points(text: str, role: str) -> float:
    """How much a text speaks for standing in a column of this role (0 says nothing)."""
    return _points_of(signs(text), role)


@lru_cache(maxsize=20_000)
def _points_of(found: frozenset[str], role: str) -> float:
    table = weights().signs
    return sum(table[sign].get(role, 0.0) for sign in sorted(found) if sign in table)


def begins_low(text: str) -> bool:
    """Whether the text begins with a small letter (after quotation marks and brackets)."""
    bare = text.lstrip(" \"'”“’([-–")
    return bool(bare) and bare[0].islower()


def ends_sentence(text: str) -> bool:
    """Whether the text ends a sentence."""
    return text.rstrip(" )\"”'").endswith((".", "!", "?", "…"))


def unfinished(text: str) -> bool:
    """Whether the text must go on: a hyphen, a comma, or a word that asks for another."""
    stripped = text.rstrip()
    if stripped.endswith(("-", "\u2010", "\u00ad", ",", "/", "(", "&", "+")) and not stripped.endswith(" -"):
        return True
    last = stripped.rsplit(" ", 1)[-1]
    return plain(last) in weights().words["unfinished"] and not ends_sentence(stripped)
