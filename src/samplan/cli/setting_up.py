"""Brings a database to the point where people can work in it."""

from __future__ import annotations

import os


def start_django() -> None:
    """Let Django know of its settings; harmless when it does already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samplan.config.settings")
    import django

    django.setup()


def set_up() -> None:
    """Make or migrate the tables and load the catalogue. Can be run again at any time."""
    start_django()
    from django.conf import settings

    from samplan.cli.tables import lay_tables

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    lay_tables()

    from samplan.actors.actions import load_catalogue
    from samplan.plans.actions import load_frameworks

    load_catalogue()
    load_frameworks()


def add_person(*, email: str, name: str, county_code: str, role: str, password: str) -> None:
    """Add somebody who can sign in, with a role in the county's partnership, which is made if it is not there.

    Raises DomainError with the sentence to show.
    """
    start_django()
    from django.db import transaction

    from samplan.actors import actions, queries
    from samplan.actors.shapes import SYSTEM, DomainError, Sentences

    county = queries.county_by_code(county_code)
    if county is None:
        raise DomainError(
            Sentences(
                sv=f"Det finns inget län med koden {county_code}. Kör samplan setup först, eller rätta koden.",
                en=f"There is no county with the code {county_code}. Run samplan setup first, or correct the code.",
            )
        )
    with transaction.atomic():
        partnership = queries.partnership_of_county(county) or actions.create_partnership(by=SYSTEM, county=county)
        made = actions.create_person(by=SYSTEM, email=email, name=name, password=password)
        actions.grant_role(by=SYSTEM, person=made, partnership=partnership, role=role)
