"""How much memory a serving process holds after some work."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

PAGES = 300
PATIENCE = 60.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ask(port: int, path: str, cookie: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _wait(port: int) -> None:
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE:
        try:
            _ask(port, "/sign-in/", "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not answer")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def memory(cookie: str, round_id: UUID) -> float:
    """MB resident in the largest worker of a server that answered pages of the ledger."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*command, "-w", "1", "--threads", "8", "zhenggai.config.wsgi"],
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        for at in range(PAGES):
            path = (
                f"/r/{round_id}/ledger/?size=200&sort=due&peek={at + 1}-1"
                if at % 3
                else f"/r/{round_id}/"
            )
            status = _ask(port, path, cookie)
            if status != 200:
                raise SystemExit(f"{path}: {status}")
        return max(_resident(pid) for pid in _children(server.pid))
    finally:
        server.terminate()
        server.wait(timeout=30)
