"""Reading editions. The public reads take at most three questions to the database, however large the plan is."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from samplan.actors.rules import MaybeActor
from samplan.plans import queries as plans
from samplan.plans.models import Plan
from samplan.plans.shapes.content import PlanContent
from samplan.publishing import layouts, printing
from samplan.publishing.models import Edition, FrozenFile, Withdrawal
from samplan.publishing.rules import NoSuchEdition, check_can_preview
from samplan.publishing.shapes import CountyEntry, EditionEntry, EditionFile, EditionView, FileFormat, Layout


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("withdrawal").order_by("-published_at", "-number")


def _published_on(edition: Edition) -> date:
    return timezone.localtime(edition.published_at).date()


def _withdrawn_why(edition: Edition) -> str:
    withdrawal = getattr(edition, "withdrawal", None)
    return withdrawal.reason if withdrawal else ""


def published_counties() -> list[CountyEntry]:
    """Every county with an edition that holds, by name, with the newest one. One query."""
    newest: dict[str, Edition] = {}
    for edition in _editions().filter(withdrawal__isnull=True).defer("content", "note"):
        newest.setdefault(edition.county_slug, edition)
    entries = [
        CountyEntry(
            county_slug=slug,
            county=edition.county,
            county_code=edition.county_code,
            made_up=edition.made_up,
            title=edition.title,
            edition_label=edition.label,
            published_on=_published_on(edition),
        )
        for slug, edition in newest.items()
    ]
    return sorted(entries, key=lambda entry: layouts.swedish_key(entry.county))


def newest_edition(county_slug: str) -> EditionView:
    """The county's newest edition that holds; the newest withdrawn one where none holds. Raises NoSuchEdition."""
    editions = _editions().filter(county_slug=county_slug)
    edition = editions.filter(withdrawal__isnull=True).first() or editions.first()
    if edition is None:
        raise NoSuchEdition(county_slug)
    return _view(edition)


def newest_editions() -> list[EditionView]:
    """The newest edition that holds of every county, whole, by the county's name. Two queries."""
    newest: dict[str, int] = {}
    for slug, pk in _editions().filter(withdrawal__isnull=True).values_list("county_slug", "pk"):
        newest.setdefault(slug, pk)
    views = [_view(found) for found in _editions().filter(pk__in=newest.values())]
    return sorted(views, key=lambda view: layouts.swedish_key(view.content.county or view.county_slug))


def edition(county_slug: str, plan_slug: str, label: str) -> EditionView:
    """One edition by its permanent address. Raises NoSuchEdition."""
    found = _editions().filter(county_slug=county_slug, plan_slug=plan_slug, label=label).first()
    if found is None:
        raise NoSuchEdition(f"{county_slug}/{plan_slug}/{label}")
    return _view(found)


def editions(county_slug: str) -> list[EditionEntry]:
    """All editions of a county, newest first, withdrawn ones marked. One query; empty where there are none."""
    return [_entry(found) for found in _editions().filter(county_slug=county_slug).defer("content")]


def plan_editions(plan_id: int | str) -> list[EditionEntry]:
    """All editions of one plan, newest first, for the workspace. One query."""
    return [_entry(found) for found in _editions().filter(plan_id=plan_id).defer("content")]


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
    return printing.printed(content, imprint, kind, chosen)


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
    return printing.printed(content, imprint, FileFormat(format), Layout(layout))


def _view(edition: Edition) -> EditionView:
    content = PlanContent.model_validate(edition.content)
    why = _withdrawn_why(edition)
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
        citation=layouts.citation(content, edition.label, edition.decided_by, edition.decided_on),
        digest=edition.digest,
        withdrawn=bool(why),
        withdrawn_why=why,
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
    )
