#!/usr/bin/env python3
"""Measures the server over a whole country at several sizes on both engines, beside what the machine allows.

Every store is loaded anew. What is compared is measured in turn in one run, so that a slow or noisy machine slows all
of it: hand-ins with the echo route of the same server, pages of all stores one after the other. wrk runs on the same
cores as the server. Quote ratios, not rates.

    bench.py PROGRAM REPORT [--sizes N …] [--engines sqlite postgresql]
"""

import argparse
import csv
import os
import platform
import random
import re
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from machine import hello, postgresql_limits, sqlite_rows_a_second
from measure import Load, memory, wrk
from stores import ROOT, PrivateCluster, Store, make, say

from served import PASSWORD, Served, run  # noqa: E402
from visitor import Visitor  # noqa: E402

ROUNDS, SECONDS = 3, 3
CONNECTIONS = [1, 8, 64]
# A word of every seventh letter, the same without its marks, two words, and words of one letter or none.
WORDS = [("common word", "đường"), ("the same without marks", "duong"), ("two words", "rác thải"),
         ("rare word", "hs1234567"), ("no letter's word", "thằn lằn")]
IMPORTED = 20_000
EXPORTED = 2_000


class Figures(NamedTuple):
    store: Store
    starts: list[float]
    at_start: float
    after_pages: float
    at_most: float
    bytes_a_matter: float
    pages: dict[str, tuple[int, Load]]
    echo: dict[int, Load]
    hand_ins: dict[int, Load]
    phases: Load
    export: float
    imported: tuple[float, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("report", type=Path, metavar="REPORT")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    # Beside the report, not in /tmp: that may be memory, and the disk is part of what is measured.
    arguments.report.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=arguments.report.parent.resolve()))
    # The cluster's user, who is not root, must be able to go through it.
    folder.chmod(0o711)
    started = time.monotonic()
    try:
        with ExitStack() as stack:
            cluster = None
            if "postgresql" in arguments.engines:
                cluster = stack.enter_context(PrivateCluster(folder, durable=True))
            say("what the machine allows")
            limits = {
                "hello": {connections: hello(folder, connections, SECONDS) for connections in CONNECTIONS},
                "sqlite": {rows: median(sqlite_rows_a_second(folder, rows) for _ in range(ROUNDS)) for rows in (1, 64)},
                "postgresql": postgresql_limits(cluster, SECONDS) if cluster else {},
            }
            found = []
            for engine in arguments.engines:
                for matters in arguments.sizes:
                    store = make(program, folder, engine, matters, cluster if engine == "postgresql" else None)
                    found.append(measure(program, folder, store))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = [heading(program), "", *table(found, limits), "", *phases(found), "",
             f"Taken in {time.monotonic() - started:,.0f} s."]
    arguments.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


def measure(program: Path, folder: Path, store: Store) -> Figures:
    log = folder / f"{store.engine}-{store.matters}.log"
    size = store.bytes()
    starts = []
    for _ in range(5):
        with store.serve(program, log) as server:
            starts.append(server.seconds_to_ready)
    with store.serve(program, log) as server:
        process = server.process.pid
        at_start = memory(process, "VmRSS")
        pages = {name: page(store, server, name, path, login) for name, path, login in list(addresses(server))}
        after_pages = memory(process, "VmHWM")
        export = exported(server)
    # A server of its own: what pages leave in memory is no part of what hand-ins need.
    with store.serve(program, log) as server:
        letters(server, 8, 1, "/api/v1/letters")
        echo, hand_ins = {}, {}
        for connections in CONNECTIONS:
            say(f"{store.name}: hand-ins, {connections} connections")
            pairs = [(letters(server, connections, SECONDS, "/bench/echo"),
                      letters(server, connections, SECONDS, "/api/v1/letters")) for _ in range(ROUNDS)]
            echo[connections] = Load.median([pair[0] for pair in pairs])
            hand_ins[connections] = Load.median([pair[1] for pair in pairs])
        timed = letters(server, 64, 2, "/api/v1/letters", "timed")
        at_most = memory(server.process.pid, "VmHWM")
    return Figures(store, starts, at_start, after_pages, at_most, size / store.loaded, pages, echo, hand_ins, timed,
                   export, imported(program, folder, store))


def page(store: Store, server: Served, name: str, path: str, login: str) -> tuple[int, Load]:
    say(f"{store.name}: {name}, {path}")
    reader = Visitor(server.port)
    reader.sign_in(login, PASSWORD)
    answer = reader.get(path)
    if answer.status != 200:
        raise SystemExit(f"{path} is answered {answer.status}")
    cookies = "; ".join(f"{key}={value}" for key, value in reader.cookies.items())
    return len(answer.body), wrk(server.address + path, 1, 2, ["page"], cookies)


def addresses(server: Served):
    """Pages as the head of the busiest ward, the head of a city of 126, and an overseer of the country read them."""
    ward = Visitor(server.port)
    ward.sign_in("hoankiem", PASSWORD)
    matter = re.search(r'href="(/desk/matters/\d+-\d+)"', ward.get("/desk").text())
    assert matter, "the morning page lists no matter"
    levels = [("ward", "hoankiem"), ("city", "hanoi"), ("country", "trunguong")]
    yield "morning page, ward", "/desk?whose=body", "hoankiem"
    yield "morning page, city", "/desk?whose=body", "hanoi"
    for level, login in levels:
        yield f"list of open matters, {level}", "/desk/matters", login
    for level, login in levels:
        yield f"list of late ones, {level}", "/desk/matters?owed=late", login
    for level, login in levels:
        yield f"list of ended ones, {level}", "/desk/matters?ended=yes", login
    yield "file of a matter", matter.group(1), "hoankiem"
    for name, word in WORDS:
        for level, login in levels:
            yield f"search, {name}, {level}", f"/desk?q={quote(word)}", login
    for level, login in levels:
        yield f"overview, this quarter, {level}", "/desk/overview", login
    for level, login in levels:
        yield f"report of a past year, {level}", "/desk/overview?from=2024-12-15&until=2025-12-14", login
    for level, login in levels:
        yield f"table XLD01, last quarter, {level}", "/desk/tables/XLD01", login
    yield "table XLD01, past year, city", "/desk/tables/XLD01?from=2024-12-15&until=2025-12-14", "hanoi"
    yield "question page of a letter", "/letters/new", "hoankiem"


def letters(server: Served, connections: int, seconds: int, path: str, *options: str) -> Load:
    return wrk(server.address, connections, seconds, ["letters", path, f"{time.time_ns():x}", ",".join(AREAS), *options])


def areas() -> list[str]:
    """The communes of Hà Nội, among which letters are dealt out."""
    rows = csv.reader((ROOT / "Resources/registry/vn/areas.csv").open(encoding="utf-8"))
    return [row[0] for row in rows if "01" in row and len(row[0]) == 5]


AREAS = areas()


def exported(server: Served) -> float:
    """Rows a second of the list of a city as CSV, read once."""
    reader = Visitor(server.port)
    reader.sign_in("hanoi", PASSWORD)
    started = time.monotonic()
    rows = reader.get("/desk/matters.csv").body.count(b"\n") - 1
    return rows / (time.monotonic() - started)


def imported(program: Path, folder: Path, store: Store) -> tuple[float, float]:
    """`hoidap import open311`: rows and acts a second, made-up rows in the columns of a city's open data."""
    work = Path(tempfile.mkdtemp(prefix="import-", dir=folder))
    rows = work / "rows.csv"
    chance = random.Random(311)
    with rows.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["unique_key", "created_date", "closed_date", "agency", "complaint_type", "descriptor",
                         "status", "due_date", "resolution_description"])
        for number in range(IMPORTED):
            day, closes = 1 + number % 27, number % 5 != 0
            writer.writerow([
                30_000_000 + number, f"2024-0{1 + number % 9}-{day:02}T08:{number % 60:02}:00",
                f"2024-1{number % 3}-{day:02}T10:00:00" if closes else "", "DEP", "Water System",
                f"Hydrant {chance.randrange(10**6)} is leaking", "Closed" if closes else "Open", "",
                "The crew closed the valve and put the hydrant back in order." if closes else ""])
    say(f"{store.name}: importing {IMPORTED:,} rows")
    started = time.monotonic()
    run(program, "import", "open311", str(rows), "--data", str(store.data), *store.options, "--organization",
        "city-311", "--zone", "America/New_York", "--name", "City 311")
    seconds = time.monotonic() - started
    acts = IMPORTED + sum(number % 5 != 0 for number in range(IMPORTED))
    shutil.rmtree(work)
    return IMPORTED / seconds, acts / seconds


def heading(program: Path) -> str:
    return (f"hoidap {run(program, '--version').strip()}, {time.strftime('%Y-%m-%d %H:%M')}, {processor()}, "
            f"{os.cpu_count()} cores, {platform.system()} {platform.release()}. wrk, one thread, on the same cores; "
            f"hand-ins: medians of {ROUNDS} runs of {SECONDS} s in turn with the echo; pages: one reader, 2 s.")


def table(found: list[Figures], limits: dict) -> list[str]:
    lines = ["| | " + " | ".join(figures.store.name for figures in found) + " |",
             "|---" + "|--:" * len(found) + "|"]
    engines: dict[str, list[Figures]] = {}
    for figures in found:
        engines.setdefault(figures.store.engine, []).append(figures)

    def line(name: str, cell) -> None:
        lines.append(f"| {name} | " + " | ".join(cell(figures) for figures in found) + " |")

    for connections in CONNECTIONS:
        line(f"echo a second, {connections} connections", lambda f: f"{f.echo[connections].rate:,.0f}")
        line(f"**hand-ins a second, {connections} connections**", lambda f: f"**{f.hand_ins[connections].rate:,.0f}**")
        line("— share of the echo", lambda f: f"{f.hand_ins[connections].rate / f.echo[connections].rate:.1%}")
        line("— p50 / p99", lambda f: f"{f.hand_ins[connections].p50:.2f} / {f.hand_ins[connections].p99:.2f} ms")
        if limits["postgresql"]:
            line("— share of pgbench with as many rows",
                 lambda f: f"{f.hand_ins[connections].rate / limits['postgresql'][f'hand-in {connections}']:.0%}"
                 if f.store.cluster else "")
    for name in found[0].pages:
        def cell(figures: Figures) -> str:
            load = figures.pages[name][1]
            first = engines[figures.store.engine][0]
            ratio = "" if figures is first else f" (× {load.p50 / first.pages[name][1].p50:.2f})"
            return f"{load.p50:.1f} / {load.p99:.1f} ms{ratio}"
        line(f"{name}, p50 / p99", cell)
    line("import, rows / acts a second", lambda f: f"{f.imported[0]:,.0f} / {f.imported[1]:,.0f}")
    line("export of a list, rows a second", lambda f: f"{f.export:,.0f}")
    line("loading, matters a second", lambda f: f"{f.store.loaded_a_second:,.0f}")
    line("start to ready", lambda f: f"{median(f.starts):.2f} s")
    line("memory when ready", lambda f: f"{f.at_start:.0f} MB")
    line("memory at most, after all pages", lambda f: f"{f.after_pages:.0f} MB")
    line("memory at most, hand-ins", lambda f: f"{f.at_most:.0f} MB")
    line("bytes a matter, indexes included", lambda f: f"{f.bytes_a_matter:,.0f}")
    lines += ["", "What the machine allows, in the same run:", "", "| | |", "|---|--:|"]
    for connections, load in limits["hello"].items():
        lines.append(f"| nginx says hello, {connections} connections | {load.rate:,.0f} a second |")
    for rows, rate in limits["sqlite"].items():
        lines.append(f"| bare SQLite, {rows} rows of 1,200 bytes to a commit | {rate:,.0f} rows a second |")
    if limits["postgresql"]:
        lines.append(f"| pgbench, single rows of 1,200 bytes, 8 clients | {limits['postgresql']['single']:,.0f} rows a second |")
        lines.append(f"| pgbench, 64 rows to a commit, 1 client | {limits['postgresql']['batched']:,.0f} rows a second |")
        for connections in CONNECTIONS:
            lines.append(f"| pgbench, a transaction of as many rows as a hand-in, {connections} clients "
                         f"| {limits['postgresql'][f'hand-in {connections}']:,.0f} a second |")
    return lines


def phases(found: list[Figures]) -> list[str]:
    """Where a hand-in's time goes at 64 connections. Means, because only means add up to the whole."""
    names = [name for name, _ in found[0].phases.phases]
    lines = ["Where one hand-in's time goes, 64 connections:", "",
             "| | " + " | ".join(names) + " |", "|---" + "|--:" * len(names) + "|"]
    for figures in found:
        told = dict(figures.phases.phases)
        lines.append(f"| {figures.store.name} | " + " | ".join(f"{told.get(name, 0):.3f} ms" for name in names) + " |")
    return lines


def processor() -> str:
    told = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return told.group(1) if told else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
