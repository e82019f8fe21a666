"""Run a command against a throw-away PostgreSQL: `python -m tests.postgres pytest -m database`.

A cluster is made in a temporary folder on a free port of the loopback, and removed with everything in it when the
command ends. Where PostgreSQL is not installed the command is skipped with a line that says so; with
`ZHENGGAI_REQUIRE=postgres` this is a failure.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# A cluster that is thrown away need not survive a power cut.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, newest version first; None where PostgreSQL is not installed."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    asked = shutil.which("pg_config")
    if asked:
        answer = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(answer.stdout.strip()))
    found = [folder for folder in folders if (folder / "initdb").exists()]
    return max(found, default=None)


def _somebody() -> dict[str, Any]:
    """As whom the cluster runs: PostgreSQL refuses root, so root steps down to `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A running cluster in a temporary folder; gives the address of its database `zhenggai`."""
    home = Path(tempfile.mkdtemp(prefix="zhenggai-pg-"))
    somebody, data, port = _somebody(), home / "data", _free_port()
    if somebody:
        os.chown(home, somebody["user"], somebody["group"])

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [folder / program, *arguments],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            text=True,
            check=False,
            **somebody,
        )
        if done.returncode:
            raise SystemExit(f"{program} failed:\n{done.stdout}")

    options = " ".join(f"-c {setting}" for setting in QUICK)
    listen = f"-h 127.0.0.1 -p {port} -k {home}"
    try:
        call("initdb", "-D", str(data), "-U", "zhenggai", "-A", "trust", "-E", "UTF8", "--no-sync")
        log = str(home / "log")
        call("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", f"{listen} {options}", "start")
        try:
            call("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "zhenggai", "zhenggai")
            yield f"postgresql://zhenggai@127.0.0.1:{port}/zhenggai"
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run `command` with ZHENGGAI_DATABASE_URL set, and return its exit status."""
    folder = programs()
    if folder is None:
        required = "postgres" in os.environ.get("ZHENGGAI_REQUIRE", "").split(",")
        sys.stdout.write("PostgreSQL not found: skipped (required in .ci/run)\n")
        return 1 if required else 0
    # A run that is ended from outside takes its cluster with it.
    for ended in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ended, lambda number, frame: sys.exit(128 + number))
    with cluster(folder) as address:
        sys.stdout.write(f"The same on PostgreSQL ({folder.parent.name})\n")
        sys.stdout.flush()
        environment = os.environ | {"ZHENGGAI_DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
