"""Requests from a page that shows something else than what they name."""

from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.mark.parametrize("deed", ["item_accept", "item_restore"])
@pytest.mark.parametrize("part", [None, "0", "99", "x", "²"])
def test_an_item_of_another_part_makes_the_page_load_again(signed_in, workspace, deed, part):
    """htmx is told to load the page again instead of getting an error."""
    sent = {} if part is None else {"del": part}
    address = reverse(f"workspace:{deed}", args=[workspace.proposed().pk])
    answer = signed_in.post(address, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.headers.get("HX-Refresh") == "true" or b"f-" in answer.content
