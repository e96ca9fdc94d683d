"""Reading editions. The public reads take at most three questions to the database, however large the plan is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from samplan.actors.rules import MaybeActor, refused
from samplan.actors.shapes import Permission
from samplan.plans import queries as plans
from samplan.plans.models import Activity, Area, Goal, Plan, PlanMode
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.versions import PlanType
from samplan.publishing import layouts, origins, printing, rules
from samplan.publishing.figures.gathering import plan_figures
from samplan.publishing.figures.shapes import FIGURES, PlanFigure
from samplan.publishing.models import Edition, EditionFigures, EditionNoted, FrozenFile, Withdrawal, YearlySnapshot
from samplan.publishing.rules import NoSuchEdition, check_can_preview, in_force
from samplan.publishing.shapes import CountyEntry, EditionEntry, EditionFile, EditionView, FileFormat, Layout


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("withdrawal", "snapshot").order_by("-published_at", "-number")


def _published_on(edition: Edition) -> date:
    return timezone.localtime(edition.published_at).date()


def _withdrawn_on(edition: Edition) -> date | None:
    withdrawal = getattr(edition, "withdrawal", None)
    return timezone.localtime(withdrawal.withdrawn_at).date() if withdrawal else None


def _day(edition: Edition, name: str) -> date | None:
    """A day that the plan names, where the query asked for it."""
    written = getattr(edition, name, None)
    # SQLite gives a JSON null as its word.
    return date.fromisoformat(written) if written and written != "null" else None


def _type(edition: Edition) -> PlanType:
    """What sort of plan it is, where the query asked for it; the first editions do not say, and are the county's."""
    return PlanType(getattr(edition, "type", None) or PlanType.COUNTY)


def _withdrawn_why(edition: Edition) -> str:
    withdrawal = getattr(edition, "withdrawal", None)
    return withdrawal.reason if withdrawal else ""


def snapshot_year(edition: Edition) -> int | None:
    """The year whose state the edition is, where it is a yearly snapshot."""
    snapshot = getattr(edition, "snapshot", None)
    return snapshot.year if snapshot else None


def _dated() -> QuerySet[Edition]:
    """Editions without their content, but with the days and the sort that the plan names in it."""
    named = {name: KeyTextTransform(name, "content") for name in ("valid_from", "valid_to", "type")}
    return _editions().annotate(**named).defer("content")


def _in_force_by_county(editions: Iterable[EditionEntry]) -> list[EditionEntry]:
    """For every county the edition in force; counties whose every edition is withdrawn are left out."""
    by_county: dict[str, list[EditionEntry]] = {}
    for entry in editions:
        by_county.setdefault(entry.county_slug, []).append(entry)
    chosen = (in_force(entries, timezone.localdate()) for entries in by_county.values())
    return [entry for entry in chosen if entry is not None and not entry.withdrawn]


def published_counties() -> list[CountyEntry]:
    """Every county with an edition that holds, by name, with the one in force. One query."""
    rows = list(_dated())
    by_address = {(row.county_slug, row.plan_slug, row.label): row for row in rows}
    found = [
        (entry, by_address[entry.county_slug, entry.plan_slug, entry.label])
        for entry in _in_force_by_county(_entry(row) for row in rows)
    ]
    entries = [
        CountyEntry(
            county_slug=entry.county_slug,
            county=row.county,
            county_code=row.county_code,
            made_up=row.made_up,
            title=entry.title,
            edition_label=entry.label,
            published_on=entry.published_on,
        )
        for entry, row in found
    ]
    return sorted(entries, key=lambda entry: layouts.swedish_key(entry.county))


def edition_in_force(county_slug: str) -> EditionView:
    """The edition that the county's page shows today (`rules.in_force`). Two queries. Raises NoSuchEdition."""
    entry = in_force(editions(county_slug), timezone.localdate())
    if entry is None:
        raise NoSuchEdition(county_slug)
    return edition(county_slug, entry.plan_slug, entry.label)


def gives_way_to(plan: Plan) -> EditionEntry | None:
    """The edition of another plan that the county's page shows today and would not, were this plan published now."""
    today, entries = timezone.localdate(), editions(plan.county.slug)
    now = in_force(entries, today)
    if now is None or now.withdrawn or now.plan_slug == plan.slug:
        return None
    published = replace(
        now, plan_slug=plan.slug, type=PlanType(plan.type), valid_from=plan.valid_from, valid_to=plan.valid_to
    )
    return now if in_force([published, *entries], today) is published else None


def editions_in_force() -> list[EditionView]:
    """The edition in force of every county, whole, by the county's name. Two queries."""
    rows = list(_dated())
    chosen = {(e.county_slug, e.plan_slug, e.label) for e in _in_force_by_county(_entry(row) for row in rows)}
    keys = [row.pk for row in rows if (row.county_slug, row.plan_slug, row.label) in chosen]
    views = [_view(found) for found in _editions().filter(pk__in=keys)]
    return sorted(views, key=lambda view: layouts.swedish_key(view.content.county or view.county_slug))


def edition(county_slug: str, plan_slug: str, label: str) -> EditionView:
    """One edition by its permanent address. Raises NoSuchEdition."""
    found = _editions().filter(county_slug=county_slug, plan_slug=plan_slug, label=label).first()
    if found is None:
        raise NoSuchEdition(f"{county_slug}/{plan_slug}/{label}")
    return _view(found)


def editions(county_slug: str) -> list[EditionEntry]:
    """All editions of a county, newest first, withdrawn ones marked. One query; empty where there are none."""
    return [_entry(found) for found in _dated().filter(county_slug=county_slug)]


def newest_entries(most: int) -> list[EditionEntry]:
    """The newest editions of all counties, withdrawn ones marked. One query."""
    return [_entry(found) for found in _dated()[:most]]


def plan_editions(plan_id: int | str) -> list[EditionEntry]:
    """All editions of one plan, newest first, for the workspace. One query."""
    return [_entry(found) for found in _dated().filter(plan_id=plan_id)]


def newest_in_force(plan_id: int | str) -> tuple[str, str] | None:
    """Label and digest of the plan's newest edition that is not withdrawn; None where there is none. One query."""
    return _editions().filter(plan_id=plan_id, withdrawal=None).values_list("label", "digest").first()


def unchanged_since(plan_id: int) -> str:
    """The label of the newest edition in force where the plan reads as it does; else ""."""
    newest = newest_in_force(plan_id)
    if newest is None:
        return ""
    content = origins.with_origins(plans.plan_content(plan_id))
    return newest[0] if rules.digest(content.model_dump(mode="json")) == newest[1] else ""


def to_publish(partnerships: Collection[int], *, before: date) -> list[tuple[Plan, date | None]]:
    """Plans with areas that were never published, or were changed after an edition older than a day. One query.

    With each the day of its latest edition, None for none. Plans that held only earlier are left out.
    """
    latest = Edition.objects.filter(plan=OuterRef("pk"), withdrawal=None).order_by("-published_at", "-number")
    told = Plan.objects.filter(partnership__in=partnerships, removed_at=None).annotate(
        last=Subquery(latest.values("published_at")[:1])
    )
    changed = Q()
    for name, path in (("areas", "plan"), ("activities", "area__plan"), ("goals", "area__plan")):
        model = _CHANGING[name]
        later = model._default_manager.filter(**{path: OuterRef("pk")}, changed_at__gt=OuterRef("last"))
        changed |= Q(Exists(later))
    holds = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    never = Q(last=None) & Exists(Area.objects.filter(plan=OuterRef("pk"), removed_at=None))
    rows = told.filter(holds, never | (Q(last__lt=_midnight(before)) & changed)).order_by("pk")
    return [(plan, timezone.localtime(plan.last).date() if plan.last else None) for plan in rows]


def snapshots_missing(partnerships: Collection[int], year: int) -> list[Plan]:
    """Running plans with an edition that held in a year, and have no snapshot of it. One query."""
    taken = YearlySnapshot.objects.filter(plan=OuterRef("pk"), year=year, holds=True)
    first, last = date(year, 1, 1), date(year, 12, 31)
    began = Q(valid_from__lte=last) | Q(valid_from=None)
    published = Edition.objects.filter(
        plan=OuterRef("pk"), withdrawal=None, published_at__lt=_midnight(date(year + 1, 1, 1))
    )
    found = Plan.objects.filter(
        began,
        Q(valid_to=None) | Q(valid_to__gte=first),
        Exists(published),
        ~Exists(taken),
        partnership__in=partnerships,
        mode=PlanMode.RUNNING,
        removed_at=None,
    )
    return list(found.order_by("pk"))


def newly_published(partnerships: Collection[int], since: date, person_id: int) -> list[tuple[EditionEntry, int, bool]]:
    """The newest edition in force of each plan that holds, where it came since a day and somebody has not noted it.

    With the plan's id, and whether another edition came before. One query.
    """
    same = Edition.objects.filter(plan=OuterRef("plan"), withdrawal=None)
    rows = _dated().annotate(before=Exists(same.filter(number__lt=OuterRef("number"))))
    holds = Q(plan__valid_to=None) | Q(plan__valid_to__gte=timezone.localdate())
    found = rows.filter(
        holds,
        ~Exists(same.filter(number__gt=OuterRef("number"))),
        ~Exists(EditionNoted.objects.filter(edition=OuterRef("pk"), person=person_id)),
        withdrawal=None,
        plan__partnership__in=partnerships,
        plan__removed_at=None,
        published_at__gte=_midnight(since),
    )
    return [(_entry(row), row.plan_id, row.before) for row in found]


_CHANGING: dict[str, type[Model]] = {"areas": Area, "activities": Activity, "goals": Goal}
"""The tables whose changes tell that a plan reads otherwise than its edition."""


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def plan_edition(plan_id: int, label: str) -> Edition:
    """One edition of a plan, for the action that withdraws it. One query. Raises NoSuchEdition."""
    found = (
        _editions()
        .filter(plan_id=plan_id, label=label)
        .select_related("plan__partnership", "withdrawal", "snapshot")
        .first()
    )
    if found is None:
        raise NoSuchEdition(label)
    return found


def newest_with_area(county_slug: str, area_slug: str) -> EditionEntry:
    """The county's newest edition that holds and has an area with this place in addresses. One query.

    An address of the plan that held before leads on here when the county has got another plan. Raises NoSuchEdition.
    """
    for found in _editions().filter(county_slug=county_slug, withdrawal__isnull=True).iterator(chunk_size=5):
        if any(area.get("slug") == area_slug for area in found.content.get("areas", [])):
            return _entry(found)
    raise NoSuchEdition(f"{county_slug}/{area_slug}")


def published_area(plan_id: int, area_slug: str) -> EditionEntry | None:
    """The plan's newest edition, if it holds an area with this place in addresses; None if not. One query."""
    found = _editions().filter(plan_id=plan_id).first()
    held = found is not None and any(area.get("slug") == area_slug for area in found.content.get("areas", []))
    return _entry(found) if found is not None and held else None


def edition_file(
    county_slug: str,
    plan_slug: str,
    label: str,
    format: FileFormat | str,  # noqa: A002 (the word that the addresses use)
    layout: Layout | str = Layout.AUTO,
) -> EditionFile:
    """An edition as a file: the one that was frozen with it, else (another layout) made from its frozen content.

    Raises NoSuchEdition; ValueError for a format or layout that does not exist. At most two queries.
    """
    kind, chosen = FileFormat(format), Layout(layout)
    found = _editions().filter(county_slug=county_slug, plan_slug=plan_slug, label=label)
    if chosen is Layout.AUTO and (file := _frozen_file(found, kind)):
        return file
    made_of = found.first()
    if made_of is None:
        raise NoSuchEdition(f"{county_slug}/{plan_slug}/{label}")
    content = PlanContent.model_validate(made_of.content)
    imprint = printing.imprint_of(made_of, content, _withdrawn_why(made_of))
    return printing.printed(content, imprint, kind, chosen, figures_of(made_of.pk))


def figures_of(edition_id: int) -> tuple[PlanFigure, ...]:
    """The figures of an edition as they were frozen; none where the plan had none. One query."""
    found = EditionFigures.objects.filter(edition_id=edition_id).values_list("figures", flat=True).first()
    return FIGURES.validate_python(found) if found else ()


def figures_at(county_slug: str, plan_slug: str, label: str) -> tuple[PlanFigure, ...]:
    """The same by the edition's permanent address. One query."""
    at = {"edition__county_slug": county_slug, "edition__plan_slug": plan_slug, "edition__label": label}
    found = EditionFigures.objects.filter(**at).values_list("figures", flat=True).first()
    return FIGURES.validate_python(found) if found else ()


def _frozen_file(editions: QuerySet[Edition], kind: FileFormat) -> EditionFile | None:
    """The file that was kept when the edition was published; after a withdrawal the one that says so."""
    file = (
        FrozenFile.objects.filter(edition__in=editions.order_by(), format=kind.value)
        .filter(withdrawn=Exists(Withdrawal.objects.filter(edition=OuterRef("edition"))))
        .first()
    )
    if file is None:
        return None
    return EditionFile(
        name=file.name, content_type=file.content_type, data=bytes(file.data), sha256=file.sha256, frozen=True
    )


def draft_file(
    plan_id: int | str,
    format: FileFormat | str,  # noqa: A002 (the word that the addresses use)
    layout: Layout | str,
    person: MaybeActor,
) -> EditionFile:
    """The living plan as a file, marked as a draft on each page.

    Raises Plan.DoesNotExist, actors.rules.NotAllowed where the person may not see drafts, and ValueError.
    """
    plan = Plan.objects.select_related("partnership").get(pk=plan_id)
    check_can_preview(person, plan)
    content = plans.plan_content(plan.pk)
    today = timezone.localdate()
    imprint = layouts.Imprint(label=today.isoformat(), draft=True, published_on=today)
    figures = plan_figures(plan.pk, content.county_code or "")
    return printing.printed(content, imprint, FileFormat(format), Layout(layout), figures)


def sent_draft_file(sent_id: int, format: FileFormat | str, person: MaybeActor) -> EditionFile:  # noqa: A002
    """A draft that is sent out, as it was then, as a file marked as a draft. Without figures: they are the day's own.

    Raises actors.rules.NotAllowed where the draft is not out to the person, and ValueError.
    """
    sent = plans.draft_sent(person, sent_id)
    if sent is None:
        raise refused(Permission.SEE_DRAFTS)
    day = timezone.localtime(sent.sent_at).date()
    imprint = layouts.Imprint(label=day.isoformat(), draft=True, published_on=day)
    return printing.printed(plans.sent_content(sent), imprint, FileFormat(format), Layout.AUTO)


def _view(edition: Edition) -> EditionView:
    content = PlanContent.model_validate(edition.content)
    why, year = _withdrawn_why(edition), snapshot_year(edition)
    words, words_en = layouts.edition_words(edition.label, year), layouts.edition_words_en(edition.label, year)
    return EditionView(
        content=content,
        county_slug=edition.county_slug,
        plan_slug=edition.plan_slug,
        label=edition.label,
        number=edition.number,
        published_on=_published_on(edition),
        decided_by=edition.decided_by,
        decided_on=edition.decided_on,
        note=edition.note,
        citation=layouts.citation(content, words, edition.decided_by, edition.decided_on),
        digest=edition.digest,
        withdrawn=bool(why),
        withdrawn_why=why,
        withdrawn_on=_withdrawn_on(edition),
        citation_en=layouts.citation_en(content, words_en, edition.decided_by, edition.decided_on),
        snapshot_year=year,
        frozen=edition.content,
    )


def _entry(edition: Edition) -> EditionEntry:
    why = _withdrawn_why(edition)
    return EditionEntry(
        county_slug=edition.county_slug,
        plan_slug=edition.plan_slug,
        title=edition.title,
        label=edition.label,
        number=edition.number,
        published_on=_published_on(edition),
        decided_by=edition.decided_by,
        decided_on=edition.decided_on,
        note=edition.note,
        digest=edition.digest,
        withdrawn=bool(why),
        withdrawn_why=why,
        withdrawn_on=_withdrawn_on(edition),
        valid_from=_day(edition, "valid_from"),
        valid_to=_day(edition, "valid_to"),
        county=edition.county,
        made_up=edition.made_up,
        published_at=edition.published_at,
        withdrawn_at=edition.withdrawal.withdrawn_at if why else None,
        snapshot_year=snapshot_year(edition),
        type=_type(edition),
    )
