"""How somebody wants pages to look: a cookie in their own browser, read on every page, set by a plain form.

The cookie holds nothing but the choices: no number that tells people apart. What it says is put on the page's root as
attributes, and the stylesheet does the rest. Pages tell caches that they differ by it (`Vary: Cookie`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samplan.web.errors import refused

COOKIE = "lasning"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to choose. attribute: of the page's root; choices: its values with their words, the usual one first."""

    name: str
    attribute: str
    label: str | Promise
    choices: tuple[tuple[str, str | Promise], ...]

    @property
    def usual(self) -> str:
        """What holds until somebody chooses."""
        return self.choices[0][0]


SETTINGS = (
    Setting(
        "farger",
        "data-color-scheme",
        _("Färger"),
        (("auto", _("Som datorn eller telefonen")), ("light", _("Ljusa")), ("dark", _("Mörka"))),
    ),
    Setting(
        "text",
        "data-text",
        _("Textens storlek"),
        (("usual", _("Vanlig")), ("large", _("Större")), ("largest", _("Störst"))),
    ),
    Setting("luft", "data-air", _("Luft mellan rader och ord"), (("usual", _("Vanlig")), ("more", _("Mer")))),
    Setting(
        "rorelse",
        "data-motion",
        _("Rörelse"),
        (("auto", _("Som datorn eller telefonen")), ("none", _("Ingen"))),
    ),
)


def chosen(told: Mapping[str, str]) -> dict[str, str]:
    """Each setting's value by its name; the usual one where nothing is told, or nothing that there is."""
    found = {}
    for setting in SETTINGS:
        value = told.get(setting.name, "")
        found[setting.name] = value if value in dict(setting.choices) else setting.usual
    return found


def read(request: HttpRequest | None) -> dict[str, str]:
    """What the browser that asks has chosen."""
    cookie = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return chosen(dict(part.partition("-")[::2] for part in cookie.split(".")))


def shown(request: HttpRequest) -> list[tuple[Setting, str]]:
    """Each setting with what the browser that asks has chosen."""
    values = read(request)
    return [(setting, values[setting.name]) for setting in SETTINGS]


def written(values: Mapping[str, str]) -> str:
    """The cookie's value: what differs from the usual, "" when nothing does."""
    return ".".join(f"{s.name}-{values[s.name]}" for s in SETTINGS if values[s.name] != s.usual)


@csrf_exempt  # The page is the same bytes for everybody, so its form holds no token; another site is refused below.
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen in the browser's cookie, or throw the cookie away when all is as usual."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return refused(
            request,
            gettext("Hur sidor ska se ut kan bara väljas på sidan Tillgänglighet. Ingenting har ändrats."),
        )
    answer = redirect(reverse("public:accessibility") + "#lasning")
    if cookie := written(chosen(request.POST.dict())):
        secure = settings.PRODUCTION
        answer.set_cookie(COOKIE, cookie, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    answer.headers["Cache-Control"] = "no-store"
    return answer
