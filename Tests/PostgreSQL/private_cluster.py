"""A PostgreSQL of our own in a folder in memory: no port, no password, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Optional, Type
from urllib.parse import quote

ROLE = "hoidap"
# Nothing in it outlives the tests, and nothing but them touches it: no disk, no vacuuming beside them.
PASSING = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
    "max_connections": "1500", "shared_buffers": "256MB", "max_wal_size": "8GB", "wal_level": "minimal",
    "max_wal_senders": "0",
}
# What a small server would have, for measuring.
DURABLE = {
    "shared_buffers": "1GB", "effective_cache_size": "8GB", "max_wal_size": "8GB", "max_connections": "150",
    "maintenance_work_mem": "512MB",
}


class PrivateCluster:
    """Reached over a socket in its own folder only.

    Unless it is `durable`, nothing in it outlives the tests: it lies in memory and waits for no disk.
    """

    def __init__(self, within: Optional[Path] = None, durable: bool = False) -> None:
        self.programs = find_programs()
        memory = "/dev/shm" if not durable and os.access("/dev/shm", os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="hoidap-pg-", dir=within or memory))
        self.settings = DURABLE if durable else PASSING
        self.user = user_to_run_as()
        if self.user:
            shutil.chown(self.folder, self.user)

    def __enter__(self) -> "PrivateCluster":
        try:
            self.run("initdb", "-D", self.data, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            settings = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
            settings += f" -c listen_addresses='' -c unix_socket_directories='{self.folder}'"
            self.run("pg_ctl", "-D", self.data, "-w", "-l", f"{self.folder}/log", "-o", settings, "start")
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.remove()

    @property
    def data(self) -> str:
        return f"{self.folder}/data"

    def remove(self) -> None:
        if Path(self.data, "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def address(self, database: str = "postgres") -> str:
        """Of one of its databases, as programs take it."""
        return f"postgres://{ROLE}@/{database}?host={quote(str(self.folder), safe='')}"

    def psql(self, script: str, database: str = "postgres") -> str:
        """What the script prints, errors among it in their place."""
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t", "-h", str(self.folder), "-U", ROLE, database]
        return subprocess.run(
            command, input=script, text=True, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ).stdout

    def version(self) -> str:
        return self.psql("show server_version;").split()[0]

    def run(self, program: str, *arguments: str) -> None:
        """Runs a program of the cluster's, which refuses to be run by root."""
        prefix = ["runuser", "-u", self.user, "--"] if self.user else []
        command = [*prefix, str(self.programs / program), *arguments]
        # Into a file, not a pipe: the server inherits it and would keep a pipe open.
        with tempfile.TemporaryFile("w+") as output:
            finished = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, cwd=self.folder)
            if finished.returncode != 0:
                output.seek(0)
                raise SystemExit(f"{program} failed:\n{output.read()}")


def find_programs() -> Path:
    """The folder of initdb; Debian keeps it off the PATH, one folder per version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if not versions:
        raise SystemExit("PostgreSQL's initdb was not found; install the package postgresql")
    return versions[-1].parent


def user_to_run_as() -> Optional[str]:
    """The user that root starts the cluster as; None when we are not root and start it ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
