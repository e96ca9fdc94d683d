"""The way to the organisation's sign-in, and back."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from samplan.web.single_sign_on.adapter import SingleSignOnAdapter
from samplan.web.single_sign_on.refusal import refusal


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Send somebody to the organisation's sign-in; an address alone (GET) leads to the page with the button."""
    try:
        provider = SingleSignOnAdapter(request).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    if request.method == "GET":
        return redirect("account_login")
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    try:
        return provider.redirect(request, process=AuthProcess.LOGIN, next_url=wanted if safe else None)
    except ImmediateHttpResponse as answered:
        return answered.response
    except (RequestException, OAuth2Error):
        return refusal(request)


@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Take somebody in who comes back from the organisation's sign-in."""
    try:
        view = OAuth2CallbackView.adapter_view(SingleSignOnAdapter(request))
        return view(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
