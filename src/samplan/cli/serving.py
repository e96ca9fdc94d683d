"""`samplan serve`: the web server and, beside it, a worker for what a request must not wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from samplan.cli.setting_up import start_django


def run(*, host: str, port: int, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted. The worker ends with the server."""
    start_django()
    import waitress
    from django.core.wsgi import get_wsgi_application

    server = waitress.create_server(get_wsgi_application(), host=host, port=port, threads=8)
    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "--interval", "0.5", "--no-reload"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "samplan.config.settings"},
    )
    if on_ready is not None:
        on_ready()
    # A service manager ends us with SIGTERM: the worker must end too, so it is treated as Ctrl+C.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        worker.terminate()
        worker.wait(timeout=20)
