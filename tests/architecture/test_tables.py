"""What every table must have."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from samplan.actors.privacy import Privacy, privacy_of, unclassified

OURS = ("actors", "plans", "intake", "followup", "analysis", "publishing", "web")


def our_models() -> list[type[models.Model]]:
    """Every table of ours; the histories follow their originals."""
    return [
        m for label in OURS for m in apps.get_app_config(label).get_models() if not m.__name__.startswith("Historical")
    ]


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_every_field_has_a_privacy_class(model: type[models.Model]) -> None:
    assert not unclassified(model), "say in PRIVACY whether they are open, internal or sensitive"


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_privacy_classes_name_fields_that_exist(model: type[models.Model]) -> None:
    for name in privacy_of(model):
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{model.__name__} has no field {name}")


def test_what_tells_about_people_is_never_open() -> None:
    telling = ("email", "password", "last_login", "changed_by", "removed_by", "person")
    for model in our_models():
        for name, privacy in privacy_of(model).items():
            assert not (name in telling and privacy is Privacy.OPEN), f"{model.__name__}.{name}"


def test_an_unclassified_field_is_seen() -> None:
    class Loose(models.Model):
        """A table that says nothing of privacy."""

        secret = models.TextField()

        class Meta:
            app_label = "nowhere"

        def __str__(self) -> str:
            return self.secret

    assert "secret" in unclassified(Loose)


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_no_text_field_has_two_kinds_of_empty(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.CharField | models.TextField) and not field.unique:
            assert not field.null, f"{model.__name__}.{field.name}: the empty text is enough"


@pytest.mark.parametrize("model", our_models(), ids=lambda m: m.__name__)
def test_constraints_have_names_that_databases_keep_whole(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        assert len(constraint.name) <= 63
