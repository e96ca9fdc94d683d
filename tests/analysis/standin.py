"""A stand-in for the sources of figures: a real web server on loopback that speaks the documented shapes and faults.

Its world is its own: ten indicators of an invented county. Faults are laid in a queue and answered in turn.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 5000
SLOT = 25


@dataclass
class Fault:
    """An answer that is none. hang: seconds without a word."""

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: str = "fel"
    hang: float = 0.0


@dataclass
class World:
    """What the stand-in knows. requests: the addresses asked for, with the time. most_rows: rows a page."""

    kpis: list[dict[str, Any]] = field(default_factory=list)
    units: list[dict[str, Any]] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    tables: dict[str, Any] = field(default_factory=dict)
    most_rows: int = PAGE
    most_cells: int = 1000
    faults: list[Fault] = field(default_factory=list)
    fault_after: int = 0
    requests: list[tuple[float, str]] = field(default_factory=list)
    posted: list[Any] = field(default_factory=list)
    next_host: str = ""
    ring: bool = False


class Handler(BaseHTTPRequestHandler):
    """Answers from the server's world."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *told: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Kolada's questions, and PxWeb's metadata."""
        self._answer(None)

    def do_POST(self) -> None:
        """PxWeb's questions."""
        length = int(self.headers.get("Content-Length", "0"))
        self._answer(json.loads(self.rfile.read(length)))

    @property
    def world(self) -> World:
        """The world that this server answers from."""
        return self.server.world  # type: ignore[attr-defined]  # the server is made with it

    def _answer(self, posted: Any) -> None:
        world = self.world
        world.requests.append((time.monotonic(), self.path))
        if posted is not None:
            world.posted.append(posted)
        if world.faults and len(world.requests) > world.fault_after:
            fault = world.faults.pop(0)
            time.sleep(fault.hang)
            self._send(fault.status, fault.body, fault.headers)
            return
        told = urlsplit(self.path)
        parts = [p for p in told.path.split("/") if p]
        query = parse_qs(told.query)
        if parts[0] == "v3":
            status, body = self._kolada(parts[1:], query)
        else:
            status, body = self._pxweb(parts, posted)
        self._send(status, body if isinstance(body, str) else json.dumps(body))

    def _send(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        raw = body.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def _kolada(self, parts: list[str], query: dict[str, list[str]]) -> tuple[int, Any]:
        if any(len(part.split(",")) > SLOT for part in parts):
            return 422, {"detail": [{"type": "too_long", "loc": ["path"], "msg": "more than 25"}]}
        world = self.world
        lists = {"kpi": world.kpis, "municipality": world.units, "municipality_groups": world.groups}
        if parts[0] == "data":
            asked = dict(zip(parts[1::2], parts[2::2], strict=True))
            kpis, units = asked["kpi"].split(","), asked["municipality"].split(",")
            rows = [r for r in world.data if r["kpi"] in kpis and r["municipality"] in units]
            if since := query.get("from_date"):
                rows = [r for r in rows if r.get("changed", "") >= since[0]]
        elif parts[0] in lists:
            rows = lists[parts[0]]
            if len(parts) > 1:
                rows = [r for r in rows if r["id"] in parts[1].split(",")]
        else:
            return 404, {"detail": "Not Found"}
        return 200, self._page([{k: v for k, v in r.items() if k != "changed"} for r in rows], query)

    def _page(self, rows: list[dict[str, Any]], query: dict[str, list[str]]) -> dict[str, Any]:
        size = min(int(query.get("per_page", [str(PAGE)])[0]), self.world.most_rows)
        page = int(query.get("page", ["1"])[0])
        here = rows[(page - 1) * size : page * size]
        following = None
        if page * size < len(rows):
            host = self.world.next_host or f"http://{self.headers['Host']}"
            told = urlsplit(self.path)
            kept = "&".join(f"{k}={v[0]}" for k, v in query.items() if k != "page")
            following = f"{host}{told.path}?{kept}&page={1 if self.world.ring else page + 1}"
        return {"values": here, "count": len(here), "next_url": following, "previous_url": None}

    def _pxweb(self, parts: list[str], posted: Any) -> tuple[int, Any]:
        from tests.analysis.standin_pxweb import answer

        return answer(self.world, parts, posted)


@contextmanager
def serving(world: World) -> Iterator[str]:
    """The server's address, while it serves the world."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.world = world  # type: ignore[attr-defined]  # read by the handler
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def kpi(code: str, title: str = "Påhittat, andel (%)", **more: Any) -> dict[str, Any]:
    """An indicator as Kolada describes it."""
    return {
        "id": code,
        "title": title,
        "description": "Påhittat. Källa: Exempelmyndigheten.",
        "is_divided_by_gender": True,
        "municipality_type": "A",
        "auspice": None,
        "operating_area": "Hälso- och sjukvård",
        "perspective": "Övrigt",
        "prel_publication_date": None,
        "publication_date": "2027-01-16",
        "publ_period": "2026",
        "has_ou_data": False,
        **more,
    }


def row(code: str, unit: str, year: int, changed: str = "", **sexes: float | None) -> dict[str, Any]:
    """A data row as Kolada gives it; sexes by letter."""
    return {
        "kpi": code,
        "municipality": unit,
        "period": year,
        "changed": changed,
        "values": [
            {"gender": sex, "count": 0 if value is None else 1, "status": "", "value": value, "isdeleted": False}
            for sex, value in sexes.items()
        ],
    }


def invented(count: int = 3) -> World:
    """A small world: the country, a region and thirty municipalities, count indicators, two years."""
    units = [{"id": "0000", "title": "Riket", "type": "L"}, {"id": "0099", "title": "Region Exempel", "type": "L"}]
    units += [{"id": f"99{n:02d}", "title": f"Kommun {n}", "type": "K"} for n in range(1, 31)]
    group = {"id": "G1", "title": "Liknande kommuner", "members": [{"member_id": "9901"}, {"member_id": "9902"}]}
    kpis = [kpi(f"N9900{n}", f"Påhittat {n}, andel (%)") for n in range(1, count + 1)]
    data = [
        row(k["id"], u["id"], year, "2026-01-01", T=10.0 + place, K=11.0 + place)
        for k in kpis
        for place, u in enumerate(units)
        for year in (2023, 2024)
    ]
    return World(kpis=kpis, units=units, groups=[group], data=data)
