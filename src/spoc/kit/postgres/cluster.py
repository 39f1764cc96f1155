"""One PostgreSQL server and its data: made when first started, stopped with us or left running."""

import fcntl
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg
from psycopg import sql

from spoc.kit.home import hand_over, private_folder, working_user
from spoc.kit.postgres import binaries, folders, options, postmaster
from spoc.kit.postgres.launch import PATIENCE, PAUSE, got_turn, launch, lock_file


class Cluster:
    """The server whose data, log and socket lie below `state`; making one of these does nothing."""

    def __init__(self, state: Path, *, throwaway: bool = False) -> None:
        self.state = state.resolve()
        self.throwaway = throwaway
        self.data = self.state / "data"
        self.log = self.state / "postgres.log"
        self.socket = folders.socket_folder(self.state)
        self._server: subprocess.Popen[bytes] | None = None

    def dsn(self, database: str) -> str:
        """Return the address of a database of this server."""
        return f"postgresql:///{quote(database)}?host={quote(str(self.socket))}&user=postgres"

    def start(self, *, owner: Literal["parent"] | None = "parent") -> bool:
        """Have the server running, and say whether it was this call that started it.

        Owned by its parent it ends with this process, however that ends; else it stays.
        """
        self._make_state()
        with lock_file(self.state / "start.lock") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if self.answers():
                return False
            folders.refuse_other_major(self.data)
            with lock_file(self.state / "server.lock") as turn:
                if not got_turn(turn, self.data, self.answers):
                    return False
                account = self._account()
                programs = binaries.within_reach(self.state, account)
                folders.make_data(self.data, programs, account, throwaway=self.throwaway)
                folders.make_socket_folder(self.socket, account)
                postmaster.forget_the_dead(self.data, self.socket)
                settings = options.for_server(str(self.socket), throwaway=self.throwaway)
                self._server = launch(
                    [str(programs / "postgres"), "-D", str(self.data), *settings],
                    self.data,
                    account,
                    lock=turn,
                    log=self.log,
                    with_us=owner == "parent",
                )
        return True

    def stop(self) -> None:
        """End the server: what runs is rolled back, what was committed is on disk."""
        pid = postmaster.running(self.data)
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        end = time.monotonic() + PATIENCE
        while self.is_alive() and time.monotonic() < end:
            time.sleep(PAUSE)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have the server up for this block, and stop it afterwards if it was not up before."""
        started = self.start()
        try:
            yield
        finally:
            if started:
                self.stop()

    def is_alive(self) -> bool:
        """Say whether a server process serves these data, ready or not."""
        if self._server:
            self._server.poll()
        return postmaster.running(self.data) is not None

    def answers(self) -> bool:
        """Say whether the server takes connections."""
        try:
            psycopg.connect(self.dsn("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_database(self, name: str) -> None:
        """Have a database of this name."""
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(known, [name]).fetchone():
                return
            try:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # another starter was quicker

    def _make_state(self) -> None:
        private_folder(self.state)
        if not self.data.exists():
            hand_over(self.state)

    def _account(self) -> pwd.struct_passwd | None:
        if os.geteuid() == 0 and self.data.exists():
            return pwd.getpwuid(self.data.stat().st_uid)
        return working_user()
