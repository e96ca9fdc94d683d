"""How the list of what a plan lacks is laid out: parts by what has to be done, in them each predicate with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from samplan.plans import checks
from samplan.plans.rights import EditRights
from samplan.plans.shapes.findings import Finding, GateLevel, Level, Place, PlanCheck, SetAside
from samplan.plans.shapes.items import ItemKind
from samplan.web.swedish import said

FOLDED_FROM = 8
"""A predicate with more rows than this shows the first ones and folds the rest."""
AT_MOST = 40
"""Rows of a predicate that are laid out at all, until somebody asks for the whole of it."""
ADDED = frozenset({"responsible", "indicator", "background", "goal", "activity", "followup"})
"""Fields that are items of their own: what is missing is added."""
WAITS = frozenset({"half_waits_for_the_same", "several_wait_for_the_same"})
JUST_AREAS = WAITS
SAYS_IT_ALL = frozenset({ItemKind.PLAN, ItemKind.AREA})
"""Kinds whose own words tell nothing of the finding."""


def mend_address(plan_id: int, finding: Finding, place: Place) -> str:
    """The form in which a finding is mended, with the field that has the focus and the way back to the list."""
    back = f"tillbaka={finding.code}"
    if finding.code in WAITS and place.kind is ItemKind.PLAN:
        return f"{reverse('workspace:wait_add', args=[plan_id])}?{back}"
    if finding.code == "areas_missing":
        return reverse("workspace:add", args=[plan_id, "area"])
    if finding.field in ADDED and place.kind in SAYS_IT_ALL:
        if place.area is None:
            return reverse("workspace:plan", args=[plan_id])
        return f"{reverse('workspace:add', args=[plan_id, finding.field])}?omrade={place.area}&{back}"
    if not place.item:
        return reverse("workspace:plan", args=[plan_id])
    field = finding.field if place.kind is finding.place.kind else "text"
    return f"{reverse('workspace:change', args=[plan_id, place.kind.value, int(place.item)])}?falt={field}&{back}"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to mend. number: the area's; text: what it is; written: the text is the plan's own words.

    may_mend: the one who reads may change what is asked for; may_wait: they may set it aside.
    """

    number: str
    text: str
    address: str
    before: bool
    key: str
    written: bool = True
    note: str = ""
    may_mend: bool = False
    may_wait: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The findings of one predicate. several: findings that concern several places, each with its rows.

    left: how many findings are not laid out.
    """

    code: str
    heading: str
    why: str
    remedy: str
    count: int
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    several: tuple[Several, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Several:
    """One finding that concerns several places: what it says, and where it is mended. areas: links by name.

    left: how many places are not laid out.
    """

    sentence: str
    before: bool
    key: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    areas: tuple[tuple[str, str], ...]
    left: int = 0
    may_wait: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list."""

    code: str
    heading: str
    why: str
    count: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finding that is set aside."""

    heading: str
    sentence: str
    number: str
    aside: SetAside
    may_take_up: bool


class Listing:
    """Makes the list of one plan's findings, for somebody with these rights in it.

    gate: what the county has chosen; whole: a predicate laid out entirely.
    """

    def __init__(
        self, plan_id: int, check: PlanCheck, gate: dict[str, GateLevel], rights: EditRights, whole: str = ""
    ) -> None:
        self.plan_id = plan_id
        self.rights = rights
        self.whole = whole
        self.areas = dict(check.areas)
        self.gate = gate

    def before(self, finding: Finding) -> bool:
        """Whether it should be sorted out before the next edition."""
        level = self.gate.get(finding.code, checks.default_gate(finding.code))
        return level is GateLevel.STOP or (finding.level is Level.BEFORE and level is not GateLevel.OFF)

    def parts(self, findings: Iterable[Finding]) -> tuple[Part, ...]:
        """The list, empty parts left out."""
        by_code: dict[str, list[Finding]] = {}
        for finding in findings:
            by_code.setdefault(finding.code, []).append(finding)
        parts = []
        for code, group in checks.groups().items():
            blocks = tuple(self._block(c, by_code[c]) for c in by_code if checks.group_of(c) == code)
            if blocks:
                words = group.title.sentences(), group.why.sentences()
                parts.append(Part(code, said(words[0]), said(words[1]), sum(b.count for b in blocks), blocks))
        return tuple(parts)

    def waiting(self, aside: Iterable[tuple[Finding, SetAside]]) -> tuple[Waiting, ...]:
        """The findings set aside."""
        return tuple(
            Waiting(
                said(checks.heading(f.code)), said(checks.sentence_of(f)), self._number(f.place), a, self._may_wait(f)
            )
            for f, a in aside
        )

    def _may_wait(self, finding: Finding) -> bool:
        """Whether the finding is theirs to set aside."""
        return self.rights.may_edit(_area_id(finding.place))

    def _may_mend(self, finding: Finding, place: Place) -> bool:
        """Whether they may change what the way to mend leads to."""
        if finding.code in WAITS and place.kind is ItemKind.PLAN:
            return self.rights.everything or bool(self.rights.areas)
        added = finding.field in ADDED and place.kind in SAYS_IT_ALL
        return self.rights.may_edit(_area_id(place), ItemKind(finding.field) if added else place.kind)

    def _block(self, code: str, findings: Sequence[Finding]) -> Block:
        most = self._most(code)
        alone, several = [f for f in findings if not f.places], [f for f in findings if f.places]
        single = [self._row(f) for f in alone[:most]]
        return Block(
            code=code,
            heading=said(checks.heading(code)),
            why=said(checks.reason(code)),
            remedy=said(checks.remedy(code)),
            count=len(findings),
            rows=tuple(single[:FOLDED_FROM]),
            more=tuple(single[FOLDED_FROM:]),
            several=tuple(self._several(f) for f in several[:most]),
            left=len(alone[most:]) + len(several[most:]) if most else 0,
        )

    def _most(self, code: str) -> int | None:
        return None if code == self.whole else AT_MOST

    def _number(self, place: Place) -> str:
        name = self.areas.get(place.area or "", "")
        first, _, rest = name.partition(" ")
        return first if rest and first[:1].isdigit() else ""

    def _row(self, finding: Finding) -> Row:
        place = finding.place
        sentence = said(checks.sentence_of(finding))
        own = place.words if place.kind is not ItemKind.PLAN else ""
        number = self._number(place)
        text = own.removeprefix(f"{number} ") if place.kind is ItemKind.AREA else own
        note = sentence if finding.quote and finding.quote != place.words and own else ""
        return Row(
            number=number,
            text=text or sentence,
            address=mend_address(self.plan_id, finding, place),
            before=self.before(finding),
            key=finding.key,
            written=bool(text),
            note=note,
            may_mend=self._may_mend(finding, place),
            may_wait=self._may_wait(finding),
        )

    def _several(self, finding: Finding) -> Several:
        places = [p for p in (finding.place, *finding.places) if p.kind is not ItemKind.PLAN]
        most, left = self._most(finding.code), 0
        places = list(dict.fromkeys(places))
        rows = [self._place_row(finding, p) for p in places[:most]]
        if most:
            left = len(places[most:])
        links: tuple[tuple[str, str], ...] = ()
        if finding.code in JUST_AREAS:
            links = tuple(
                (self.areas[a], reverse("workspace:area", args=[self.plan_id, int(a)])) for a in finding.areas
            )
            address = mend_address(self.plan_id, finding, finding.place)
            words, may = said(checks.remedy(finding.code)).capitalize(), self._may_mend(finding, finding.place)
            rows, left = [Row("", words, address, False, "", written=False, may_mend=may)], 0
        return Several(
            sentence=said(checks.sentence_of(finding)),
            before=self.before(finding),
            key=finding.key,
            rows=tuple(rows[:FOLDED_FROM]),
            more=tuple(rows[FOLDED_FROM:]),
            areas=links,
            left=left,
            may_wait=self._may_wait(finding),
        )

    def _place_row(self, finding: Finding, place: Place) -> Row:
        number = self._number(place)
        words = place.words.removeprefix(f"{number} ") if place.kind is ItemKind.AREA else place.words
        if not words or words == finding.quote:
            # The finding has said the words already: what is missing is where they stand.
            name = self.areas.get(place.area or "", "")
            words = name.removeprefix(f"{number} ") or words
        address = mend_address(self.plan_id, finding, place)
        return Row(number, words, address, False, "", may_mend=self._may_mend(finding, place))


def _area_id(place: Place) -> int | None:
    return int(place.area) if place.area else None


def in_place(check: PlanCheck) -> tuple[str, ...]:
    """What may be said of the plan because nothing was found; nothing of a plan without areas."""
    if not check.areas:
        return ()
    found = {f.code for f in check.open} | {f.code for f, _aside in check.aside}
    # No area has anybody: then it is no praise that no single one is missing.
    found |= {"responsible_missing"} if "no_responsible_anywhere" in found else set()
    told = (checks.well(code) for code in checks.codes() if code not in found)
    return tuple(said(words) for words in told if words)
