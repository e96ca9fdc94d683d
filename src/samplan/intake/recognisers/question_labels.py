"""Labels in the form of questions ("Vad ska det leda till?"): the word that asks, and what it asks for, tell the role.

The question word weighs more than a word inside the question: "Vad …" never asks for somebody who is responsible.
"""

from __future__ import annotations

import re

from samplan.intake.recognisers.wording import plain

_WHO = r"(?:det|detta|dessa|vi|man|arbetet|insatsen|insatserna|aktiviteten|aktiviteterna|atgarden|atgarderna)"
_MAY = r"(?:ska|skall|vill|kan|bor|kommer|behover|maste|har|ar)"
_FORMS: tuple[tuple[str, str], ...] = (
    (
        "responsible",
        (
            r"(?:av )?(?:vem|vilka)(?: som)?(?: ar| har| tar| ska)? (?:ansvar\w*|gor|gora|genomfor\w*|"
            r"utfor\w*|driver|leder|samordnar|medverkar|deltar|ser till|haller (?:i|ihop|samman)|skoter|"
            r"star (?:for|bakom))(?: \w+){0,6}"
        ),
    ),
    ("time", r"(?:till |fran |tills )?(?:nar|hur lange)(?: \w+){0,4}"),
    ("cost", rf"(?:vad|hur mycket)(?: {_MAY})?(?: {_WHO})?(?: fa)? kosta\w*(?: \w+)?"),
    (
        "goal",
        (
            rf"(?:vad|vart|vilken effekt|vilket resultat)(?: {_MAY})?(?: {_WHO}){{0,2}} (?:leda|leder|ge|na|"
            rf"nar|uppna|uppnar|astadkomma|komma|bidra|bidrar)(?: (?:till|fram|pa sikt|for resultat|"
            rf"for effekt))?"
        ),
    ),
    ("goal", r"(?:vad|vart) (?:leder|ger|bidrar) (?:det|detta|arbetet|insatsen)(?: till| for \w+)?"),
    ("goal", r"vad (?:ska |skall |blir |vara )*(?:bli )?(?:battre|annorlunda)(?: \w+){0,3}"),
    (
        "goal",
        (
            rf"vilken (?:skillnad|effekt|forandring)(?: {_MAY})?(?: {_WHO})? (?:gora|gor|ge|ger|fa|far|se|ser|"
            rf"astadkomma|vill \w+)"
        ),
    ),
    ("goal", r"(?:vilka mal har vi|vad ar (?:malet|malen|vart mal))"),
    (
        "indicator",
        (
            rf"(?:hur|sa|pa vilket satt) (?:vet|marks|marker|syns|ser|mater|mats|foljer|foljs|avgor|kan vi se|"
            rf"kan man se)(?: {_WHO}){{0,2}}(?: (?:att|om|nar|upp))?(?: \w+){{0,4}}"
        ),
    ),
    (
        "activity",
        (
            rf"(?:vad|hur)(?: {_MAY})?(?: {_WHO})? (?:gora|gor|genomfora|genomfors|goras|ske|arbeta|ga till|"
            rf"na dit)(?: (?:det|vi|da|konkret|for att na dit))?"
        ),
    ),
    (
        "background",
        (
            r"(?:varfor(?: (?:ar|gor|behovs) (?:det|detta|vi)(?: \w+){0,2})?|hur ser det ut(?: \w+){0,2}|"
            r"vad ar problemet)"
        ),
    ),
)
_READY = tuple((role, re.compile(pattern)) for role, pattern in _FORMS)
_WHAT = re.compile(r"(?:vad|vart|hur|varfor|pa vilket satt|vilken (?:skillnad|effekt))\b")


def asked_for(text: str) -> str | None:
    """The name of the role that a short question asks for, None where it is none or asks for something else."""
    bare = plain(text)
    if not text.rstrip(" :").endswith("?") or len(bare.split()) > 9:
        return None
    return next((role for role, pattern in _READY if pattern.fullmatch(bare)), None)


def may_ask_for(text: str, role: str) -> bool:
    """Whether a question may ask for a role that only a part of it names."""
    if not text.rstrip(" :").endswith("?") or not _WHAT.match(plain(text)):
        return True
    return role not in ("responsible", "time", "start", "end", "actor")


_TAIL = re.compile(
    r"\s+(?:varje år|årligen|att (?:ta sig an|ta tag i|lösa|hantera|möta|besvara|utforska|fundera (?:på|över)|svara på"
    r"|(?:arbeta|gå|jobba) (?:vidare )?med))[\s:]*$",
    re.I,
)


def without_tail(text: str) -> str:
    """A label without what is to be done with it ("Utmaningar att ta sig an") and how often ("… varje år")."""
    return _TAIL.sub("", text)
