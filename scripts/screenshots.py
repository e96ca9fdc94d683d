"""Take the pictures of docs/bilder from the demo county as it is served: `make screenshots`.

A demo county of its own is laid in a folder that is thrown away, so that the pictures never depend on what somebody
has done in theirs. Needs Chromium. Pictures are cut at the height given and stored with few colours.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "bilder"
PERSON, PASSWORD = "samordnare@exempel.example", "exempel-utan-hemligheter"


@dataclass(frozen=True)
class Shot:
    """One picture: where, how wide, how much of its height, and what to scroll to."""

    name: str
    address: str
    width: int = 1280
    height: int = 1000
    scheme: str = "light"
    anchor: str = ""
    signed_in: bool = False


AREA = "/exempellan/omrade/1-4-suicidprevention/"
SHOTS = [
    Shot("start", "/", height=800),
    Shot("planen", "/exempellan/", height=1300),
    Shot("planen-mork", "/exempellan/", height=1300, scheme="dark"),
    Shot("planen-mobil", "/exempellan/", width=360, height=1200),
    Shot("planen-engelska", "/en/exempellan/", height=1300),
    Shot("omradet", AREA, height=1100),
    Shot("tidslinjen", AREA, height=1000, anchor="aktiviteter"),
    Shot("tidslinjen-mobil", AREA, width=360, height=1200, anchor="aktiviteter"),
    Shot("sok", "/exempellan/sok/?q=utbildning", height=900),
    Shot("utgavor", "/exempellan/utgavor/", height=700),
    Shot("logga-in", "/konto/login/", height=760),
    Shot("arbetsrum", "/arbetsrum/", height=900, signed_in=True),
    Shot("las-in", "/arbetsrum/las-in/", height=900, signed_in=True),
    Shot("granska", "/arbetsrum/las-in/1/granska/", height=1000, signed_in=True),
    Shot("redigera", "/arbetsrum/plan/1/", height=1000, signed_in=True),
]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float = 120) -> None:
    """Wait until the server answers."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310 - our own server on loopback
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    sys.exit("The demo did not start.")


def store(picture: bytes, path: Path) -> None:
    """Few colours: a page of text and lines loses nothing that the eye sees."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(colors=128, dither=Image.Dither.NONE)
    image.save(path, optimize=True)


def take(browser: Browser, base: str, state: dict[str, object], shot: Shot) -> None:
    """Take one picture."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        locale="sv-SE",
        storage_state=state if shot.signed_in else None,
    )
    page = context.new_page()
    page.goto(shot.address + (f"#{shot.anchor}" if shot.anchor else ""), wait_until="networkidle")
    store(page.screenshot(), TARGET / f"{shot.name}.png")
    context.close()
    print(f"docs/bilder/{shot.name}.png")


def sign_in(browser: Browser, base: str) -> dict[str, object]:
    """The cookies of the demo's coordinator."""
    context = browser.new_context(base_url=base)
    page = context.new_page()
    page.goto("/konto/login/")
    page.locator("#id_login").fill(PERSON)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/arbetsrum/**")
    return dict(context.storage_state())


def main(wanted: list[str]) -> None:
    """Lay, serve, take, stop."""
    TARGET.mkdir(parents=True, exist_ok=True)
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samplan", "demo", "--port", str(port)]
        server = subprocess.Popen(command, env={**os.environ, "SAMPLAN_VAR": f"{folder}/demo"})
        try:
            wait_for(base)
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                state = sign_in(browser, base)
                for shot in SHOTS:
                    if not wanted or shot.name in wanted:
                        take(browser, base, state, shot)
                browser.close()
        finally:
            server.send_signal(signal.SIGINT)  # as Ctrl-C does: the server ends its worker, too
            server.wait(timeout=30)


if __name__ == "__main__":
    main(sys.argv[1:])
