"""What the machine allows: bare commits of each engine, and a web server that does nothing."""

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from measure import Load, wrk

ROOT = Path(__file__).resolve().parents[1]
for folder in ("Kill", "PostgreSQL"):
    sys.path.insert(0, str(ROOT / "Tests" / folder))

from private_cluster import PrivateCluster  # noqa: E402
from served import free_port  # noqa: E402

# What one hand-in writes: rows of these sizes in tables of their own, and the counters it moves.
WRITTEN = {"event": 900, "unsequenced": 20, "letter": 250, "original": 1200, "extract": 1900, "search": 1500,
           "matter": 160, "clock": 180, "clock_too": 180, "span": 90, "desk": 200, "counted": 80, "idempotency": 90}
COUNTERS = 2


def sqlite_rows_a_second(folder: Path, rows_a_commit: int, seconds: float = 1) -> float:
    """Rows of the size of a letter, committed as durably as the server commits them."""
    file = folder / "bare.sqlite"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table letter (id integer primary key, body text not null)")
    body, rows, started = "x" * 1200, 0, time.monotonic()
    while time.monotonic() - started < seconds:
        connection.execute("begin immediate")
        for _ in range(rows_a_commit):
            connection.execute("insert into letter (body) values (?)", (body,))
        connection.execute("commit")
        rows += rows_a_commit
    elapsed = time.monotonic() - started
    connection.close()
    return rows / elapsed


def pgbench(cluster: PrivateCluster, script: str, clients: int, seconds: int) -> float:
    """Transactions a second of a script, by pgbench with prepared statements over the cluster's socket."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as file:
        file.write(script)
    path = Path(file.name)
    path.chmod(0o644)
    try:
        output = subprocess.run(
            [str(cluster.programs / "pgbench"), "-n", "-M", "prepared", "-f", str(path), "-c", str(clients), "-j", "1",
             "-T", str(seconds), "-h", str(cluster.folder), "-U", "hoidap", "postgres"],
            check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    finally:
        path.unlink()
    found = re.search(r"tps = ([\d.]+)", output)
    if not found:
        raise SystemExit(f"pgbench told no rate:\n{output}")
    return float(found.group(1))


def postgresql_limits(cluster: PrivateCluster, seconds: int) -> dict[str, float]:
    """Rows or transactions a second by kind: single rows, 64 rows a commit, and as many rows as a hand-in writes."""
    cluster.psql(
        "drop table if exists bare; create table bare (id bigserial primary key, body text not null);"
        + "".join(f"drop table if exists w_{name}; create table w_{name} (home int not null, id bigint not null,"
                  f" body text not null, primary key (home, id)); create index on w_{name} (id);" for name in WRITTEN)
        + "drop table if exists w_tally; create table w_tally (id int primary key, n bigint not null);"
        + "insert into w_tally select i, 0 from generate_series(1, 5000) i;")
    row = "insert into bare (body) values (repeat('x', 1200));\n"
    body = ["\\set home random(1, 34)", "\\set id random(1, 9000000000000000000)", "begin;"]
    body += [f"select n from w_tally where id = {number};" for number in range(1, 5)]
    body += [f"insert into w_{name} values (:home, :id, repeat('x', {size}));" for name, size in WRITTEN.items()]
    for number in range(COUNTERS):
        body.insert(0, f"\\set counter{number} random({1 + number * 2000}, {2000 + number * 2000})")
        body.append(f"update w_tally set n = n + 1 where id = :counter{number};")
    body.append("commit;")
    hand_in = "\n".join(body) + "\n"
    return {
        "single": pgbench(cluster, row, 8, seconds),
        "batched": 64 * pgbench(cluster, "begin;\n" + row * 64 + "commit;\n", 1, seconds),
        **{f"hand-in {clients}": pgbench(cluster, hand_in, clients, seconds) for clients in (1, 8, 64)},
    }


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """nginx saying hello on the loopback; gone when the block is left."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    work = Path(tempfile.mkdtemp(prefix="nginx-", dir=folder))
    port = free_port()
    configuration = work / "nginx.conf"
    configuration.write_text(
        f"daemon off; worker_processes 1; error_log {work}/error.log; pid {work}/pid;\n"
        "events { worker_connections 256; }\n"
        f"http {{ access_log off; keepalive_requests 1000000;\n"
        f"  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;\n"
        f"  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;\n"
        f"  server {{ listen 127.0.0.1:{port}; location / {{ return 200 'hello'; }} }} }}\n")
    process = subprocess.Popen([program, "-p", str(work), "-c", str(configuration)], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        shutil.rmtree(work, ignore_errors=True)


def hello(folder: Path, connections: int, seconds: int) -> Load:
    with nginx(folder) as address:
        return wrk(address, connections, seconds, ["page"])
