"""A process of its own that starts a server: `starter.py STATE OWNER [ACCOUNT]`."""

import os
import pwd
import sys
from pathlib import Path

import psycopg  # noqa: F401  (an ordinary user may not be able to read it later)

from spoc.kit.postgres import Cluster


def main(state: str, owner: str, account: str) -> None:
    """Start the server as this user, say whether it was us, and wait for the end of the input."""
    if account:
        user = pwd.getpwnam(account)
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
    cluster = Cluster(Path(state), throwaway=True)
    print(cluster.start(owner="parent" if owner == "parent" else None), flush=True)
    sys.stdin.read()


main(*sys.argv[1:])
