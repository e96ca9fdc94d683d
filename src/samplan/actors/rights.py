"""What each role may do and how far it reaches: `catalogue/rights.yaml`, checked when it is read."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from samplan.actors.catalogue import CatalogueFault
from samplan.actors.models import Role
from samplan.actors.shapes import Permission, Scope, Sentences

NAME = "rights.yaml"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    sv: str
    en: str


class _File(BaseModel):
    """The whole file: every permission named, every role given its line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    permissions: dict[Permission, _Words]
    roles: dict[Role, dict[Permission, Scope]]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        missing = (set(Permission) - set(self.permissions)) | (set(Role) - set(self.roles))
        if missing:
            raise ValueError(f"missing: {', '.join(sorted(missing))}")
        return self


def read(text: str) -> _File:
    """The rights as written. Raises CatalogueFault for a role, permission or scope that is unknown or missing."""
    try:
        return _File.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except ValidationError as error:
        raise CatalogueFault(f"{NAME}: {error}") from error


@lru_cache(maxsize=1)
def _file() -> _File:
    return read((files("samplan") / "catalogue" / NAME).read_text(encoding="utf-8"))


def granted(role: Role, permission: Permission) -> Scope | None:
    """How far a role's permission reaches; None when the role does not have it."""
    return _file().roles[role].get(permission)


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that have a permission, whatever its reach."""
    return frozenset(role for role, grants in _file().roles.items() if permission in grants)


def permission_name(permission: Permission) -> Sentences:
    """What a permission is called on screen."""
    words = _file().permissions[permission]
    return Sentences(sv=words.sv, en=words.en)


def grants_of(role: Role) -> dict[Permission, Scope]:
    """All that a role may do, in the file's order."""
    return dict(_file().roles[role])
