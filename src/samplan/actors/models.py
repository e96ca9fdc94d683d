"""Who exists and who may do what."""

from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Somebody who can sign in."""
