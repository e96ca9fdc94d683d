"""The one page for every sign-in that did not hold: it tells what to do, and nothing that helps to guess."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refusal(request: HttpRequest, *, unknown: bool = False) -> HttpResponse:
    """403. unknown: the provider vouched for somebody who is not laid up here, or for no verified address."""
    return render(request, "account/single_sign_on_refused.html", {"unknown": unknown}, status=403)
