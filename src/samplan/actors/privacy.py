"""How private each field of a table is.

Every model names its fields by class in `PRIVACY`, beside the fields themselves; abstract parents bring theirs.
An architecture test fails for a field that nobody has classed.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Privacy(StrEnum):
    """Who may see a field at most."""

    OPEN = "open"  # may stand on a public page once the plan is published
    INTERNAL = "internal"  # for those who work in the partnership
    SENSITIVE = "sensitive"  # for the person and those who administer; never in an export of a plan


def privacy_of(model: type[models.Model]) -> dict[str, Privacy]:
    """The class of each classed field of a model, its abstract parents' included."""
    classes: dict[str, Privacy] = {}
    for parent in reversed(model.__mro__):
        for privacy, names in vars(parent).get("PRIVACY", {}).items():
            classes.update(dict.fromkeys(names, privacy))
    return classes


def unclassified(model: type[models.Model]) -> list[str]:
    """Fields that nobody has classed, in the model's order."""
    classes = privacy_of(model)
    return [f.name for f in model._meta.get_fields() if not f.auto_created and f.name not in classes]
