#!/usr/bin/env python3
"""Measures the same pages over stores of different sizes, side by side: what grows with the store shows.

The stores are demonstrations of so many matters, made by performing acts; they are kept in FOLDER and made once.

    sizes.py PROGRAM REPORT FOLDER MATTERS [MATTERS …]
"""

import argparse
import csv
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests" / "Kill"))

from measure import Load, letters_in, memory, wrk  # noqa: E402
from served import PASSWORD, Served, run  # noqa: E402
from visitor import Visitor  # noqa: E402

# A word of every tenth letter, the same without its marks, and a word of hardly any.
WORDS = [("common word", "đường"), ("the same without marks", "duong"), ("two words", "rác thải"),
         ("rare word", "thằn lằn")]
IMPORTED = 20_000


class Figures(NamedTuple):
    made: float
    letters: int
    bytes_a_matter: float
    start: float
    at_start: float
    at_most: float
    pages: dict[str, tuple[int, Load]]
    hand_ins: Load


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("report", type=Path, metavar="REPORT")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("matters", type=int, nargs="+", metavar="MATTERS")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    found = {matters: measure(program, arguments.folder, matters) for matters in arguments.matters}
    lines = ["# At different sizes", "", *table(found), "", *imported(program, arguments.folder)]
    arguments.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


def measure(program: Path, folder: Path, matters: int) -> Figures:
    made = 0.0
    store = folder / str(matters)
    if not (store / "ready").exists():
        shutil.rmtree(store, ignore_errors=True)
        say(f"making a store of {matters:,} matters; it is kept in {store}")
        started = time.monotonic()
        subprocess.run([str(program), "demo", "--no-serve", "--matters", str(matters), "--data", str(store)],
                       cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        made = time.monotonic() - started
        (store / "ready").write_text(f"{made}\n")
    made = float((store / "ready").read_text())
    letters = letters_in(store)
    # Hand-ins are made into a copy: the store stays what it is.
    size = sum(file.stat().st_size for file in store.glob("hoidap.sqlite*"))
    with Served(program, store, folder / f"{matters}.log", "--bench") as server:
        start, process = server.seconds_to_ready, server.process.pid
        at_start = memory(process, "VmRSS")
        pages = {}
        for name, path, login in list(addresses(server)):
            say(f"{matters:,}: {name}, {path}")
            reader = Visitor(server.port)
            reader.sign_in(login, PASSWORD)
            page = reader.get(path)
            if page.status != 200:
                raise SystemExit(f"{path} is answered {page.status}")
            cookies = "; ".join(f"{key}={value}" for key, value in reader.cookies.items())
            pages[name] = (len(page.body), wrk(server.address + path, 1, 2, ["page"], cookies))
        at_most = memory(process, "VmHWM")
        seed = f"{time.time_ns():x}"
        say(f"{matters:,}: hand-ins")
        hand_ins = wrk(server.address, 64, 3, ["letters", "/api/v1/letters", seed])
    return Figures(made, letters, size / letters, start, at_start, at_most, pages, hand_ins)


def addresses(server: Served):
    """Pages as the head of one ward and as the head of the city read them."""
    ward = Visitor(server.port)
    ward.sign_in("hoankiem", PASSWORD)
    matter = re.search(r'href="(/desk/matters/\d+-\d+)"', ward.get("/desk").text())
    assert matter, "the morning page lists no matter"
    yield "morning page, ward", "/desk", "hoankiem"
    yield "morning page, city", "/desk", "hanoi"
    yield "list of open matters, ward", "/desk/matters", "hoankiem"
    yield "list of open matters, city", "/desk/matters", "hanoi"
    yield "file of a matter", matter.group(1), "hoankiem"
    for name, word in WORDS:
        yield f"search, {name}, ward", f"/desk?q={quote(word)}", "hoankiem"
        yield f"search, {name}, city", f"/desk?q={quote(word)}", "hanoi"
    yield "overview, ward", "/desk/overview", "hoankiem"
    yield "overview, city", "/desk/overview", "hanoi"


def table(found: dict[int, Figures]) -> list[str]:
    sizes = list(found)
    first, last = found[sizes[0]], found[sizes[-1]]
    lines = ["| | " + " | ".join(f"{matters:,} matters" for matters in sizes) + " | ratio |",
             "|---" + "|--:" * (len(sizes) + 1) + "|"]

    def line(name: str, cells: list[str], ratio: float) -> None:
        lines.append(f"| {name} | {' | '.join(cells)} | {ratio:.2f} |")

    for name in first.pages:
        loads = [found[matters].pages[name][1] for matters in sizes]
        line(f"{name}, p50 / p99", [f"{load.p50:.1f} / {load.p99:.1f} ms" for load in loads],
             loads[-1].p50 / loads[0].p50)
    loads = [found[matters].hand_ins for matters in sizes]
    line("hand-ins a second, 64 connections", [f"{load.rate:,.0f}" for load in loads], loads[-1].rate / loads[0].rate)
    line("hand-ins, p99", [f"{load.p99:.0f} ms" for load in loads], loads[-1].p99 / loads[0].p99)
    line("start to ready", [f"{found[size].start:.2f} s" for size in sizes], last.start / first.start)
    line("memory when ready", [f"{found[size].at_start:.0f} MB" for size in sizes], last.at_start / first.at_start)
    line("memory at most, after all pages", [f"{found[size].at_most:.0f} MB" for size in sizes],
         last.at_most / first.at_most)
    line("bytes in the store for each letter", [f"{found[size].bytes_a_matter:,.0f}" for size in sizes],
         last.bytes_a_matter / first.bytes_a_matter)
    line("making it, by acts", [f"{found[size].made:.0f} s" for size in sizes], last.made / max(first.made, 1))
    return lines


def imported(program: Path, folder: Path) -> list[str]:
    """`hoidap import open311`, rows a second, with made-up rows in the columns of a city's open data."""
    work = Path(tempfile.mkdtemp(prefix="import-", dir=folder))
    try:
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
        say(f"importing {IMPORTED:,} rows")
        started = time.monotonic()
        run(program, "import", "open311", str(rows), "--data", str(work / "data"), "--organization", "city-311",
            "--zone", "America/New_York", "--name", "City 311")
        seconds = time.monotonic() - started
        acts = IMPORTED + sum(number % 5 != 0 for number in range(IMPORTED))
        started = time.monotonic()
        run(program, "recount", "--data", str(work / "data"))
        return [f"Import of {IMPORTED:,} rows: {seconds:.1f} s, {IMPORTED / seconds:,.0f} rows and "
                f"{acts / seconds:,.0f} acts a second; recount of them {time.monotonic() - started:.1f} s."]
    finally:
        shutil.rmtree(work)


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
