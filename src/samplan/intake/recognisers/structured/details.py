"""What stands together in one place though it is several things: activity, time and body in one cell or one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.documents.blocks import Block, ListItem, Paragraph, Table
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.splitting import sentences
from samplan.intake.recognisers.structured.content import is_doing
from samplan.intake.recognisers.structured.sayings import assigned_to, said
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.times import ReadTime, is_time, read_time
from samplan.intake.recognisers.values import bodies, is_body, is_name, only_bodies
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

Part = Paragraph | ListItem

DETAILS = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.ACTOR})
"""What a line under an activity, or words behind it, may tell about it."""

_INLINE = re.compile(r"(?:^|[\s(;,.–—-])([A-Za-zÅÄÖåäö][\wÅÄÖåäö/ ]{1,28}?)\s*:\s+")


@dataclass(slots=True)
class Told:
    """Parts that are activities, and what is told about them beside."""

    parts: list[Part] = field(default_factory=list)
    beside: list[Part] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def time(self, years: tuple[int, int] | None) -> ReadTime | None:
        """The time told beside, if any."""
        return read_time(" ".join(self.times), plan_years=years) if self.times else None


def grouped(parts: Sequence[Part], ledger: Ledger, *, with_bodies: bool = True) -> list[Told]:
    """Activities with the labelled lines under them ("Ansvarig: …", "Tid: …").

    with_bodies: a line that only names bodies tells whose the activity is; not where a column of its own does.
    """
    found: list[Told] = []
    for part in parts:
        lead = vocabulary().leading(part.text)
        if lead and found and lead[0].role in DETAILS and plain(lead[2]):
            found[-1].beside.append(part)
            _tell(found[-1], lead[0].role, lead[2])
        elif found and (is_time(part.text) or (with_bodies and only_bodies(part.text))):
            found[-1].beside.append(part)
            _tell(found[-1], Role.TIME if is_time(part.text) else Role.RESPONSIBLE, part.text)
        elif found and not found[-1].beside:
            found[-1].parts.append(part)
        else:
            found.append(Told([part]))
    return found


def _tell(told: Told, role: Role, text: str) -> None:
    if role in (Role.RESPONSIBLE, Role.ACTOR):
        for piece in segments(text):
            if is_time(piece):
                told.times.append(piece)
            else:
                told.bodies.extend(bodies(piece))
    else:
        told.times.append(text.strip())


def inline(text: str) -> tuple[str, Told]:
    """A text without the details labelled inside it, and those: "…; ansvarig: X; tid: vt 2024"."""
    told = Told()
    cuts: list[tuple[int, int, Role]] = []
    for match in _INLINE.finditer(text):
        label = vocabulary().label(match[1])
        if label and label.role in DETAILS and match.start() > 0:
            cuts.append((match.start(), match.end(), label.role))
    if not cuts:
        return _in_sentence(text) or _in_tail(text) or _at_end(text)
    for place, (_, begin, role) in enumerate(cuts):
        end = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        _tell(told, role, text[begin:end].strip(" ();,.–—-"))
    return text[: cuts[0][0]].rstrip(" (;,–—-"), told


def _in_sentence(text: str) -> tuple[str, Told] | None:
    """A text without a last sentence that says who does it ("… Ansvarig är Region X."), and those bodies."""
    parts = sentences(text)
    given = assigned_to(parts[-1]) if len(parts) > 1 else None
    if given is not None:
        return " ".join(parts[:-1]), Told(bodies=bodies(given[0]), times=[given[1]] if given[1] else [])
    told = said(parts[-1]) if len(parts) > 1 else None
    if told is None or told[0] is not Role.RESPONSIBLE or "ansvar" not in told[1].lower():
        return None
    return " ".join(parts[:-1]), Told(bodies=bodies(told[2]))


_SHORT = re.compile(r"\b(?:t\.?o\.?m|fr\.?o\.?m|fr|tom|sept?|okt|nov|dec|jan|feb|aug|ca|kv|m\.fl)\.\s+$", re.I)
"""Short forms of times and counts, after which no sentence ends."""


def _in_tail(text: str) -> tuple[str, Told] | None:
    """A text without the times and names that stand as a sentence at its end ("… Vt 2026, Region X."), and those."""
    for cut in (
        match.end() for match in re.finditer(r"[.;]\s+(?=\S)", text) if not _SHORT.search(text, 0, match.end())
    ):
        if any(text[:cut].count(sign) != text[:cut].count(other) for sign, other in ("()", "[]")):
            continue
        pieces = [piece.strip(" .") for piece in re.split(r"[,;]", text[cut:]) if plain(piece)]
        if any(sign in piece for piece in pieces for sign in "()[]"):
            continue
        times = [piece for piece in pieces if is_time(piece)]
        names = [piece for piece in pieces if not is_time(piece)]
        if cut >= 8 and times and all(_like_a_name(name) for name in names):
            return text[:cut].rstrip(" ;"), Told(times=times, bodies=[body for name in names for body in bodies(name)])
    return None


def told_inside(text: str) -> bool:
    """Whether a text is an activity with its details labelled inside it: "1.1 Utbilda lärare. Ansvarig: X."."""
    bare = re.sub(r"^\s*[A-Z]?\d{1,2}(?:\.\d{1,2})*[.:)]?\s+", "", text)
    roles = {
        label.role for match in _INLINE.finditer(bare) if match.start() > 0 and (label := vocabulary().label(match[1]))
    }
    return len(text) < 400 and is_doing(bare) and bool(roles & DETAILS)


_END = re.compile(
    r"^(?P<text>.{8,}?)\s*(?:[(\[](?P<in>[^()\[\]]{3,140})[)\]]|\s[–—-]\s(?P<after>[^–—]{3,90}))\s*\.?\s*$", re.S
)
_BEFORE_MORE = re.compile(r"^(?P<text>[^()]{8,}?)\s*\((?P<in>[^()]{3,140})\)\s*\.\s+(?P<more>[A-ZÅÄÖ][^()]*)$", re.S)


def _at_end(text: str) -> tuple[str, Told]:
    """A text without the bodies and times that stand in brackets or behind a dash at its end, and those.

    A bracket that ends the first sentence counts too: what follows it only explains.
    """
    before = _BEFORE_MORE.match(text)
    told = _in_bracket(before["in"]) if before else None
    if before and told:
        return f"{before['text'].rstrip(' .')}. {before['more'].strip()}", told
    match = _END.match(text)
    if match is None:
        return text, Told()
    told = _in_bracket(match["in"]) if match["in"] else _behind(match["after"])
    return (match["text"].strip(), told) if told else (text, Told())


def _in_bracket(text: str) -> Told | None:
    """The times and bodies of a bracket; beside a time, whatever is written like a name is a body's."""
    pieces = [piece.strip() for piece in re.split(r"[;,]", text) if piece.strip()]
    times = [piece for piece in pieces if is_time(piece)]
    names = [piece for piece in pieces if not is_time(piece)]
    if not names or not (
        all(_names_bodies(name) for name in names) or (times and all(_like_a_name(name) for name in names))
    ):
        return None
    return Told(times=times, bodies=[body for name in names for body in bodies(name)])


def _behind(text: str) -> Told | None:
    pieces = [piece.strip() for piece in re.split(r"[;,]|\soch\s", text)]
    times = [piece for piece in pieces if is_time(piece)]
    names = [piece for piece in pieces if not is_time(piece)]
    if not names or not all(is_name(name) for name in names):
        return None
    return Told(times=times, bodies=[body for name in names for body in bodies(name)])


def _names_bodies(text: str) -> bool:
    return _is_body(text, True) or all(_is_body(name, True) for name in bodies(text))


def _like_a_name(text: str) -> bool:
    """Whether words beside a time may be a body's name: few, with a capital or a body's noun, and nothing counted."""
    few = len(text.split()) <= 8 and not re.search(r"\d|[.!?:]", text)
    return few and ((text[:1].isupper() and not is_doing(text)) or is_body(text))


def shared_ends(parts: Sequence[Part]) -> frozenset[str]:
    """What stands in brackets at the end of two or more parts in the same words: whose they all are."""
    found = [match["in"] for part in parts if (match := _END.match(part.text)) and match["in"]]
    same = {text for text in found if found.count(text) > 1}
    return frozenset(text for text in same if not is_time(text) and _like_a_name(text))


def without_shared(text: str, shared: frozenset[str]) -> tuple[str, list[str]]:
    """A text without the name that it shares with others of its list, and the bodies in that."""
    match = _END.match(text) if shared else None
    if match is None or match["in"] not in shared:
        return text, []
    return match["text"].strip(), bodies(match["in"])


def _is_body(text: str, within: bool) -> bool:
    """Whether words at the end of an activity are a body's name; in brackets "kommunerna" will do."""
    small = within and " " not in text and is_body(text) and text.endswith(("na", "en", "et"))
    return is_name(text) or small


def tail(text: str) -> tuple[str, Told]:
    """A text without the times and bodies at its end, of a column that holds all three: "…, Region X, vt 2024"."""
    told = Told()
    pieces = [piece for piece in re.split(r"(\s*[;,()]\s*|\s[–—-]\s|\s/\s|\.\s+)", text) if piece]
    while len(pieces) > 1:
        last = pieces[-1].strip(" .")
        if not plain(last):
            pieces.pop()
        elif is_time(last):
            told.times.insert(0, last)
            pieces.pop()
        elif is_body(last) and len(last.split()) <= 6 and (last[:1].isupper() or " " not in last):
            told.bodies[:0] = bodies(last)
            pieces.pop()
        else:
            break
    return "".join(pieces).strip(" ;,–—-("), told


def named(text: str) -> Told:
    """The bodies and times that words after "Ansvarig:" name."""
    return inline(f"– ansvarig: {text}")[1] if text else Told()


def leads_apart(block: Part, ledger: Ledger, *, within: bool = False) -> list[Part]:
    """A paragraph cut where labels lead its sentences ("Mål: … Aktivitet: … Ansvarig: …"), if two or more do.

    within: what stands before the first label is an item of its own, and one label is enough.
    """
    if block.text.count(":") < (1 if within else 2):
        return [block]
    cut: list[str] = []
    led = 0
    for text in (text for stretch in _STROKES.split(block.text) for text in sentences(stretch)):
        lead = vocabulary().leading(text)
        begins = bool(lead and plain(lead[2]) and lead[0].certainty >= 0.95 and ":" in text[: len(lead[1]) + 2])
        led += begins
        if begins or not cut:
            cut.append(text)
        else:
            cut[-1] = f"{cut[-1]} {text}"
    first = vocabulary().leading(cut[0]) if cut else None
    apart = (led > 0 and len(cut) > 1) if within else bool(led > 1 and first)
    return [ledger.part(text, block) for text in cut] if apart else [block]


_STROKES = re.compile(r"\s+[|•·]\s+|\t")
"""Signs between labelled details in one line ("Ansvar: X | Klart: 2026")."""


def share(label: Label, parts: Sequence[Part], ledger: Ledger) -> list[tuple[Role, list[Part]]]:
    """Part a cell that holds two things: what is a time, what is a sum, and the rest for the first other role."""
    found: dict[Role, list[Part]] = {role: [] for role in label.roles}
    rest = next((role for role in label.roles if role not in (Role.TIME, Role.COST)), label.role)
    for part in parts:
        lead = vocabulary().leading(part.text)
        if lead and lead[0].role in found and plain(lead[2]):
            found[lead[0].role].append(ledger.part(lead[2], part))
            continue
        if Role.COST in found and amounts(part.text, bare=False) and not is_body(part.text):
            found[Role.COST].append(part)
            continue
        for text in segments(part.text):
            role = rest
            if Role.TIME in found and is_time(text):
                role = Role.TIME
            elif Role.COST in found and amounts(text, bare=rest is not Role.ACTIVITY):
                role = Role.COST
            found[role].append(ledger.part(text, part))
    return [(role, parts) for role, parts in found.items() if parts]


def segments(text: str) -> list[str]:
    """A text parted at commas, semicolons and brackets, where a time or a sum may stand by itself."""
    parts = [part.strip(" .") for part in re.split(r"[;,()]|\s[–—-]\s|\s/\s|:\s", text) if part.strip(" .")]
    special = [part for part in parts if is_time(part) or amounts(part, bare=False)]
    if not special:
        return _time_first(text)
    rest = text
    for part in special:
        rest = rest.replace(part, "\x00")
    rest = re.sub(r"\s*[;,(]?\s*\x00\s*[);,:]?|\s*[–—/-]\s*\x00", " ", rest).strip(" ,;:–-/")
    return ([rest] if plain(rest) else []) + special


def _time_first(text: str) -> list[str]:
    """A text that begins with a time and goes on with something else, as columns run together leave it."""
    parts = text.split()
    for count in range(min(len(parts) - 1, 6), 0, -1):
        head = " ".join(parts[:count])
        if is_time(head) and re.search(r"\d|öpande|ågående|rligen", head):
            return [" ".join(parts[count:]), head]
    return [text]


def without_trail(held: list[Part]) -> list[Part]:
    """A list without the short lines behind it that are none of its items (a reference number, a series)."""
    kept = list(held)
    listed = any(isinstance(part, ListItem) for part in held)
    while kept and isinstance(kept[-1], Paragraph):
        apart = len(kept) > 1 and (listed or _stands_apart(kept[-2], kept[-1]))
        if not (_COLOPHON.match(kept[-1].text) or _DOCKET.match(kept[-1].text) or (apart and _is_stray(kept[-1].text))):
            break
        kept.pop()
    return kept


_DOCKET = re.compile(
    r"^\s*(?:dnr|d\.nr|diarien\w*|ärenden\w*|reg\.?\s?nr|dokument(?:nr|nummer|id)?|version|sida|sid\.?)\b[^.!?]*\d[^.!?]*$",
    re.I,
)
"""A line that names the document, as footers do."""

_COLOPHON = re.compile(
    r"^\s*(?:citera|hänvisa till|utgiven av|utgivare|tryck|omslag|foto|produktion|layout|form)\b.{0,30}:", re.I
)
"""A line about the document as a printed matter, at its end."""


def _stands_apart(before: Part, part: Part) -> bool:
    """Whether rows of the sheet lie between two lines of a workbook."""
    one, other = before.provenance, part.provenance
    return bool(one.sheet and one.row is not None and other.row is not None and other.row - one.row > 1)


def _is_stray(text: str) -> bool:
    return len(text.split()) <= 5 and not text.rstrip().endswith((".", "?", "!", ":"))


def closing_lines(blocks: Sequence[Block]) -> set[int]:
    """The places of short lines at the end of a workbook's sheet that are no items of the list above them."""
    found = set()
    for place in range(1, len(blocks)):
        block, before = blocks[place], blocks[place - 1]
        sheet = block.provenance.sheet
        ends = place + 1 == len(blocks) or blocks[place + 1].provenance.sheet != sheet
        if sheet and ends and isinstance(block, Paragraph) and _closes(block.text, before):
            found.add(place)
    return found


def _closes(text: str, before: Block) -> bool:
    if not _is_stray(text) or text.rstrip().endswith(":") or is_body(text) or is_time(text) or is_doing(text):
        return False
    lead = vocabulary().leading(text)
    if lead is not None and plain(lead[2]):
        return False
    if amounts(text) or read_title(text).number or isinstance(before, Table):
        return False
    marked = isinstance(before, ListItem) or bool(re.match(r"^\s*(?:\d{1,2}|[a-z])[.)]\s", before.text))
    return marked or before.text.rstrip().endswith((".", "?")) or vocabulary().leading(before.text) is not None
