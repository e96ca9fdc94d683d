"""Long names of files break wherever they must, in a wide window and in a narrow one."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.journeys.test_public import sideways
from tests.web.workspace.conftest import a_workspace


@pytest.mark.parametrize("width", [1280, 320])
def test_a_name_without_a_blank_breaks_no_page(transactional_db, new_page, live_server, width):
    workspace, client = a_workspace(), Client()
    client.force_login(workspace.coordinator)
    upload = SimpleUploadedFile("plan" * 80 + ".txt", b"Ensamhet")
    where = client.post("/arbetsrum/las-in/", {"document": upload})["Location"]
    page = new_page(width=width)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    for address in ("/arbetsrum/las-in/", where, "/arbetsrum/"):
        page.goto(address)
        assert sideways(page) <= 0, address
