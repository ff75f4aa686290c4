#!/usr/bin/env python3
"""Proves that what the server acknowledged is exactly what is there after it was killed in the middle of work.

Each round fourteen people hand in letters and two officers take and answer them, until SIGKILL at a random
moment. After a restart on the same data: every acknowledged letter is followed by its code and PIN, every
acknowledged act is visible, each request that was in flight gives exactly one letter when repeated under its
Idempotency-Key, the table of letters holds no letter more, and `hoidap recount` agrees with the ledger.
(A killed process, not a power cut: what the disk itself loses is not shown here.)

    sigkill_rounds.py PROGRAM [ROUNDS] [--seed SEED]
"""

import argparse
import shutil
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Callable, Sequence, TypeVar

from load import OFFICERS, Letter, Notes, Receipt, start
from served import PASSWORD, Served, prepare, run
from visitor import Visitor, form_to

CHECKERS = 8
Item = TypeVar("Item")
Result = TypeVar("Result")


class Failed(Exception):
    pass


def work_until_killed(program: Path, data: Path, log: Path, random: Random, notes: Notes) -> float:
    """The seconds the server was let work."""
    seconds = random.uniform(0.3, 1.5)
    with Served(program, data, log) as server:
        people = start([server.port], random, notes)
        time.sleep(seconds)
        server.kill()
        for person in people:
            person.join()
    if notes.surprises:
        raise Failed("; ".join(notes.surprises[:5]))
    return seconds


def check(port: int, notes: Notes, random: Random) -> list[Receipt]:
    """Everything noted is there. Returns the receipts of the requests that had been in flight."""
    each(port, notes.receipts, follow)
    some = random.sample(notes.receipts, min(50, len(notes.receipts)))
    for receipt, again in zip(some, each(port, [receipt.letter for receipt in some], repeat)):
        if again != receipt:
            raise Failed(f"{receipt.code} was repeated and became {again.code}")
    late = each(port, notes.in_flight, repeat)
    if each(port, notes.in_flight, repeat) != late:
        raise Failed("a request repeated twice gave two letters")
    each(port, late, follow)
    check_acts(port, notes)
    return late


def each(port: int, items: Sequence[Item], do: Callable[[Visitor, Item], Result]) -> list[Result]:
    """`do` for every item, by several visitors side by side; results in the order of items."""

    def share(first: int) -> list[Result]:
        visitor = Visitor(port)
        return [do(visitor, item) for item in items[first::CHECKERS]]

    with ThreadPoolExecutor(CHECKERS) as pool:
        shares = list(pool.map(share, range(CHECKERS)))
    return [shares[index % CHECKERS][index // CHECKERS] for index in range(len(items))]


def follow(visitor: Visitor, receipt: Receipt) -> None:
    answer = visitor.get(f"/api/v1/matters/{receipt.code}", {"Matter-Pin": receipt.pin})
    if answer.status != 200:
        raise Failed(f"the acknowledged letter {receipt.code} is answered {answer.status}")
    if answer.json()["title"] != receipt.letter.title:
        raise Failed(f"{receipt.code} shows another letter: {answer.json()['title']}")


def repeat(visitor: Visitor, letter: Letter) -> Receipt:
    answer = letter.hand_in(visitor)
    if answer.status != 201:
        raise Failed(f"a repeated request is answered {answer.status}: {answer.text()[:200]}")
    return Receipt.of(letter, answer)


def check_acts(port: int, notes: Notes) -> None:
    officers = {login: Visitor(port) for login in OFFICERS}
    for login, officer in officers.items():
        officer.sign_in(login, PASSWORD)

    for matter in notes.taken:
        pages = [officer.get(matter) for officer in officers.values()]
        page = next((page for page in pages if page.status == 200), None)
        if page is None:
            raise Failed(f"{matter} was taken and is nobody's")
        if form_to(f"{matter}/take", page) is not None:
            raise Failed(f"{matter} was taken and can be taken again")
    for matter, text in notes.answers:
        if not any(text in officer.get(matter).text() for officer in officers.values()):
            raise Failed(f"{matter} was answered and the answer is not there")


def letters_in(data: Path) -> int:
    connection = sqlite3.connect(f"file:{data}/hoidap.sqlite?mode=ro", uri=True)
    try:
        return int(connection.execute("select count(*) from letter").fetchone()[0])
    finally:
        connection.close()


def one_round(program: Path, data: Path, log: Path, random: Random) -> tuple[int, str]:
    """How many letters came in, and a line about it."""
    started = time.monotonic()
    before = letters_in(data)
    notes = Notes()
    seconds = work_until_killed(program, data, log, random, notes)

    with Served(program, data, log) as server:
        took = letters_in(data) - before - len(notes.receipts)
        late = check(server.port, notes, random)
        run(program, "recount", "--data", str(data))
        came = len({receipt.code for receipt in [*notes.receipts, *late]})
        there = letters_in(data) - before
        if there != came:
            raise Failed(f"{came} letters were acknowledged in the end and {there} are in the table")

    acts = len(notes.taken) + len(notes.answers)
    return came, (
        f"killed after {seconds:.1f} s: {len(notes.receipts)} letters and {acts} acts acknowledged, all there; "
        f"{len(late)} requests in flight, {took} of them had taken; recount agrees "
        f"({time.monotonic() - started:.1f} s)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("rounds", type=int, nargs="?", default=20, metavar="ROUNDS")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    program: Path = arguments.program.resolve()
    random = Random(arguments.seed)
    print(f"seed {arguments.seed}", flush=True)

    folder = Path(tempfile.mkdtemp(prefix="hoidap-kill-"))
    data, log = folder / "data", folder / "server.log"
    prepare(program, data)
    at_first, total = letters_in(data), 0
    for number in range(1, arguments.rounds + 1):
        try:
            came, line = one_round(program, data, log, random)
        except (Failed, AssertionError, SystemExit) as failure:
            print(f"round {number} FAILED: {failure}\nseed {arguments.seed}; the data is kept in {folder}")
            return 1
        total += came
        print(f"round {number}: {line}", flush=True)
    if letters_in(data) != at_first + total:
        print(f"FAILED: {letters_in(data)} letters in the table, {at_first + total} accounted for; see {folder}")
        return 1
    shutil.rmtree(folder)
    print(f"{arguments.rounds} rounds, {total} letters: what was acknowledged is exactly what is there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
