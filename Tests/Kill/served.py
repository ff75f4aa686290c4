"""`hoidap` as other scripts use it: its commands, and a server that is always ended by its process id."""

import queue
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Optional, Type

ROOT = Path(__file__).resolve().parents[2]
# The accounts and communes of the demonstration.
PASSWORD = "hoi-dap-2026"
HOAN_KIEM, BA_DINH = "00070", "00004"


def prepare(program: Path, data: Path, *options: str) -> None:
    """A demonstration small enough to be made in a few seconds, with every commune and every login."""
    run(program, "demo", "--no-serve", "--matters", "300", "--data", str(data), *options)


def run(program: Path, *arguments: str) -> str:
    """What the command prints; if it fails, so does the script, showing it."""
    finished = subprocess.run(
        [str(program), *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if finished.returncode != 0:
        raise SystemExit(f"`hoidap {' '.join(arguments)}` ended with {finished.returncode}:\n{finished.stdout}")
    return finished.stdout


class Served:
    """A running `hoidap serve` on a free port of this machine; leaving the `with` block ends it gracefully.

    What the server logs is added to `log`.
    """

    def __init__(self, program: Path, data: Path, log: Path, *options: str) -> None:
        self.port = free_port()
        self.log = log
        command = [str(program), "serve", "--data", str(data), "--port", str(self.port), *options]
        with log.open("ab") as errors:
            started = time.monotonic()
            self.process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=errors)
        try:
            self.wait_until_ready()
        except BaseException:
            self.process.kill()
            raise
        self.seconds_to_ready = time.monotonic() - started

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        ready: "queue.Queue[str]" = queue.Queue()
        threading.Thread(target=read_lines, args=(self.process.stdout, ready), daemon=True).start()
        try:
            line = ready.get(timeout=30)
        except queue.Empty:
            raise SystemExit(f"the server was not ready within 30 s; its log is {self.log}") from None
        if line.strip() != f"ready {self.address}":
            raise SystemExit(f"the server said {line!r} where it should say it is ready; its log is {self.log}")

    def kill(self) -> None:
        """Ends it as a power cut would: without a chance to write anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ends it as an administrator would; it must then end by itself, without an error."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise SystemExit("the server did not end within 15 s of SIGTERM") from None
        if code != 0:
            raise SystemExit(f"the server ended with {code} on SIGTERM; its log is {self.log}")

    def __enter__(self) -> "Served":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if error is None and self.process.poll() is None:
            self.stop()
        else:
            self.process.kill()
            self.process.wait()


def read_lines(stream: IO[str], lines: "queue.Queue[str]") -> None:
    """Reads to the end, so that the server never waits for a full pipe; the end counts as an empty line."""
    for line in stream:
        lines.put(line)
    lines.put("")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
