"""What a person sees of imports: the list, the progress, and one part of a review with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from samplan.actors.queries import partnerships_seen_by
from samplan.documents.serialise import from_json
from samplan.intake.comparing import Changed as Changed
from samplan.intake.comparing import Comparison as Comparison
from samplan.intake.comparing import comparison as comparison
from samplan.intake.comparing import goes_beside as goes_beside
from samplan.intake.comparing import is_scaffolding
from samplan.intake.doubts import sentence
from samplan.intake.models import Import, ImportedDocument, ImportedFile, ProposedItem, ReviewStep
from samplan.intake.planfiles import JSON_DOCUMENT
from samplan.intake.rules import is_doubtful, main_field
from samplan.intake.shapes import ImportState, ItemState, Outcome
from samplan.intake.source_view import Marked, Place, SourceBlock, extents, view
from samplan.intake.telling import Telling as Telling
from samplan.intake.telling import by_county as by_county
from samplan.intake.telling import latest_reread as latest_reread
from samplan.intake.telling import telling as telling
from samplan.intake.telling import told_word_for as told_word_for
from samplan.plans.shapes.items import ItemKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from samplan.actors.models import Person


def imports_visible_to(person: Person) -> QuerySet[Import]:
    """The imports of the partnerships that a person works in, newest first."""
    return Import.objects.filter(partnership__in=partnerships_seen_by(person)).select_related("plan", "partnership")


def imports_with_left(person: Person) -> QuerySet[Import]:
    """The same, newest first, each with `left`: how many of its items are yet to be decided on."""
    # Counting drops the order that the table has by itself.
    left = Count("items", filter=Q(items__state=ItemState.WAITING))
    return imports_visible_to(person).annotate(left=left).order_by("-uploaded_at", "-pk")


def imports_waiting_for(person: Person) -> QuerySet[Import]:
    """Imports with something to do: not read, not reviewed, or put into a plan in part."""
    unfinished = (ImportState.RECEIVED, ImportState.READING, ImportState.FAILED, ImportState.REVIEW)
    return imports_with_left(person).filter(Q(state__in=unfinished) | Q(state=ImportState.COMMITTED, left__gt=0))


def read_before(imported: Import) -> Import | None:
    """The last time that the same document, byte for byte, was given to the same county before. One query."""
    earlier = Import.objects.filter(partnership=imported.partnership_id, digest=imported.digest, pk__lt=imported.pk)
    return (
        earlier.exclude(state__in=(ImportState.FAILED, ImportState.DISMISSED, ImportState.ERASED))
        .order_by("-pk")
        .first()
    )


def was_reviewed(imported: Import) -> bool:
    """Whether there is a review to go on with: a document that could not be read has none."""
    return imported.items.exists()


def import_for(person: Person, import_id: int) -> Import | None:
    """One import, if the person may see it."""
    return imports_visible_to(person).filter(pk=import_id).first()


def item_for(person: Person, item_id: int) -> ProposedItem | None:
    """One proposed item, if the person may see its import."""
    items = ProposedItem.objects.select_related("imported__plan", "imported__partnership", "parent", "parent__parent")
    return items.filter(pk=item_id, imported__in=imports_visible_to(person)).first()


def original_file(imported: Import) -> bytes:
    """The document as it came."""
    return bytes(ImportedFile.objects.get(imported=imported).data)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading has come. error: the sentence in the asked language, when it failed."""

    import_id: int
    name: str
    state: ImportState
    done: int
    total: int
    error: str | None
    uploaded_at: datetime


def progress(imported: Import, language: str) -> Progress:
    """How far an import has come."""
    error = imported.error_sv if language.startswith("sv") else imported.error_en
    return Progress(
        import_id=imported.pk,
        name=imported.name,
        state=ImportState(imported.state),
        done=imported.done,
        total=imported.total,
        error=error or None,
        uploaded_at=imported.uploaded_at,
    )


@dataclass(frozen=True, slots=True)
class ItemDoubt:
    """Why to look: a sentence, and the words in question."""

    code: str
    sentence: str
    detail: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One proposed item. values and as_read: the fields of its kind as JSON. text: its words."""

    id: int
    tag: str
    kind: ItemKind
    parent_id: int | None
    parent_tag: str | None
    text: str
    values: dict[str, Any]
    as_read: dict[str, Any] | None
    as_written: str
    page: int | None
    row: int | None
    sheet: str | None
    certainty: float
    doubtful: bool
    doubts: tuple[ItemDoubt, ...]
    state: ItemState
    drop_reason: str
    added_by_hand: bool
    in_source: bool


@dataclass(frozen=True, slots=True)
class PartSummary:
    """A part of a review: number 0 is the plan itself, the others one area each."""

    number: int
    title: str | None
    items: int
    waiting: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One part of a review, with the whole import's figures beside it.

    beside: what is accepted goes into a plan that the import did not make, after a page that compares.
    plan_file: the document was a plan file (JSON), so nothing had to be understood.
    items: all of the part in the order of the source; doubtful ones are marked, the page shows them first.

    """

    import_id: int
    name: str
    state: ImportState
    plan_id: int | None
    pages: int | None
    words_total: int
    words_kept: int
    warnings: tuple[str, ...]
    parts: tuple[PartSummary, ...]
    part: PartSummary
    items: tuple[ReviewItem, ...]
    source: tuple[SourceBlock, ...]
    waiting: int
    accepted: int
    sure: int
    can_take_back: bool
    area_id: int | None
    plan_file: bool
    beside: bool

    @property
    def all_sure(self) -> bool:
        """Whether something waits, and nothing of it is doubtful."""
        return bool(self.waiting) and not any(part.doubtful for part in self.parts)

    @property
    def doubtful_elsewhere(self) -> tuple[PartSummary, ...]:
        """The other parts in which something is doubtful, those behind this one first."""
        others = [part for part in self.parts if part.doubtful and part.number != self.part.number]
        return tuple(sorted(others, key=lambda part: (part.number < self.part.number, part.number)))


def _roots(items: list[ProposedItem]) -> dict[int, int]:
    """For each item the item of its part: its area, or the plan's own head."""
    by_id = {item.pk: item for item in items}
    found: dict[int, int] = {}
    for item in items:
        node = item
        while node.kind != ItemKind.AREA and node.parent_id in by_id:
            node = by_id[node.parent_id]
        found[item.pk] = node.pk
    return found


def _parts(items: list[ProposedItem]) -> list[list[ProposedItem]]:
    roots = _roots(items)
    heads = [item.pk for item in items if item.kind == ItemKind.AREA]
    grouped: dict[int, list[ProposedItem]] = defaultdict(list)
    for item in items:
        grouped[roots[item.pk] if roots[item.pk] in heads else 0].append(item)
    return [grouped[0], *(grouped[head] for head in heads)]


def _places(items: list[ProposedItem]) -> list[Place]:
    return [(p["position"], p.get("row"), p.get("column")) for item in items for p in item.provenance]


def _doubtful(item: ProposedItem) -> bool:
    return item.state == ItemState.WAITING and is_doubtful(item.certainty, item.doubts)


def _summary(number: int, items: list[ProposedItem]) -> PartSummary:
    head = next((item for item in items if item.kind == ItemKind.AREA), None)
    title = _head(head) if head else None
    waiting = [item for item in items if item.state == ItemState.WAITING]
    return PartSummary(number, title, len(items), len(waiting), sum(_doubtful(item) for item in items))


def _review_item(item: ProposedItem, tags: dict[int, str], language: str, marked: frozenset[str]) -> ReviewItem:
    place: dict[str, Any] = item.provenance[0] if item.provenance else {}
    doubts = tuple(ItemDoubt(d["code"], sentence(d["code"], language), d.get("detail", "")) for d in item.doubts)
    return ReviewItem(
        id=item.pk,
        tag=item.tag,
        kind=ItemKind(item.kind),
        parent_id=item.parent_id,
        parent_tag=tags.get(item.parent_id or 0),
        text=str(item.values.get(main_field(ItemKind(item.kind))) or ""),
        values=item.values,
        as_read=item.as_read,
        as_written=item.as_written,
        page=place.get("page"),
        row=place.get("row"),
        sheet=place.get("sheet"),
        certainty=item.certainty,
        doubtful=_doubtful(item),
        doubts=doubts,
        state=ItemState(item.state),
        drop_reason=item.drop_reason,
        added_by_hand=item.added_by_hand,
        in_source=item.tag in marked,
    )


def _marked(items: list[ProposedItem]) -> list[Marked]:
    shown = [i for i in items if i.provenance and i.state != ItemState.DROPPED and i.kind != ItemKind.OTHER]
    return [
        Marked(
            tag=item.tag,
            doubtful=_doubtful(item),
            words=tuple(w for w in (_as_read_words(item), item.as_written) if w),
            places=tuple(_places([item])),
        )
        for item in shown
    ]


def _as_read_words(item: ProposedItem) -> str:
    values = item.as_read or item.values
    return str(values.get(main_field(ItemKind(item.kind))) or "")


def _can_take_back(imported: Import, put_in: set[int]) -> bool:
    """Whether the latest step can be taken back: none of what it touched stands in the plan. One query."""
    steps = ReviewStep.objects.filter(imported=imported)
    if not put_in:
        return steps.exists()
    latest = steps.order_by("-id").first()
    return latest is not None and put_in.isdisjoint([*(row["id"] for row in latest.before), *latest.added])


def review_page(imported: Import, *, part: int = 0, language: str = "sv") -> ReviewPage:
    """One part of a review: three SQL queries however large the document is. part is clamped to what there is."""
    items = list(ProposedItem.objects.filter(imported=imported).defer("imported"))
    document = from_json(ImportedDocument.objects.get(imported=imported).content)
    parts = _parts(items)
    number = min(max(part, 0), len(parts) - 1)
    extent = extents(document, [_places(one) for one in parts])[number]
    marked = _marked(parts[number])
    states = Counter(item.state for item in items)
    tags = {item.pk: item.tag for item in items}
    summaries = tuple(_summary(n, one) for n, one in enumerate(parts))
    seen = frozenset(m.tag for m in marked)
    return ReviewPage(
        import_id=imported.pk,
        name=imported.name,
        state=ImportState(imported.state),
        plan_id=imported.plan_id,
        pages=imported.pages,
        words_total=imported.words_total,
        words_kept=imported.words_kept,
        warnings=tuple(imported.warnings),
        parts=summaries,
        part=summaries[number],
        items=tuple(_review_item(item, tags, language, seen) for item in parts[number]),
        source=view(document, extent, marked),
        waiting=states[ItemState.WAITING],
        accepted=sum(i.state == ItemState.ACCEPTED and not is_scaffolding(i) for i in items),
        sure=sum(i.state == ItemState.WAITING and not _doubtful(i) for i in parts[number]),
        can_take_back=_can_take_back(imported, {i.pk for i in items if i.state == ItemState.COMMITTED}),
        area_id=next((i.pk for i in parts[number] if i.kind == ItemKind.AREA), None),
        plan_file=document.format == JSON_DOCUMENT,
        beside=goes_beside(imported),
    )


@dataclass(frozen=True, slots=True)
class ReviewPlace:
    """Where in a review an item of a plan was proposed, and the words that were read there."""

    import_id: int
    part: int
    tag: str
    words: str


def review_place(person: Person, import_ref: str, kind: ItemKind, plan_item: int) -> ReviewPlace | None:
    """Where an item of a plan was proposed; None when the person may not see it or nobody knows. Two queries."""
    number = import_ref.removeprefix("import-")
    imported = import_for(person, int(number)) if number.isdigit() else None
    if imported is None:
        return None
    items = list(ProposedItem.objects.filter(imported=imported).defer("imported", "doubts"))
    for part, inside in enumerate(_parts(items)):
        for item in inside:
            if item.kind == kind and item.plan_item == plan_item:
                return ReviewPlace(imported.pk, part, item.tag, _as_read_words(item))
    return None


def left_in_review(imported: Import) -> int:
    """How many of an import's items have not reached the plan and were not dropped. One query."""
    return ProposedItem.objects.filter(imported=imported, state__in=(ItemState.WAITING, ItemState.ACCEPTED)).count()


def waiting_items(imported: Import) -> list[tuple[ItemKind, str]]:
    """What of an import nobody has judged yet: kinds and words, in order. One query."""
    rows = ProposedItem.objects.filter(imported=imported, state=ItemState.WAITING).only("kind", "values")
    return [(ItemKind(row.kind), _head(row)) for row in rows]


def brought_to_plan(imported: Import) -> tuple[tuple[ItemKind, int], ...]:
    """How many items of each kind this import has brought to the plan, most first. One query."""
    brought = ProposedItem.objects.filter(imported=imported, state=ItemState.COMMITTED).exclude(kind=ItemKind.PLAN)
    brought = brought.exclude(outcome__in=(Outcome.SAME, Outcome.KEPT, Outcome.REPLACED))
    kinds = brought.values_list("kind", flat=True)
    return tuple((ItemKind(kind), number) for kind, number in Counter(kinds.order_by()).most_common())


def replaced_in_plan(imported: Import) -> int:
    """How many items of the plan have this import's wording instead of their own. One query."""
    return ProposedItem.objects.filter(imported=imported, outcome=Outcome.REPLACED).count()


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """Something that an item can stand under. kind: plan, area or challenge_question."""

    id: int
    kind: ItemKind
    tag: str
    text: str


def places_for(imported: Import) -> tuple[PlaceChoice, ...]:
    """Where items of an import may stand: the plan, its areas, and their questions, in order."""
    kinds = (ItemKind.PLAN, ItemKind.AREA, ItemKind.CHALLENGE_QUESTION)
    rows = ProposedItem.objects.filter(imported=imported, kind__in=kinds).exclude(state=ItemState.DROPPED)
    return tuple(PlaceChoice(r.pk, ItemKind(r.kind), r.tag, _head(r)) for r in rows)


def _head(item: ProposedItem) -> str:
    if item.kind == ItemKind.AREA:
        return " ".join(str(item.values[k]) for k in ("number", "title") if item.values.get(k))
    return str(item.values.get(main_field(ItemKind(item.kind))) or "")
