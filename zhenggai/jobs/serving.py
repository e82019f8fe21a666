"""The server: gunicorn with threads, static files by whitenoise."""

from __future__ import annotations

import socket
import struct
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication

from zhenggai.jobs import standing
from zhenggai.office import guards

# Seconds without a byte after which a half-sent request is given up.
SILENCE = 30


class Server(BaseApplication):
    """gunicorn told by values instead of a command line."""

    def __init__(self, values: dict[str, Any]) -> None:
        """Take gunicorn's settings by name."""
        self.values = values
        super().__init__()

    def load_config(self) -> None:
        """Hand the settings over."""
        for name, value in self.values.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application."""
        # By name: the wiring lies on a floor above.
        return import_string(settings.WSGI_APPLICATION)


def _patient(arbiter: Any) -> None:
    """Let a connection that falls silent in the middle of a request give its thread back after a while."""
    for listener in arbiter.LISTENERS:
        # Connections inherit it from the socket that accepts them.
        listener.sock.setsockopt(
            socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0)
        )


def ready() -> None:
    """Collect static files, and refuse to serve where nothing was made, or a journal that is not guarded."""
    standing.private()
    standing.require()
    missing = guards.missing()
    if missing:
        raise CommandError(
            f"Triggers are missing: {', '.join(missing)}. Run `zhenggai migrate`, then `zhenggai verify-journal`."
        )
    call_command("collectstatic", interactive=False, verbosity=0)


def serve(bind: str, workers: int, threads: int, **more: Any) -> None:
    """Serve until told to stop. `bind` is host:port or unix:/path."""
    ready()
    values = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "timeout": 60,
        "preload_app": workers > 1,
        "max_requests": 0,
        "accesslog": None,
        # A second door to the server that nobody asked for.
        "control_socket_disable": True,
        # Which headers of a proxy are believed is a setting of the house, not of the server's own.
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "when_ready": _patient,
        # A search in Chinese is nine bytes a character in an address, and more where it is quoted in another.
        "limit_request_line": 8190,
    }
    Server({**values, **more}).run()
