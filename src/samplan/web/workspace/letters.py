"""The letter with a signed link that lets somebody choose a password; the link is used once and grows old."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _


def password_link(request: HttpRequest, person: Any) -> str:
    """The address where a person chooses a password, in the person's language."""
    key = default_token_generator.make_token(person)
    with translation.override(person.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return request.build_absolute_uri(path)


def send_invitation(request: HttpRequest, person: Any, county: str) -> bool:
    """Send somebody the way in; whether the letter could be handed to the mail server."""
    with translation.override(person.language):
        told = {
            "name": person.name,
            "county": county,
            "link": password_link(request, person),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            "start": request.build_absolute_uri(reverse("workspace:start")),
            "has_password": person.has_usable_password(),
        }
        subject = _("Du har fått en roll i %(county)ss plan i Samplan") % {"county": county}
        text = render_to_string("workspace/letters/invitation.txt", told)
    try:
        send_mail(subject, text, None, [person.email])
    except (SMTPException, OSError):
        return False
    return True
