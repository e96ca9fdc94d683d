"""What published years of follow-up say of one area of the plan, for the area's own page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from samplan.followup.shapes.report import AreaPart, FollowUpReport
from samplan.plans.models import Area
from samplan.plans.shapes.followed import Followed, FollowedBy
from samplan.publishing.models import FollowUpEdition


@dataclass(frozen=True, slots=True)
class AreaYear:
    """What a published year says of an area. judged: how many goals and activities of it have a judgement.

    was: the title of the area that it was then, where that one has been split since and this is a part of it.
    """

    year: int
    number: int
    part: AreaPart
    was: str = ""

    @property
    def judged(self) -> int:
        """How many of the area's goals and activities were judged in the year."""
        return sum(1 for item in self.part.items if item.label is not None)

    @property
    def told(self) -> str:
        """The words that tell most: why it was judged so, what it needs, else what an old document said."""
        part = self.part
        return part.comment or part.needs or next((t.text for t in part.texts if t.text), "")


def area_years(county_slug: str, area_slug: str, former: Collection[int] = ()) -> list[AreaYear]:
    """The published years that say something of an area, the newest first (one query when they have been read).

    former: ids of areas that were split, of which it is a part; one query more, and what was said of them comes too.
    """
    rows = FollowUpEdition.objects.filter(county_slug=county_slug, withdrawal=None)
    was = list(Area.objects.filter(pk__in=former).values_list("slug", flat=True)) if former else []
    return _of(county_slug, [area_slug, *was], rows.values_list("year", "number", "digest"))


def area_years_of(
    county_slug: str, area_slug: str, followed: Iterable[Followed], former: Iterable[str] = ()
) -> list[AreaYear]:
    """The same for somebody who knows which years are published (no query when they have been read).

    former: slugs of areas that were split, of which it is a part.
    """
    rows = [(f.year, f.number, f.text) for f in followed if f.by is FollowedBy.PUBLISHED]
    return _of(county_slug, [area_slug, *former], rows)


def _of(county_slug: str, slugs: Sequence[str], rows: Iterable[tuple[int, int, str]]) -> list[AreaYear]:
    newest: dict[int, tuple[int, str]] = {}
    for year, number, digest in sorted(rows, reverse=True):
        newest.setdefault(year, (number, digest))
    found = []
    for year, (number, digest) in newest.items():
        areas = _areas(county_slug, year, number, digest)
        told = next((slug for slug in slugs if slug in areas), None)
        if told is not None:
            part = areas[told]
            found.append(AreaYear(year, number, part, was="" if told == slugs[0] else part.title))
    return found


@lru_cache(maxsize=64)
def _areas(county_slug: str, year: int, number: int, digest: str) -> dict[str, AreaPart]:
    """Areas by their place in addresses. What is published is never changed, so it is read once.

    digest: another edition under the same name, as in tests, is another one here too.
    """
    row = FollowUpEdition.objects.get(county_slug=county_slug, year=year, number=number, digest=digest)
    found: dict[str, AreaPart] = {}
    for part in FollowUpReport.model_validate(row.content).areas:
        if part.slug:
            # What people judged stands before what was read from a document.
            found.setdefault(part.slug, part)
    return found
