"""Bringing in counties, regions and municipalities, and letting them own plans together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.text import slugify

from samplan.actors import audit, catalogue, rules
from samplan.actors.models import Body, BodyKind, County, Municipality, Partnership, Party, Region
from samplan.actors.rules import Actor
from samplan.actors.shapes import SYSTEM


@transaction.atomic
def load_catalogue(*, by: Actor = SYSTEM) -> int:
    """Bring the shipped counties, regions and municipalities into the database; returns how many rows were new.

    May be run at any time: what is there is brought up to date by its code, nothing is taken away.
    """
    rules.check_can_administer_all(by)
    before = County.objects.count() + Region.objects.count() + Municipality.objects.count()
    county_rows = catalogue.counties()
    County.objects.bulk_create(
        [County(code=r.code, name=r.name, slug=slugify(r.name)) for r in county_rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    by_code = {c.code: c for c in County.objects.all()}
    Region.objects.bulk_create(
        [Region(code=r.region_code, name=r.region_name, county=by_code[r.code]) for r in county_rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    Municipality.objects.bulk_create(
        [Municipality(code=r.code, name=r.name, county=by_code[r.county_code]) for r in catalogue.municipalities()],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    _make_missing_bodies()
    new = County.objects.count() + Region.objects.count() + Municipality.objects.count() - before
    if new:
        audit.record(by=by, verb="load_catalogue", object_kind="catalogue", object_id="places", data={"new": new})
    return new


def _make_missing_bodies() -> None:
    """Every region and municipality is also a body that can be party and responsible."""
    regions = Region.objects.filter(body=None).select_related("county")
    municipalities = Municipality.objects.filter(body=None).select_related("county")
    Body.objects.bulk_create(
        [
            *(
                Body(kind=BodyKind.REGION, name=r.name, code=f"region-{r.code}", county=r.county, region=r)
                for r in regions
            ),
            *(
                Body(
                    kind=BodyKind.MUNICIPALITY,
                    name=f"{m.name} kommun",
                    code=f"kommun-{m.code}",
                    county=m.county,
                    municipality=m,
                )
                for m in municipalities
            ),
        ]
    )


@transaction.atomic
def create_county(
    *,
    by: Actor,
    code: str,
    name: str,
    region: str,
    municipalities: Sequence[tuple[str, str]],
    made_up: bool = True,
) -> County:
    """Make a county that the catalogue does not ship, with its region and municipalities [(code, name)].

    Meant for an invented county (made_up); its region's code is "00" and the county's code, as Kolada writes it.
    """
    rules.check_can_administer_all(by)
    county = County.objects.create(code=code, name=name, slug=slugify(name), made_up=made_up)
    Region.objects.create(code=f"00{code}", name=region, county=county)
    Municipality.objects.bulk_create([Municipality(code=c, name=n, county=county) for c, n in municipalities])
    _make_missing_bodies()
    audit.record(by=by, verb="create_county", object_kind="county", object_id=county.pk, data={"code": code})
    return county


@transaction.atomic
def create_partnership(
    *, by: Actor, county: County, parties: Iterable[Body] | None = None, name: str = ""
) -> Partnership:
    """Let a county's bodies own plans together. Without parties: its region and all of its municipalities."""
    rules.check_can_administer_all(by)
    if parties is None:
        official = [BodyKind.REGION, BodyKind.MUNICIPALITY]
        # Region first, then the municipalities by code.
        parties = sorted(
            Body.objects.filter(county=county, kind__in=official), key=lambda b: (b.kind != BodyKind.REGION, b.code)
        )
    partnership = Partnership.objects.create(county=county, name=name or f"Samverkan i {county.name}")
    Party.objects.bulk_create([Party(partnership=partnership, body=b, order=i) for i, b in enumerate(parties)])
    audit.record(
        by=by,
        verb="create_partnership",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"county": county.code},
    )
    return partnership


@transaction.atomic
def require_two_steps(*, by: Actor, partnership: Partnership, required: bool) -> Partnership:
    """Let the county ask administrators and coordinators for a second step at sign-in, or no longer."""
    rules.check_can_administer(by, partnership)
    partnership.two_steps = required
    partnership.save(update_fields=["two_steps"])
    audit.record(
        by=by,
        verb="require_two_steps",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={"required": required},
    )
    return partnership
