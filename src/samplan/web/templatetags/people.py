"""What pages about people and bodies need."""

from __future__ import annotations

from django import template
from django.conf import settings

from samplan.web.swedish import said

register = template.Library()


@register.simple_tag
def single_sign_on() -> str:
    """What the organisation's own sign-in is called; "" when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("single_sign_on", {}).get("APPS", [])
    return apps[0]["name"] if apps else ""


register.filter("said", said)
