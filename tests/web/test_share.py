"""Sharing a public page: its address to copy and a letter with it, without script, and nothing sent to anybody else."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

EDITION = "http://testserver/exempellan/psykisk-halsa-2024-2028/utgava/2026-03-12/"
PAGES = {
    "/": "http://testserver/",
    "/exempellan/": EDITION,
    "/exempellan/omrade/1-4-suicidprevention/": f"{EDITION}1-4-suicidprevention/",
    "/exempellan/kommun/almby/": "http://testserver/exempellan/kommun/almby/",
    "/exempellan/sok/?q=suicid": "http://testserver/exempellan/sok/?q=suicid",
    "/exempellan/siffror/": "http://testserver/exempellan/siffror/",
}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_sent_to_somebody_without_script(client, edition, address, language):
    body = client.get(language + address).content.decode()
    [field] = re.findall(r'<input class="ds-input" id="dela-adress" type="text" readonly value="([^"]+)">', body)
    wanted = PAGES[address].replace("http://testserver", f"http://testserver{language}")
    assert unescape(field) == wanted
    [letter] = re.findall(r'href="(mailto:\?subject[^"]+)"', body)
    told = parse_qs(urlsplit(unescape(letter)).query)
    title = re.search(r"<title>(.*?) · Samplan</title>|<title>(.*?)</title>", body, re.DOTALL)
    assert told["subject"][0] in unescape(" ".join((title[1] or title[2]).split()))
    assert told["body"][0].split("\r\n") == [told["subject"][0], wanted]


@pytest.mark.parametrize("address", ["/konto/login/", "/finns-inte/"])
def test_what_is_no_public_page_is_not_shared(client, edition, address):
    assert "dela-adress" not in client.get(address).content.decode()
