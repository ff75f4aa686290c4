"""The measurements: load by wrk, memory of a process."""

import json
import subprocess
from pathlib import Path
from statistics import median
from typing import NamedTuple, Sequence

SCRIPT = Path(__file__).with_name("load.lua")


class Load(NamedTuple):
    """What wrk reached. Times in milliseconds."""

    rate: float
    mean: float
    p50: float
    p99: float
    phases: list[tuple[str, float]]

    @staticmethod
    def median(loads: Sequence["Load"]) -> "Load":
        return Load(
            median(load.rate for load in loads), median(load.mean for load in loads),
            median(load.p50 for load in loads), median(load.p99 for load in loads), loads[-1].phases)


def wrk(address: str, connections: int, seconds: int, arguments: Sequence[str], cookies: str = "") -> Load:
    """One run. A single reply that is not a success makes its figures worthless, and is an error."""
    headers = ["-H", f"Cookie: {cookies}"] if cookies else []
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", *headers,
               "-s", str(SCRIPT), address, "--", *arguments]
    output = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    figures = json.loads(output.splitlines()[-1])
    if figures["refused"] or figures["broken"]:
        raise SystemExit(f"{' '.join(command)}:\n{figures['refused']} replies were refusals,"
                         f" {figures['broken']} connections broke, of {figures['requests']} requests")
    return Load(figures["requests"] / figures["seconds"], figures["mean"], figures["p50"], figures["p99"],
                [(name, milliseconds) for name, milliseconds in figures["phases"]])


def memory(process: int, field: str) -> float:
    """Megabytes: VmRSS is now, VmHWM the most there ever was."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) / 1024
    raise ValueError(f"{field} is not told of process {process}")
