"""All addresses: Swedish at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("konto/", include("allauth.account.urls")),
    path("konto/tva-steg/", include("allauth.mfa.urls")),
    path("arbetsrum/", include("samplan.web.workspace.urls")),
    path("", include("samplan.web.public.urls")),
    prefix_default_language=False,
)

handler403 = "samplan.web.errors.forbidden"
handler404 = "samplan.web.errors.not_found"
