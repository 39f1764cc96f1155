"""A program of its own that another user runs through open folders: `through.py USER`."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

from spoc.cli.reach import opened, walked

SAYS = "import os, spoc; print(os.getuid(), spoc.__file__)"


def main(name: str) -> None:
    """Say whether this user gets there by itself, whether through us, and what it then sees."""
    user = pwd.getpwnam(name)
    program = opened(user)
    print(walked().reaches(Path("/"), user), program.reaches(Path("/"), user))
    subprocess.run(
        [program.python, "-P", "-c", SAYS],
        env={**os.environ, **program.env},
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        pass_fds=program.folders,
        cwd="/",
        check=True,
    )


main(*sys.argv[1:])
