#!/usr/bin/env python3
"""Measures what the server reaches on this machine, beside what DESIGN §9 asks of it.

Hand-ins are measured in turn with the echo route of the same server in the same run, so that a slow or noisy
machine slows both, and their ratio stays comparable. wrk runs on the same cores as the server.

    bench.py PROGRAM REPORT
"""

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests" / "Kill"))

from measure import Load, letters_in, memory, sqlite_rows_a_second, wrk  # noqa: E402
from served import HOAN_KIEM, PASSWORD, Served, prepare, run  # noqa: E402
from visitor import Visitor, form_to  # noqa: E402

ROUNDS = 3
SECONDS = 3
CONNECTIONS = [1, 8, 64]
# DESIGN §9, column "skeleton".
SKELETON_RATE, SKELETON_P99, SKELETON_MEMORY, SKELETON_START = 3_000, 60, 80, 0.3
COMMON_WORD, RARE_WORD = "phường", "thằn lằn"


class Pair(NamedTuple):
    echo: Load
    hand_in: Load


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("report", type=Path, metavar="REPORT")
    arguments = parser.parse_args()
    program: Path = arguments.program.resolve()

    # Beside the report, not in /tmp: that may be memory, and the disk is part of what is measured.
    arguments.report.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=arguments.report.parent))
    try:
        lines = measure(program, folder)
    finally:
        shutil.rmtree(folder)
    arguments.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


def measure(program: Path, folder: Path) -> list[str]:
    started = time.monotonic()
    data, log = folder / "data", folder / "server.log"
    prepare(program, data)
    starts = []
    for _ in range(5):
        with Served(program, data, log, "--bench") as server:
            starts.append(server.seconds_to_ready)

    with Served(program, data, log, "--bench") as server:
        process = server.process.pid
        at_start = memory(process, "VmRSS")
        say("warming up")
        letters(server, 8, 1, "/api/v1/letters")
        pairs = {connections: pair(server, connections) for connections in CONNECTIONS}
        say("where the time goes")
        timed = {connections: letters(server, connections, 2, "/api/v1/letters", "timed") for connections in (1, 64)}
        at_most = memory(process, "VmHWM")
        stored = letters_in(data)
        pages = read_pages(server)
        after_pages = memory(process, "VmHWM")
    say("bare SQLite")
    runs = [{rows: sqlite_rows_a_second(folder, rows) for rows in (1, 64)} for _ in range(ROUNDS)]
    bare = {rows: median(figures[rows] for figures in runs) for rows in (1, 64)}

    return [
        "# What was reached",
        "",
        f"hoidap {run(program, '--version').strip()}, {time.strftime('%Y-%m-%d %H:%M')}, {processor()}, "
        f"{os.cpu_count()} cores, {platform.system()} {platform.release()}. wrk, one thread, on the same cores. "
        f"Medians of {ROUNDS} runs of {SECONDS} s, echo and hand-ins in turn.",
        "",
        *table_of_hand_ins(pairs),
        "",
        *table_of_limits(starts, at_start, at_most, after_pages),
        "",
        f"## Pages, with {stored:,} letters in the store",
        "",
        *pages,
        "",
        "## Where one hand-in's time goes",
        "",
        *table_of_phases(timed),
        "",
        "## Bare SQLite on the same disk, for scale",
        "",
        f"WAL, synchronous = FULL, rows of 1,200 bytes and nothing else: {bare[1]:,.0f} rows a second with a commit "
        f"each, {bare[64]:,.0f} rows a second with 64 to a commit ({bare[64] / 64:,.0f} commits).",
        "",
        f"Taken in {time.monotonic() - started:.0f} s.",
    ]


def pair(server: Served, connections: int) -> Pair:
    """Echo and hand-ins in turn: what disturbs the machine disturbs both."""
    echoes, hand_ins = [], []
    for number in range(ROUNDS):
        say(f"{connections} connections, run {number + 1} of {ROUNDS}")
        echoes.append(letters(server, connections, SECONDS, "/bench/echo"))
        hand_ins.append(letters(server, connections, SECONDS, "/api/v1/letters"))
    return Pair(Load.median(echoes), Load.median(hand_ins))


def letters(server: Served, connections: int, seconds: int, path: str, *options: str) -> Load:
    seed = f"{time.time_ns():x}"
    return wrk(server.address, connections, seconds, ["letters", path, seed, *options])


def read_pages(server: Served) -> list[str]:
    """A table: each page read by one and by eight readers, with the cookies of a person who may see it."""
    officer, lan = Visitor(server.port), Visitor(server.port)
    officer.sign_in("hoankiem", PASSWORD)
    body = f'{{"kind":"feedback","title":"Con {RARE_WORD}","body":"Ở sân.","area":"{HOAN_KIEM}"}}'.encode()
    receipt = lan.post_json("/api/v1/letters", body, {"Idempotency-Key": f"{time.time_ns()}"}).json()
    form = form_to("/follow", lan.get("/follow"))
    assert form, "/follow has no form"
    lan.post_form(form, code=receipt["code"], pin=receipt["pin"])
    matter = re.search(r'href="(/desk/matters/[^"/?#]+)"', officer.get("/desk").text())
    assert matter, "the morning page lists no matter"

    lines = ["| page | bytes | a second, 1 reader | p50 | p99 | a second, 8 readers | p50 | p99 |",
             "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for name, path, reader in [
        ("morning page", "/desk", officer),
        ("file of a matter", matter.group(1), officer),
        ("search, a rare word", f"/desk?q={quote(RARE_WORD)}", officer),
        ("search, a common word", f"/desk?q={quote(COMMON_WORD)}", officer),
        ("a letter followed", "/follow/letter", lan),
        ("the form for a letter", "/letters/new", lan),
    ]:
        say(f"{name}, {path}")
        page = reader.get(path)
        if page.status != 200:
            raise SystemExit(f"{path} is answered {page.status}")
        cookies = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
        cells = []
        for connections in (1, 8):
            load = wrk(server.address + path, connections, 2, ["page"], cookies)
            cells += [f"{load.rate:,.0f}", f"{load.p50:.1f} ms", f"{load.p99:.1f} ms"]
        lines.append(f"| {name} | {len(page.body):,} | {' | '.join(cells)} |")
    return lines


def table_of_hand_ins(pairs: dict[int, Pair]) -> list[str]:
    lines = ["| connections | echoes a second | p50 | p99 | hand-ins a second | p50 | p99 | share of echo | skeleton |",
             "|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for connections, (echo, hand_in) in pairs.items():
        asked = f"{SKELETON_RATE:,} a second, p99 {SKELETON_P99} ms" if connections == 64 else ""
        lines.append(
            f"| {connections} | {echo.rate:,.0f} | {echo.p50:.2f} ms | {echo.p99:.2f} ms "
            f"| **{hand_in.rate:,.0f}** | {hand_in.p50:.2f} ms | **{hand_in.p99:.2f} ms** "
            f"| {hand_in.rate / echo.rate:.1%} | {asked} |")
    return lines


def table_of_limits(starts: list[float], at_start: float, at_most: float, after_pages: float) -> list[str]:
    return [
        "| | reached | skeleton |",
        "|---|--:|--:|",
        f"| start to ready, median of {len(starts)} | {median(starts):.2f} s | {SKELETON_START} s |",
        f"| memory when ready | {at_start:.0f} MB | {SKELETON_MEMORY} MB |",
        f"| memory at most, hand-ins at 64 connections | {at_most:.0f} MB | {SKELETON_MEMORY} MB |",
        f"| memory at most, after the pages too | {after_pages:.0f} MB | {SKELETON_MEMORY} MB |",
    ]


def table_of_phases(timed: dict[int, Load]) -> list[str]:
    """Means, because only means add up to the whole."""
    names = [name for name, _ in timed[1].phases]
    lines = ["| | " + " | ".join(names) + " | all phases | as wrk sees it |", "|---" + "|--:" * (len(names) + 2) + "|"]
    for connections, load in timed.items():
        phases = dict(load.phases)
        cells = [f"{phases.get(name, 0):.3f} ms" for name in names]
        plural = "s" if connections > 1 else ""
        lines.append(f"| {connections} connection{plural} | {' | '.join(cells)} | {sum(phases.values()):.3f} ms "
                     f"| {load.mean:.3f} ms |")
    return lines


def processor() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return found.group(1) if found else platform.machine()


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
