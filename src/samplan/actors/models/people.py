"""People who can sign in, and what each may do in which partnership."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from samplan.actors.models.places import Body, Partnership
from samplan.actors.privacy import Privacy


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person who signs in with this address; raises Person.DoesNotExist."""
        return self.get(email__iexact=username)


class Digest(models.TextChoices):
    """How often somebody gets a letter about what waits for them."""

    OFF = "off", "Aldrig"
    WEEKLY = "weekly", "En gång i veckan"
    DAILY = "daily", "Varje dag"


class Person(AbstractBaseUser):
    """Somebody who can sign in, by e-mail. administers_all: runs the installation, all counties included.

    answers_at_once: a letter goes at once when a question of theirs is answered, unless they want no letters at all.
    roles_version: how often their roles have been changed, so that what a session keeps of them can be told to be old.
    """

    LANGUAGES: ClassVar = [("sv", "Svenska"), ("en", "English")]

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    administers_all = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="sv", choices=LANGUAGES)
    digest = models.CharField(max_length=6, default=Digest.WEEKLY, choices=Digest)
    answers_at_once = models.BooleanField(default=False)
    made_up = models.BooleanField(default=False)
    roles_version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    PRIVACY: ClassVar = {
        Privacy.INTERNAL: ("id", "name", "is_active", "administers_all", "made_up", "roles_version"),
        Privacy.SENSITIVE: ("email", "password", "last_login", "language", "digest", "answers_at_once", "created_at"),
    }

    class Meta:
        verbose_name_plural = "people"
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="person_email_once_whatever_case"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(condition=Q(digest__in=Digest.values), name="person_digest_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as written."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ", 1)[0]


class Role(models.TextChoices):
    """What somebody is in a partnership (domain.md (e))."""

    ADMINISTRATOR = "administrator", "Administratör"
    COORDINATOR = "coordinator", "Samordnare"
    AREA_OWNER = "area_owner", "Områdesansvarig"
    MUNICIPAL_CONTACT = "municipal_contact", "Kommunens kontaktperson"
    REGION_CONTACT = "region_contact", "Regionens kontaktperson"
    DECISION_MAKER = "decision_maker", "Beslutsfattare"
    USER_REPRESENTATIVE = "user_representative", "Brukarrepresentant"
    CONTROLLER = "controller", "Controller"
    ANALYST = "analyst", "Analytiker"
    READER = "reader", "Läsare"


class Memberships(models.QuerySet["Membership"]):
    """Memberships, and those that hold on a day."""

    def current(self, day: date) -> Memberships:
        """Those whose time the day lies in, first and last day included."""
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))


class Membership(models.Model):
    """A person's role in a partnership, on behalf of a body, for a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = Memberships.as_manager()

    PRIVACY: ClassVar = {Privacy.INTERNAL: ("id", "person", "partnership", "role", "body", "valid_from", "valid_to")}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "partnership", "role"], condition=Q(body=None), name="membership_once_without_body"
            ),
            models.UniqueConstraint(fields=["person", "partnership", "role", "body"], name="membership_once_per_body"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.partnership_id}"
