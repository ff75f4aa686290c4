#!/usr/bin/env python3
"""Proves that two servers over one PostgreSQL database and one data directory are one service, even if one is killed.

Each round fourteen people hand in letters through both servers and two officers take and answer them, until one server
is killed (SIGKILL) at a random moment while the other goes on. What was in flight is repeated at the other server
under its Idempotency-Key; the killed one is started again. Then, through both: every acknowledged letter opens by its
code and PIN, a repetition at either server gives the same receipt, every acknowledged act is visible, somebody signed in
at one server is signed in at the other, the table of letters holds no letter more, no last day has lapsed twice, and
`hoidap recount` agrees.

    two_servers.py PROGRAM [ROUNDS] [--seed SEED]
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "PostgreSQL"))

from load import OFFICERS, Notes, start
from private_cluster import PrivateCluster
from served import PASSWORD, Served, prepare, run
from sigkill_rounds import Failed, check_acts, each, follow, repeat
from visitor import Visitor

DATABASE = "hoidap"


class House:
    """The database and the directory that the servers share."""

    def __init__(self, program: Path, cluster: PrivateCluster, folder: Path) -> None:
        self.program, self.cluster, self.folder = program, cluster, folder
        self.data = folder / "data"
        cluster.psql(f"create database {DATABASE} template template0;")
        self.options = ["--database", cluster.address(DATABASE)]
        prepare(program, self.data, *self.options)

    def serve(self, name: str) -> Served:
        return Served(self.program, self.data, self.folder / f"{name}.log", *self.options)

    def number(self, query: str) -> int:
        return int(self.cluster.psql(query + ";", DATABASE))

    def letters(self) -> int:
        return self.number("select count(*) from letter")

    def recount(self) -> None:
        run(self.program, "recount", "--data", str(self.data), *self.options)

    def lapsed_twice(self) -> int:
        return self.number(
            "select count(*) from (select subject, payload from event where code = 'clock.lapse' "
            "group by subject, payload having count(*) > 1) as twice"
        )


def one_round(house: House, servers: dict[str, Served], random: Random) -> tuple[int, str]:
    """How many letters came in, and a line about it. One of the servers is another one afterwards."""
    started = time.monotonic()
    before, notes = house.letters(), Notes()
    victim = random.choice(sorted(servers))
    survivor = next(name for name in servers if name != victim)

    people = start([servers[name].port for name in sorted(servers)], random, notes)
    seconds = random.uniform(0.5, 2.0)
    time.sleep(seconds)
    servers[victim].kill()
    time.sleep(random.uniform(0.2, 0.6))
    alive = [person for person in people if person.is_alive()]
    notes.over.set()
    for person in people:
        person.join()
    if notes.surprises:
        raise Failed("; ".join(notes.surprises[:5]))
    if not alive:
        raise Failed("nobody was left at work at the other server")

    # At the other one, at once: whoever had no answer gets one.
    late = each(servers[survivor].port, notes.in_flight, repeat)
    servers[victim] = house.serve(victim)
    receipts = [*notes.receipts, *late]
    for server in servers.values():
        each(server.port, receipts, follow)
        if each(server.port, notes.in_flight, repeat) != late:
            raise Failed("a request repeated at another server gave another letter")
        some = random.sample(notes.receipts, min(40, len(notes.receipts)))
        if each(server.port, [receipt.letter for receipt in some], repeat) != some:
            raise Failed("a letter repeated at another server became another one")
        check_acts(server.port, notes)
    check_sessions(servers)
    house.recount()

    came, there = len({receipt.code for receipt in receipts}), house.letters() - before
    if came != len(receipts) or there != came:
        raise Failed(f"{len(receipts)} receipts, {came} codes, {there} letters in the table")
    if house.lapsed_twice():
        raise Failed(f"{house.lapsed_twice()} last days have lapsed twice")
    return came, (
        f"{victim} killed after {seconds:.1f} s: {len(notes.receipts)} letters and "
        f"{len(notes.taken) + len(notes.answers)} acts acknowledged, all there; {len(late)} requests in flight; "
        f"recount agrees ({time.monotonic() - started:.1f} s)"
    )


def check_sessions(servers: dict[str, Served]) -> None:
    """Whoever is signed in at one is signed in at the other."""
    first, second = servers.values()
    officer = Visitor(first.port)
    officer.sign_in(OFFICERS[0], PASSWORD)
    elsewhere = Visitor(second.port)
    elsewhere.cookies = dict(officer.cookies)
    if elsewhere.get("/desk").status != 200:
        raise Failed("a session of one server is none at the other")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, metavar="PROGRAM")
    parser.add_argument("rounds", type=int, nargs="?", default=6, metavar="ROUNDS")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    print(f"seed {arguments.seed}", flush=True)

    folder = Path(tempfile.mkdtemp(prefix="hoidap-two-"))
    total = 0
    with PrivateCluster() as cluster:
        house = House(arguments.program.resolve(), cluster, folder)
        at_first = house.letters()
        servers = {name: house.serve(name) for name in ["first", "second"]}
        try:
            for number in range(1, arguments.rounds + 1):
                came, line = one_round(house, servers, random)
                total += came
                print(f"round {number}: {line}", flush=True)
            if house.letters() != at_first + total:
                raise Failed(f"{house.letters()} letters in the table, {at_first + total} accounted for")
            for server in servers.values():
                server.stop()
        except (Failed, AssertionError, SystemExit) as failure:
            print(f"FAILED: {failure}\nseed {arguments.seed}; directory and logs are kept in {folder}")
            return 1
        finally:
            for server in servers.values():
                if server.process.poll() is None:
                    server.kill()
    shutil.rmtree(folder)
    print(f"{arguments.rounds} rounds, {total} letters: two servers are one service")
    return 0


if __name__ == "__main__":
    sys.exit(main())
