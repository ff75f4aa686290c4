#!/usr/bin/env python3
"""Proves that no statement of the program walks through a large table.

The Swift tests log each statement they use (HOIDAP_STATEMENT_LOG). This script makes an empty store of the logged
schema and asks SQLite how it would go about each: a scan of a large table, or a search that uses only the home of its
key and so walks through a whole province, is a failure, unless it is listed below with its reason.

    query_plans.py LOG
"""

import argparse
import json
import re
import sqlite3
import sys
from pathlib import Path

# What grows with the letters of a country.
LARGE = {
    "matter", "matter_part", "letter", "letter_original", "words_original", "extract", "clock", "words", "draft",
    "answer", "rating", "publication", "desk", "event", "span", "tally", "letter_file", "letter_key",
    "book_entry", "old_entry", "notice", "document", "recheck",
}
# File and table: why it may.
ALLOWED = {
    ("Cases/DeskTable.swift", "desk"): "a recount counts all lines",
    ("Cases/DeskTable.swift", "matter"): "a recount counts all open matters",
    ("Acts/Tally.swift", "tally"): "a recount reads all counters",
    ("Acts/EventTable.swift", "event"): "walks through all subjects of a home by key, page by page",
    ("Acts/LedgerFiguresTable.swift", "event"): "the length of a progress bar: once for a command",
    ("Registry/OrganizationTable.swift", "organization"): "the directory is read whole",
    ("Practice/PracticeList.swift", "event"): "a home of practice is one round of one trainee",
}
ENGINE = {"StorageSQLite", "StoragePostgreSQL", "Storage"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path, metavar="LOG")
    store = sqlite3.connect(":memory:")
    modules = {folder.name for folder in (Path(__file__).resolve().parents[2] / "Sources").iterdir()}
    tried, failures, used = 0, {}, set()
    seen: set[str] = set()
    entries = [json.loads(line) for line in parser.parse_args().log.read_bytes().splitlines() if line.strip()]
    for entry in entries:
        if entry["sort"] != "schema" or not entry["sqlite"].startswith(("create", "alter")):
            continue
        try:
            store.execute(entry["sqlite"])
        except sqlite3.OperationalError as error:
            if "already exists" not in str(error) and "duplicate column" not in str(error):
                raise
    for entry in entries:
        text, file = entry["sqlite"], entry["file"]
        module = file.split("/")[0]
        if entry["sort"] == "schema" or module not in modules or module in ENGINE or text in seen:
            continue
        seen.add(text)
        if not re.match(r"\s*(select|insert|update|delete|with)\b", text, re.IGNORECASE):
            continue
        names = {alias: table for table, alias in re.findall(r"\b(?:from|join)\s+(\w+)\s+(?:as\s+)?(\w+)", text)}
        plan = store.execute("explain query plan " + text, [None] * text.count("?")).fetchall()
        tried += 1
        for _, _, _, step in plan:
            found = re.match(r"(SCAN|SEARCH) (\w+)(.*)", step)
            if not found:
                continue
            table = names.get(found[2], found[2])
            walks = found[1] == "SCAN" or re.search(r"\((home=\?)\)$", step)
            if table not in LARGE or not walks or "VIRTUAL TABLE" in step:
                continue
            if (file, table) in ALLOWED:
                used.add((file, table))
                continue
            failures.setdefault(f"{file}:{entry['line']}: {step}", " ".join(text.split()))
    for where, text in failures.items():
        print(f"{where}\n    {text[:400]}")
    if not tried:
        print("no statement in the log")
    print(f"{tried} statements asked, {len(failures)} walk through a large table, SQLite {sqlite3.sqlite_version}")
    return 1 if failures or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
