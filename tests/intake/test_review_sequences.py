"""Whatever is done in a review and in whatever order: no word that somebody wrote and no reason goes away.

Written words only gather here (each change adds a word of its own), so each must stand in the review until its step is
taken back; what a step has put aside stands in the history.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.intake.test_telling import column
from tests.intake.worlds import ReviewWorld, a_review

from samplan.intake import actions, queries
from samplan.intake.models import EarlierReading, Import, ProposedItem, ReviewStep
from samplan.intake.recognisers.clues import Meaning
from samplan.intake.rules import IntakeError, main_field, may_stand
from samplan.intake.shapes import ItemState
from samplan.plans.shapes.items import ItemKind

KINDS = (ItemKind.ACTIVITY, ItemKind.GOAL, ItemKind.INDICATOR, ItemKind.RESPONSIBLE, ItemKind.OTHER)
TOLD = (
    column("Aktiviteter", Meaning.LONG_GOAL),
    column("Indikator", Meaning.ACTIVITY),
    column("Kortsiktiga mål", Meaning.NOTHING),
    column("Tidsplan", Meaning.INDICATOR),
    column("Aktiviteter", Meaning.ACTIVITY),
)
MOST_READINGS = 3
VERBS = ("accept", "accept_all", "change", "move", "split", "merge", "drop", "restore", "add", "undo", "read", "back")
Step = tuple[str, int, int]


@dataclass
class Reviewer:
    """Somebody at work. written: each word, and the step that it came with. live: those that stand in the review."""

    world: ReviewWorld
    written: dict[str, int] = field(default_factory=dict)
    live: set[str] = field(default_factory=set)
    readings: int = 0

    @property
    def imported(self) -> Import:
        return Import.objects.get(pk=self.world.imported.pk)

    def pick(self, n: int, *kinds: ItemKind) -> ProposedItem | None:
        there = [i for i in self.world.items() if (not kinds and i.kind != ItemKind.PLAN) or i.kind in kinds]
        return there[n % len(there)] if there else None

    def wrote(self, word: str, *, stays: bool) -> None:
        self.written[word] = self.last_step()
        if stays:
            self.live.add(word)

    def last_step(self) -> int:
        step = ReviewStep.objects.filter(imported=self.imported).order_by("-id").first()
        return step.pk if step else 0

    def do(self, number: int, verb: str, n: int, m: int) -> None:
        item = self.pick(n)
        assert item is not None
        getattr(self, verb)(f"ord{number}xyz", item, n, m)

    def accept(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        actions.accept_item(by=self.world.coordinator, item=item)

    def accept_all(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        actions.accept_all_items(by=self.world.coordinator, imported=self.imported)

    def change(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        name = main_field(ItemKind(item.kind))
        values = {name: f"{item.values[name]} {word}"}
        actions.change_item(by=self.world.coordinator, item=item, values=values)
        self.wrote(word, stays=True)

    def move(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        parent = self.pick(m, ItemKind.AREA)
        if parent is not None and item.kind in KINDS:
            kind = KINDS[m % len(KINDS)]
            actions.move_item(by=self.world.coordinator, item=item, kind=kind, parent=parent)

    def split(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        told = str(item.values[main_field(ItemKind(item.kind))]).split()
        at = 1 + m % max(1, len(told) - 1)
        texts = [" ".join(told[:at]), " ".join(told[at:])]
        if item.kind in KINDS:
            actions.split_item(by=self.world.coordinator, item=item, texts=texts)

    def merge(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        beside = [i for i in self.world.items(ItemKind(item.kind)) if i.parent_id == item.parent_id]
        actions.merge_items(by=self.world.coordinator, items=beside[:2])

    def drop(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        actions.drop_item(by=self.world.coordinator, item=item, reason=word)
        self.wrote(word, stays=False)

    def restore(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        actions.restore_item(by=self.world.coordinator, item=item)

    def add(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        by, areas = self.world.coordinator, self.pick(m, ItemKind.AREA)
        root = self.pick(0, ItemKind.PLAN)
        assert root is not None
        if areas is None or m % 4 == 0:
            actions.add_item(by=by, imported=self.imported, kind=ItemKind.AREA, parent=root, values={"title": word})
        else:
            values = {"text": f"Något {word}"}
            actions.add_item(by=by, imported=self.imported, kind=ItemKind.ACTIVITY, parent=areas, values=values)
        self.wrote(word, stays=True)

    def undo(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        step = self.last_step()
        verb = actions.take_back_step(by=self.world.coordinator, imported=self.imported)
        gone = {one for one, at in self.written.items() if at == step} if verb else set()
        self.live -= gone
        for one in gone:
            del self.written[one]
        if verb == "take_back_reading":
            # All that went along back is put aside at once; it stands in the reading that was taken back.
            self.live &= {one for one in self.live if one in self.shown()}

    def read(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        if self.readings < MOST_READINGS:
            self.readings += 1
            told = [TOLD[m % len(TOLD)]]
            actions.tell_reader(by=self.world.coordinator, imported=self.imported, told=told, in_background=False)
            actions.read_import(imported_id=self.imported.pk)

    def back(self, word: str, item: ProposedItem, n: int, m: int) -> None:
        actions.take_back_reading(by=self.world.coordinator, imported=self.imported)

    def shown(self) -> str:
        return json.dumps([[i.values, i.drop_reason] for i in self.world.items()], ensure_ascii=False)

    def history(self) -> str:
        steps = ReviewStep.objects.filter(imported=self.imported).values_list("before", flat=True)
        readings = EarlierReading.objects.filter(imported=self.imported).values_list("content", flat=True)
        return json.dumps([list(steps), list(readings)], ensure_ascii=False)

    def check(self) -> None:
        """Nothing is lost, and the items belong together."""
        shown = self.shown()
        assert {word for word in self.live if word not in shown} == set()
        known = shown + self.history()
        assert {word for word in self.written if word not in known} == set()
        items = {item.pk: item for item in self.world.items()}
        assert [item.kind for item in items.values() if item.parent_id is None] == [ItemKind.PLAN]
        assert len({item.tag for item in items.values()}) == len(items)
        for item in items.values():
            assert item.parent_id is None or may_stand(ItemKind(item.kind), ItemKind(items[item.parent_id].kind))
            assert (item.state == ItemState.DROPPED) == bool(item.drop_reason)
        assert sum(part.items for part in queries.review_page(self.imported).parts) == len(items)


AFTER_EACH_OTHER: list[Step] = [
    ("change", 6, 0),
    ("add", 0, 1),
    ("move", 8, 1),
    ("split", 6, 1),
    ("drop", 7, 0),
    ("read", 0, 0),
    ("change", 5, 0),
    ("merge", 6, 0),
    ("read", 0, 3),
    ("add", 0, 4),
    ("drop", 9, 0),
    ("back", 0, 0),
    ("change", 4, 0),
    ("back", 0, 0),
    ("undo", 0, 0),
    ("undo", 0, 0),
]


@pytest.mark.django_db
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 30), st.integers(0, 30)), min_size=4, max_size=14))
@example(AFTER_EACH_OTHER)
def test_no_word_and_no_reason_goes_away(steps: list[Step]) -> None:
    with transaction.atomic():
        reviewer = Reviewer(a_review())
        for number, (verb, n, m) in enumerate(steps):
            try:
                reviewer.do(number, verb, n, m)
            except IntakeError:
                continue
            reviewer.check()
        # The next example begins with an empty database.
        transaction.set_rollback(True)
