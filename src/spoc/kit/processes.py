"""Child processes that work as another user and never outlive the one that started them."""

import ctypes
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import IO

PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str],
    *,
    account: pwd.struct_passwd | None,
    at_our_end: signal.Signals | None,
    env: Mapping[str, str],
    output: IO[bytes] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child as this user, in a session of its own, ended by this signal when we end.

    Call it from the main thread: the kernel counts the end of the calling thread as ours.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        cwd="/",
        env=env,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
        pass_fds=pass_fds,
        preexec_fn=end_with_us(at_our_end) if at_our_end else None,
    )


def can_run(
    command: Sequence[str],
    account: pwd.struct_passwd | None,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> bool:
    """Say whether this command runs to a good end as this user."""
    try:
        return run_as(account, command, env, pass_fds).returncode == 0
    except OSError:
        return False


def run_as(
    account: pwd.struct_passwd | None,
    command: Sequence[str],
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end as this user, and return what it said."""
    return subprocess.run(
        command,
        cwd="/",
        env=env,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=pass_fds,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def end_with_us(at_our_end: signal.Signals) -> Callable[[], None]:
    """Return what a child of this process calls to be ended by this signal when we end."""
    us, libc = os.getpid(), ctypes.CDLL(None)

    def in_the_child() -> None:
        # comes after the change of user, which would have cleared the wish
        libc.prctl(PR_SET_PDEATHSIG, at_our_end)
        if os.getppid() != us:
            os._exit(1)

    return in_the_child
