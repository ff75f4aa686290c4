#!/usr/bin/env python3
"""Runs a command with a private PostgreSQL cluster, which is gone afterwards whatever the command did.

The command finds the cluster's address in HOIDAP_TEST_DATABASE. Ends as the command ended.

    with_cluster.py COMMAND [ARGUMENT …]
"""

import os
import signal
import subprocess
import sys

from private_cluster import PrivateCluster


def main() -> int:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    # So that the cluster is removed when the script is told to end.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with PrivateCluster() as cluster:
        environment = {**os.environ, "HOIDAP_TEST_DATABASE": cluster.address()}
        return subprocess.run(sys.argv[1:], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
