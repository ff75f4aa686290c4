#!/usr/bin/env python3
"""Proves that no statement of the program walks through a large table on PostgreSQL.

The Swift tests log each statement they use (HOIDAP_STATEMENT_LOG). This script makes a private cluster, has the program
fill a database with a demonstration, and asks the server how it would go about each statement whatever its values are
(a generic plan). Sequential scans are priced so that the server takes one only where no index serves. Such a scan of a
large table, a walk along an index without a condition, or with one on the home alone, is a failure, unless it is listed
below with its reason.

    query_plans.py LOG PROGRAM
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator

from prepare_statements import Entry, distinct, of_the_program, read_log
from private_cluster import PrivateCluster

# What grows with the letters of a country.
LARGE = {
    "matter", "matter_part", "letter", "letter_original", "words_original", "extract", "extract_search", "clock",
    "words", "draft", "answer", "rating", "publication", "desk", "event", "span", "tally", "counted", "letter_file",
    "letter_key", "imported", "book_entry", "old_entry", "notice", "document", "recheck",
}
# File and table: why it may.
ALLOWED = {
    ("Cases/DeskTable.swift", "desk"): "a recount counts all lines",
    ("Cases/DeskTable.swift", "matter"): "a recount counts all open matters",
    ("Acts/Tally.swift", "tally"): "a recount reads all counters",
    ("Acts/EventTable.swift", "event"): "walks through all subjects of a home by key, page by page",
    ("Acts/LedgerFiguresTable.swift", "event"): "the length of a progress bar: once for a command",
    ("Cases/SearchList.swift", "extract_search"): "without its words: a common one is read newest first, to a limit",
    ("Practice/PracticeList.swift", "event"): "a home of practice is one round of one trainee",
}
# Indexes of few rows, or read in their order to a limit.
SMALL = {
    "desk_replying": "open matters with a reply that waits",
    "desk_other": "open matters that are offered, or shared",
    "publication_board": "the board, newest first",
}
DATABASE = "hoidap"
MATTERS = "1500"


def scans(plan: dict, table: str = "") -> Iterator[tuple[str, str]]:
    """Every table that is walked through, and how."""
    table = plan.get("Relation Name", table)
    kind = plan["Node Type"]
    condition = plan.get("Index Cond")
    if kind == "Seq Scan":
        yield table, "sequential scan"
    elif kind in ("Index Scan", "Index Only Scan", "Bitmap Index Scan"):
        if plan["Index Name"] in SMALL:
            pass
        elif condition is None:
            yield table, f"whole index {plan['Index Name']}"
        elif re.fullmatch(r"\(home = \S+\)", condition):
            yield table, f"index {plan['Index Name']} by home alone"
    for part in plan.get("Plans", []):
        yield from scans(part, table)


def plans(cluster: PrivateCluster, statements: list[Entry]) -> dict[int, str]:
    """What the server says to each statement, by its number."""
    lines = ["set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off;"]
    for number, entry in enumerate(statements):
        count = max((int(found) for found in re.findall(r"\$(\d+)", entry.sql)), default=0)
        arguments = f"({', '.join(['null'] * count)})" if count else ""
        lines.append(
            f"\\echo @@{number}\nprepare s as {entry.sql.rstrip().rstrip(';')}\n;"
            f"explain (format json) execute s{arguments}; deallocate s;"
        )
    answers = re.split(r"^@@(\d+)\n", cluster.psql("\n".join(lines), DATABASE), flags=re.MULTILINE)[1:]
    return {int(number): answer for number, answer in zip(answers[0::2], answers[1::2])}


def fill(cluster: PrivateCluster, program: Path) -> None:
    cluster.psql(f"create database {DATABASE} template template0;")
    folder = tempfile.mkdtemp(prefix="hoidap-plans-")
    try:
        finished = subprocess.run(
            [str(program), "demo", "--no-serve", "--matters", MATTERS, "--data", f"{folder}/data",
             "--database", cluster.address(DATABASE)],
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        if finished.returncode != 0:
            raise SystemExit(f"the demonstration could not be made:\n{finished.stdout}")
    finally:
        shutil.rmtree(folder)
    # A demonstration shares too few matters, and has too few provinces, for the server to care how it finds them.
    cluster.psql(
        "insert into matter_part select home, id, organization, 0 from matter on conflict do nothing;"
        "update desk set slot = matter % 34;"
        # It tells of the past, so it has told hardly anybody.
        "insert into notice select l.home, l.id, n, l.code, 'taken', m.organization, l.arrived, '9999-12-31',"
        " (array['told', 'told', 'told', 'noWay', 'calling', 'printing', 'posted', 'unreached'])"
        "[1 + (l.id / 4096 + n) % 8], 'email', 0, 0, l.arrived from letter l"
        " join matter m on m.home = l.home and m.id = l.matter cross join generate_series(1, 3) n"
        " on conflict do nothing;"
        # It has no old registers, whose bodies bring thousands of lines along.
        "insert into old_entry select m.organization, 2020 + l.id / 4096 % 5, l.home, l.id, l.id::text, null, '', '',"
        " '', null, '' from letter l join matter m on m.home = l.home and m.id = l.matter on conflict do nothing;"
        # It draws few, as a country does in a day.
        "insert into recheck select home, id, since, 'other', organization, since,"
        " (array['waiting', 'stood', 'failed', 'overtaken'])[1 + id / 4096 % 4] from matter"
        " where stage in ('answered', 'closed') on conflict do nothing; analyze;",
        DATABASE,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, metavar="LOG")
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    arguments = parser.parse_args()
    entries = of_the_program(read_log(arguments.log))
    statements = [
        entry for entry in distinct(entries, "statement")
        if re.match(r"\s*(select|insert|update|delete|with)\b", entry.sql, re.IGNORECASE)
        and not entry.file.startswith("Storage")
    ]
    failures: dict[str, str] = {}
    with PrivateCluster() as cluster:
        fill(cluster, arguments.program.resolve())
        answers = plans(cluster, statements)
        version = cluster.version()
    for number, entry in enumerate(statements):
        answer = answers.get(number, "")
        try:
            plan = json.loads(answer[: answer.rindex("]") + 1])[0]["Plan"]
        except ValueError:
            failures[f"{entry.file}:{entry.line}: no plan: {answer.strip()[:300]}"] = entry.sql
            continue
        for table, how in scans(plan):
            if table in LARGE and (entry.file, table) not in ALLOWED:
                failures.setdefault(f"{entry.file}:{entry.line}: {table}: {how}", entry.sql)
    for where, text in failures.items():
        print(f"{where}\n    {' '.join(text.split())[:400]}")
    if not statements:
        print("no statement in the log")
    print(f"{len(statements)} statements asked, {len(failures)} walk through a large table, PostgreSQL {version}")
    return 1 if failures or not statements else 0


if __name__ == "__main__":
    sys.exit(main())
