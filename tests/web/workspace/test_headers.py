"""What every answer of the workspace carries."""

from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.mark.parametrize("name", ["start", "imports"])
def test_no_browser_and_no_proxy_keeps_a_page_of_the_workspace(signed_in, name):
    """Lists and the redirect to the sign-in."""
    address = reverse(f"workspace:{name}")
    for answer in (signed_in.get(address), signed_in.post(address)):
        assert answer["Cache-Control"] == "no-store, private"
        assert "script-src 'self'" in answer["Content-Security-Policy"]
    signed_in.logout()
    assert signed_in.get(address)["Cache-Control"] == "no-store, private"


def test_no_browser_and_no_proxy_keeps_a_draft_or_an_original(signed_in, workspace):
    """Files, and what is not there."""
    for name, arguments in (
        ("plan", [workspace.plan.pk]),
        ("plan", [10**9]),
        ("draft", [workspace.plan.pk, "json"]),
        ("original", [workspace.imported.pk]),
    ):
        assert signed_in.get(reverse(f"workspace:{name}", args=arguments))["Cache-Control"] == "no-store, private"


def test_public_pages_may_be_kept(client, db):
    """Open to all: nothing to hide."""
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
