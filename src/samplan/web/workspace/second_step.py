"""Whether somebody who must have a second step at sign-in lacks it."""

from __future__ import annotations

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from samplan.actors.queries import must_have_two_steps

ASKED_AGAIN_AFTER = 15 * 60
"""Seconds that an answer holds within one sign-in, so that a page does not ask the database each time."""


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether the signed-in person has to switch on two steps before going on.

    Who comes by the organisation's own sign-in has its second step there.
    """
    if request.session.get("second_step_until", 0) > time.time():
        return False
    person = request.user
    asked = must_have_two_steps(person, everywhere=settings.TWO_STEPS)
    if asked and not is_mfa_enabled(person) and not _came_by_single_sign_on(request):
        return True
    request.session["second_step_until"] = int(time.time()) + ASKED_AGAIN_AFTER
    return False


def _came_by_single_sign_on(request: HttpRequest) -> bool:
    return any(one.get("method") == "socialaccount" for one in get_authentication_records(request))
