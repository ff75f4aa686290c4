"""Stores to measure: one country at a size on an engine, made anew by `hoidap bench load`."""

import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, Optional

ROOT = Path(__file__).resolve().parents[1]
for folder in ("Kill", "PostgreSQL"):
    sys.path.insert(0, str(ROOT / "Tests" / folder))

from private_cluster import PrivateCluster  # noqa: E402
from served import Served, run  # noqa: E402


class Store(NamedTuple):
    engine: str
    matters: int
    data: Path
    database: Optional[str]
    cluster: Optional[PrivateCluster]
    #: What the loader said: matters a second, everything included, and how many there are.
    loaded_a_second: float
    loaded: int

    @property
    def name(self) -> str:
        return f"{self.engine}, {self.matters:,}"

    @property
    def base(self) -> str:
        """The name of its database."""
        return f"country{self.matters}"

    @property
    def options(self) -> list[str]:
        return ["--database", self.database] if self.database else []

    def serve(self, program: Path, log: Path) -> Served:
        return Served(program, self.data, log, "--bench", *self.options)

    def bytes(self) -> int:
        """Of tables and indexes, log included."""
        if self.cluster:
            return int(self.cluster.psql(f"select pg_database_size('{self.base}');").strip())
        return sum(file.stat().st_size for file in self.data.glob("hoidap.sqlite*"))

    def take_statistics(self) -> None:
        """Statistics for the planner, as the engine's own upkeep would have taken them by now."""
        if self.cluster:
            self.cluster.psql("vacuum analyze;", self.base)


def make(program: Path, folder: Path, engine: str, matters: int, cluster: Optional[PrivateCluster]) -> Store:
    data = folder / f"{engine}-{matters}"
    database = None
    if cluster:
        name = f"country{matters}"
        cluster.psql(f"drop database if exists {name};")
        cluster.psql(f"create database {name};")
        database = cluster.address(name)
    say(f"{engine}: loading {matters:,} matters")
    options = ["--database", database] if database else []
    output = run(program, "bench", "load", "--matters", str(matters), "--data", str(data), *options)
    found = re.search(r"loaded (\d+) matters.*: (\d+) matters a second", output, re.DOTALL)
    if not found:
        raise SystemExit(f"the loader told no rate:\n{output}")
    store = Store(engine, matters, data, database, cluster, float(found.group(2)), int(found.group(1)))
    store.take_statistics()
    return store


def say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
