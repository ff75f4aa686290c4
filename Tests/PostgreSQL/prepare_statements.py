#!/usr/bin/env python3
"""Proves that every SQL statement of the program is one that PostgreSQL accepts too.

The Swift tests, running on SQLite, log each statement they use (HOIDAP_STATEMENT_LOG) as PostgreSQL would
get it. This script makes a private cluster, executes the logged schema, and prepares every logged statement.
So that the log cannot be incomplete unnoticed, every `tx.run(…)`, `tx.all(…)`, … in Sources must be in it.

    prepare_statements.py LOG
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

from private_cluster import PrivateCluster
from swift_calls import CallSite, call_sites

SOURCES = Path(__file__).resolve().parents[2] / "Sources"
# The engine's own statements (pragmas, checkpoints) are not meant for the other engine.
# Nor is what only the loader of benchmarks reads, which works on a store of its own and waits for nobody.
ONE_ENGINE_ONLY = frozenset({"StorageSQLite", "StoragePostgreSQL", "Bench"})


class Entry(NamedTuple):
    sort: str
    file: str
    line: int
    sql: str


def read_log(path: Path) -> list[Entry]:
    """All entries in order. Only the last line may be torn: a process was ended while it wrote."""
    entries = []
    lines = path.read_bytes().split(b"\n")
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            entries.append(Entry(fields["sort"], fields["file"], fields["line"], fields["sql"]))
        except (ValueError, KeyError):
            if number != last:
                raise SystemExit(f"{path}:{number + 1}: not an entry of the statement log: {line[:200]!r}")
    return entries


def of_the_program(entries: list[Entry]) -> list[Entry]:
    """Without what tests ask of SQLite for themselves, and without that engine's own."""
    modules = {folder.name for folder in SOURCES.iterdir()} - ONE_ENGINE_ONLY
    return [entry for entry in entries if entry.sort == "schema" or entry.file.split("/")[0] in modules]


def distinct(entries: list[Entry], sort: str) -> list[Entry]:
    """The first entry of each SQL text of that sort, in the order first seen."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.sort == sort:
            seen.setdefault(entry.sql, entry)
    return list(seen.values())


def refused(cluster: PrivateCluster, entries: list[Entry], before: str, after: str) -> list[str]:
    """Gives each entry to the cluster between `before` and `after`; returns a message per refused one."""
    script = "".join(
        f"\\echo @@{number}\n{before}{entry.sql.rstrip().rstrip(';')}\n;{after}\n"
        for number, entry in enumerate(entries)
    )
    answers = re.split(r"^@@(\d+)\n", cluster.psql(script), flags=re.MULTILINE)[1:]
    numbers = [int(number) for number in answers[0::2]]
    messages = []
    for number, answer in zip(numbers, answers[1::2]):
        error = re.search(r"ERROR: .*", answer, flags=re.DOTALL)
        if error:
            # That what was never prepared cannot be deallocated tells nothing.
            own = re.split(r"\n.*ERROR:  prepared statement \"s\" does not exist", error.group())[0]
            messages.append(message(entries[number], f"is refused by PostgreSQL: {own.strip()}"))
    for number in set(range(len(entries))) - set(numbers):
        messages.append(message(entries[number], "was not tried: a quote before it is open"))
    return messages


def message(entry: Entry, what: str) -> str:
    return f"{entry.file}:{entry.line}: {entry.sort} {what}\n    {' '.join(entry.sql.split())}"


def unseen(sites: list[CallSite], entries: list[Entry]) -> list[str]:
    """A message per call site that no logged statement comes from."""
    logged: dict[str, set[int]] = {}
    for entry in entries:
        logged.setdefault(entry.file, set()).add(entry.line)
    return [
        f"{site.file}:{site.first_line}: no test has run this statement"
        for site in sites
        if logged.get(site.file, set()).isdisjoint(range(site.first_line, site.last_line + 1))
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, metavar="LOG")
    log: Path = parser.parse_args().log
    if not log.exists():
        raise SystemExit(f"{log} does not exist: run the Swift tests with HOIDAP_STATEMENT_LOG={log}")
    entries = of_the_program(read_log(log))
    schema, statements = distinct(entries, "schema"), distinct(entries, "statement")
    sites = list(call_sites(SOURCES, ONE_ENGINE_ONLY))
    if not schema or not statements or not sites:
        raise SystemExit(f"{len(schema)} schema entries, {len(statements)} statements, {len(sites)} call sites:"
                         " none of these should be 0")

    with PrivateCluster() as cluster:
        version = cluster.version()
        failures = refused(cluster, schema, before="", after="")
        failures += refused(cluster, statements, before="prepare s as ", after=" deallocate s;")
    failures += unseen(sites, entries)

    for failure in failures:
        print(failure)
    if failures:
        print(f"{len(failures)} failures, PostgreSQL {version}")
        return 1
    print(f"{len(schema)} schema entries executed and {len(statements)} statements prepared on PostgreSQL {version},"
          f" {len(sites)} call sites all seen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
