"""Asks a source politely: one request at a time, not too often, again when it is busy, and never another host."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import stamina

from samplan.analysis.sources.faults import NotThere, SourceFault

ATTEMPTS = 6
PATIENCE = 120.0
"""Seconds that a source may ask to be left alone (`Retry-After`); longer than that, the run stops."""
TIMEOUT = 60.0
AGENT = "Samplan (open source; one request at a time)"

SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        "{name} förstod inte frågan, eller så var den för lång (400): {address}.",
        "{name} did not understand the question, or it was too long (400): {address}.",
    ),
    403: (
        "{name} nekar frågan; den ber kanske om för många celler (403): {address}.",
        "{name} refuses the question; it may ask for too many cells (403): {address}.",
    ),
    404: (
        "{name} har inget på adressen (404): {address}. Adressen kan ha flyttats; den står i inställningarna.",
        "{name} has nothing at the address (404): {address}. It may have moved; it stands in the settings.",
    ),
    410: (
        "{name} har stängt den här versionen av sitt gränssnitt (410): {address}. Samplan behöver en nyare adress.",
        "{name} has shut this version of its interface (410): {address}. Samplan needs a newer address.",
    ),
    422: (
        "{name} godtog inte ett värde i frågan (422): {address}. {body}",
        "{name} did not accept a value of the question (422): {address}. {body}",
    ),
    429: (
        "{name} vill ha färre frågor (429) och svarade inte trots väntan. Försök igen senare; det hämtade är kvar.",
        "{name} wants fewer questions (429) and did not answer after a wait. Try later; what was fetched is kept.",
    ),
}
SERVER = (
    "{name} har fel på sin sida ({status}) och svarade inte på flera försök: {address}. Försök igen senare.",
    "{name} has a fault of its own ({status}) and did not answer in several tries: {address}. Try later.",
)
OTHER = (
    "{name} svarade oväntat ({status}): {address}.",
    "{name} answered unexpectedly ({status}): {address}.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came: its address and its body."""

    address: str
    body: bytes
    asked: str = ""

    def json(self, name: str) -> Any:
        """The body as JSON. Raises SourceFault when it is none."""
        try:
            return httpx.Response(200, content=self.body).json()
        except ValueError as error:
            raise SourceFault(
                f"{name} svarade med något annat än JSON: {self.address}.",
                f"{name} answered with something else than JSON: {self.address}.",
            ) from error


class Asker:
    """Asks one source. name: for the sentences. per_second: how many requests at most.

    Addresses must be on the host of base: a source that points elsewhere is refused, however it came to.
    """

    def __init__(self, name: str, base: str, *, per_second: float, timeout: float = TIMEOUT) -> None:
        self.name = name
        self.base = base.rstrip("/")
        self.requests = 0
        self._pause = 1.0 / per_second
        self._last = -self._pause
        self._client = httpx.Client(timeout=timeout, headers={"User-Agent": AGENT, "Accept": "application/json"})

    def __enter__(self) -> Asker:
        """Itself."""
        return self

    def __exit__(self, *told: object) -> None:
        """Let go of the connections."""
        self._client.close()

    def get(self, address: str) -> Answer:
        """An answer to an address (from base, or whole). Raises SourceFault with what went wrong."""
        return self._ask("GET", address, None)

    def post(self, address: str, asked: Any) -> Answer:
        """An answer to a question that is sent as JSON."""
        return self._ask("POST", address, asked)

    def _ask(self, method: str, address: str, asked: Any) -> Answer:
        url = self._url(address)
        try:
            for attempt in stamina.retry_context(
                on=_again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=20, wait_jitter=0.5
            ):
                with attempt:
                    response = self._once(method, url, asked)
        except httpx.HTTPStatusError as error:
            raise self._fault(error.response) from error
        except httpx.TimeoutException as error:
            raise SourceFault(
                f"{self.name} svarade inte i tid: {url}. Försök igen senare; det som är hämtat är kvar.",
                f"{self.name} did not answer in time: {url}. Try later; what was fetched is kept.",
            ) from error
        except httpx.RequestError as error:
            raise SourceFault(
                f"{self.name} nås inte: {url}. Kontrollera nätet och adressen i inställningarna.",
                f"{self.name} cannot be reached: {url}. Check the network and the address in the settings.",
            ) from error
        return Answer(str(url), response.content, "" if asked is None else str(response.request.content, "utf-8"))

    def _url(self, address: str) -> httpx.URL:
        """The whole address. Raises SourceFault when it is none, or another host's."""
        base = httpx.URL(self.base)
        try:
            url = httpx.URL(address if "://" in address else f"{self.base}/{address.lstrip('/')}")
        except httpx.InvalidURL as error:
            raise SourceFault(
                f"{self.name} pekar vidare till något som inte är en adress: {address[:200]}.",
                f"{self.name} points to something that is no address: {address[:200]}.",
            ) from error
        if (url.scheme, base.scheme) == ("http", "https"):
            # A source behind a proxy may not know that it is asked over HTTPS; the rest must be the same.
            url = url.copy_with(scheme="https")
        if (url.scheme, url.host, url.port) != (base.scheme, base.host, base.port):
            raise SourceFault(
                f"{self.name} pekar vidare till en annan värd, {url.host}. Den frågas inte.",
                f"{self.name} points to another host, {url.host}. It is not asked.",
            )
        return url

    def _once(self, method: str, url: httpx.URL, asked: Any) -> httpx.Response:
        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        self._last = time.monotonic()
        self.requests += 1
        response = self._client.request(method, url, json=asked)
        if not response.is_success:
            raise httpx.HTTPStatusError(str(response.status_code), request=response.request, response=response)
        return response

    def _fault(self, response: httpx.Response) -> SourceFault:
        status = response.status_code
        sv, en = SENTENCES.get(status, SERVER if status >= 500 else OTHER)
        words = {
            "name": self.name,
            "status": status,
            "address": response.url,
            "body": " ".join(response.text.split())[:300],
        }
        kind = NotThere if status == 404 else SourceFault
        return kind(sv.format(**words), en.format(**words))


def _again(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds when the source says so."""
    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        if status != 429 and status < 500:
            return False
        wait = _wait(error.response.headers.get("Retry-After", ""))
        return wait <= PATIENCE and (wait or True)
    return isinstance(error, httpx.RequestError)


def _wait(told: str) -> float:
    """Seconds of `Retry-After`, told as seconds or as a point in time; 0 when it cannot be read."""
    if re.fullmatch(r"[0-9]+", told.strip()):
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return 0.0


Progress = Callable[[int, int], None]
"""Told how many parts of how many are taken."""
