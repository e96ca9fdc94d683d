"""Two editions laid beside each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from samplan.plans.shapes.content import PlanContent
from samplan.publishing.differences.items import SINGLE, Item, items_of
from samplan.publishing.differences.matching import Pair, Thing, match, out_of_order
from samplan.publishing.differences.shapes import AreaChanges, Change, Comparison, Detail, Field, Kind, Mark, Run, Said
from samplan.publishing.differences.words import runs_between

SAYS = {
    Field.STATUS: Mark.STATUS,
    Field.STATUS_WRITTEN: Mark.STATUS,
    Field.ATTAINMENT: Mark.ATTAINMENT,
    Field.GROUNDS: Mark.ATTAINMENT,
    Field.RESPONSIBLE: Mark.OWNER,
    Field.TAKES_PART: Mark.OWNER,
    Field.INFORMED: Mark.OWNER,
    Field.ACTOR: Mark.OWNER,
    Field.TIME: Mark.TIME,
    Field.TAGS: Mark.TAGS,
    **dict.fromkeys((Field.NUMBER, Field.GROUP, Field.FOCUS, Field.IDENTIFIED, Field.COST), Mark.CHANGED),
    **dict.fromkeys((Field.YEAR, Field.LEVEL, Field.SORT), Mark.CHANGED),
}
"""What a change of a field is called; of any other field the item is reworded."""
BODIES = {Field.RESPONSIBLE, Field.TAKES_PART, Field.INFORMED}
NOTHING = Said("")
TEXTS = frozenset({Kind.BACKGROUND, Kind.NEEDS, Kind.COMMENT})
"""Running texts of an area: their past is their area's."""
Homes = Mapping[int, int]
"""The place of an area in the later plan → its place in the earlier one."""


def compare(earlier: PlanContent, later: PlanContent) -> Comparison:
    """What happened between the two editions, in the order of the later one; what is gone stands last in its area.

    The plans may be different ones of the county. Costs about as much as the two plans are long, as long as most
    texts differ from each other.
    """
    before, after = _by_kind(earlier), _by_kind(later)
    names = _Names(earlier, later)
    areas = match(names.things(before[Kind.AREA], False), names.things(after[Kind.AREA], True))
    homes = {after[Kind.AREA][p.new].home or 0: before[Kind.AREA][p.old].home or 0 for p in areas}
    parents = names.parents(before[Kind.AREA], after[Kind.AREA])
    found = _Found(earlier, later, homes, parents)
    for kind in Kind:
        old, new = before[kind], after[kind]
        if kind is Kind.AREA:
            pairs = areas
        elif kind in SINGLE:
            old = _joined(old, new, homes, parents) if kind in TEXTS else old
            pairs = _in_place(old, new, homes)
        else:
            pairs = match(names.things(old, False), names.things(new, True, homes))
        found.tell(kind, old, new, pairs)
    return found.comparison()


def only(
    comparison: Comparison, *, area: str | None = None, mark: str | None = None, kind: str | None = None
) -> Comparison:
    """The changes of one area (its place in addresses; "" for the plan's own), of one sort, of one kind of item.

    The counts stay those of the whole.
    """
    groups = [
        AreaChanges(
            group.area,
            [c for c in group.changes if mark in {None, *c.marks} and kind in {None, c.kind}],
        )
        for group in comparison.areas
        if area is None or area == (group.area.slug if group.area else "")
    ]
    return replace(comparison, areas=[group for group in groups if group.changes])


def _by_kind(plan: PlanContent) -> dict[Kind, list[Item]]:
    kinds: dict[Kind, list[Item]] = defaultdict(list)
    for item in items_of(plan):
        kinds[item.kind].append(item)
    return kinds


class _Names:
    """The names by which items are known in both editions: ids within one plan, and the lineage from plan to plan."""

    def __init__(self, earlier: PlanContent, later: PlanContent) -> None:
        self.same_plan = earlier.id == later.id
        self.came: dict[tuple[str, str], list[str]] = defaultdict(list)
        for line in later.lineage:
            self.came[line.kind, line.to_id].append(line.from_id)

    def parents(self, before: Sequence[Item], after: Sequence[Item]) -> Mapping[int, list[int]]:
        """The place of an area in the later plan → places of all areas of the earlier one that it came out of."""
        at = {item.id: item.home or 0 for item in before}
        told = {item.home or 0: [at[key] for key in self._keys(item, True) if key in at] for item in after}
        return {home: sorted(set(places)) for home, places in told.items() if places}

    def things(self, items: Sequence[Item], later: bool, homes: Homes | None = None) -> list[Thing]:
        """Items as matching needs them: homes tells which earlier area a later one is."""
        made = []
        for item in items:
            home = item.home if homes is None or item.home is None else homes.get(item.home, -1 - item.home)
            made.append(Thing(tuple(self._keys(item, later)), item.text, home))
        return made

    def _keys(self, item: Item, later: bool) -> Iterable[str]:
        if not item.id:
            return
        if not later or self.same_plan:
            yield item.id
        if later:
            yield from self._came_from(item.kind.value, item.id)

    def _came_from(self, kind: str, item_id: str) -> list[str]:
        """Ids of all that an item came out of, step by step, the nearest first; an id is the same in every plan."""
        found = list(self.came.get((kind, item_id), ()))
        for one in found:
            found.extend(key for key in self.came.get((kind, one), ()) if key not in found)
        return found


def _joined(old: Sequence[Item], new: Sequence[Item], homes: Homes, parents: Mapping[int, Sequence[int]]) -> list[Item]:
    """The earlier texts, those of areas that were merged as the one text that they became, in the matched area."""
    at = {item.home: item for item in old}
    gone: set[int] = set()
    made: dict[int, Item] = {}
    for item in new:
        home = -1 if item.home is None else item.home
        some = [at[place] for place in parents.get(home, ()) if place in at]
        if len(some) > 1 and home in homes:
            text = "\n\n".join(one.text for one in some)
            gone.update(one.home for one in some if one.home is not None)
            made[homes[home]] = replace(some[0], home=homes[home], words={**some[0].words, Field.TEXT: Said(text)})
        elif len(some) == 1 and home in homes and some[0].home != homes[home] and homes[home] not in at:
            gone.update(one.home for one in some if one.home is not None)
            made[homes[home]] = replace(some[0], home=homes[home])
    return [*(item for item in old if item.home not in gone), *made.values()]


def _in_place(old: Sequence[Item], new: Sequence[Item], homes: Homes) -> list[Pair]:
    at = {item.home: place for place, item in enumerate(old)}
    pairs = []
    for place, item in enumerate(new):
        was = at.get(None if item.home is None else homes.get(item.home, -1))
        if was is not None:
            pairs.append(Pair(was, place))
    return pairs


class _Found:
    """Changes as they are found, and the areas that they belong to."""

    def __init__(
        self, earlier: PlanContent, later: PlanContent, homes: Homes, parents: Mapping[int, Sequence[int]]
    ) -> None:
        self.earlier, self.later, self.homes = earlier, later, homes
        # What is gone from an area that was merged into another is told where that one stands.
        self.came = {old: new for new, some in parents.items() for old in some} | {o: n for n, o in homes.items()}
        self.counts: Counter[str] = Counter()
        self.told: dict[tuple[bool, int], list[Change]] = defaultdict(list)

    def tell(self, kind: Kind, old: Sequence[Item], new: Sequence[Item], pairs: Sequence[Pair]) -> None:
        """All changes of one kind of item."""
        of = {pair.new: pair for pair in pairs}
        moved = self._moved_within(kind, old, new, pairs)
        for place, item in enumerate(new):
            pair = of.get(place)
            if pair is None:
                self._keep((True, _home(item)), _whole(item, Mark.ADDED))
                continue
            change = self._change(old[pair.old], item, pair, place in moved)
            if change is None:
                self.counts["same"] += 1
            else:
                self._keep((True, _home(item)), change)
        gone = set(range(len(old))) - {pair.old for pair in pairs}
        for place in sorted(gone):
            item = old[place]
            where = _home(item) if item.home is None else self.came.get(item.home)
            key = (True, where) if where is not None else (False, _home(item))
            self._keep(key, _whole(item, Mark.DROPPED))

    def _keep(self, key: tuple[bool, int], change: Change) -> None:
        self.told[key].append(change)
        self.counts.update(mark.value for mark in change.marks)

    def _moved_within(self, kind: Kind, old: Sequence[Item], new: Sequence[Item], pairs: Sequence[Pair]) -> set[int]:
        """Places of the later list that stand in another order within their area than before; of areas: in the plan."""
        by_home: dict[int | None, list[Pair]] = defaultdict(list)
        for pair in pairs:
            home = None if kind is Kind.AREA else new[pair.new].home
            if kind is Kind.AREA or self._same_home(old[pair.old], new[pair.new]):
                by_home[home].append(pair)
        moved: set[int] = set()
        for group in by_home.values():
            moved.update(group[at].new for at in out_of_order([pair.old for pair in group]))
        return moved

    def _same_home(self, old: Item, new: Item) -> bool:
        return old.home == (None if new.home is None else self.homes.get(new.home))

    def _change(self, old: Item, new: Item, pair: Pair, moved: bool) -> Change | None:
        came_from = None
        if new.kind is not Kind.AREA and not self._same_home(old, new) and old.home is not None:
            came_from = self.earlier.areas[old.home]
        details = () if old.words == new.words else _details(old, new)
        marks = {SAYS.get(detail.field, Mark.REWORDED) for detail in details}
        if old.text != new.text:
            marks.add(Mark.REWORDED)
        if moved or came_from is not None:
            marks.add(Mark.MOVED)
        if not marks:
            return None
        ordered = tuple(mark for mark in Mark if mark in marks)
        return Change(new.kind, ordered, runs_between(old.text, new.text), details, came_from, pair.by_text)

    def comparison(self) -> Comparison:
        """By area: the plan's own first, the later edition's in its order, and those that are gone."""
        keys = sorted(self.told, key=lambda key: (key[1] != -1, not key[0], key[1]))
        groups = []
        for later, home in keys:
            plan = self.later if later else self.earlier
            changes = sorted(self.told[later, home], key=lambda change: change.mark is Mark.DROPPED)
            groups.append(AreaChanges(plan.areas[home] if home >= 0 else None, changes))
        return Comparison(groups, dict(self.counts))


def _details(old: Item, new: Item) -> tuple[Detail, ...]:
    """What is said otherwise of an item, beside its text."""
    both = ((name, old.words.get(name, NOTHING), new.words.get(name, NOTHING)) for name in Field)
    return tuple(
        Detail(name, before, after)
        for name, before, after in both
        if name is not Field.TEXT and not _is_same(name, before, after)
    )


def _is_same(name: Field, before: Said, after: Said) -> bool:
    """Whether the same is said. Bodies are the same by their code, and by their name where one had no code yet."""
    return before.compared == after.compared or (name in BODIES and before.sv == after.sv)


def _home(item: Item) -> int:
    return -1 if item.home is None else item.home


def _whole(item: Item, mark: Mark) -> Change:
    """An item that is new or gone, with all that is said of it."""
    tag = "ins" if mark is Mark.ADDED else "del"
    rest = [(name, said) for name, said in item.words.items() if name is not Field.TEXT]
    details = tuple(
        Detail(name, NOTHING, said) if mark is Mark.ADDED else Detail(name, said, NOTHING) for name, said in rest
    )
    return Change(item.kind, (mark,), (Run(tag, item.text),) if item.text else (), details)
