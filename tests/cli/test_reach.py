"""Root's closed folders do not make the pages work as root."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import spoc

THROUGH = Path(__file__).with_name("through.py")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root works as somebody else")
def test_a_program_in_a_closed_folder_is_run_through_open_folders(tmp_path):
    closed = tmp_path / "closed"
    shutil.copytree(Path(spoc.__file__).parent, closed / "src" / "spoc")
    closed.chmod(0o700)
    env = {**os.environ, "PYTHONPATH": str(closed / "src")}

    said = subprocess.check_output([sys.executable, str(THROUGH), "nobody"], env=env, text=True)

    _alone, through_us, who, where = said.split()
    assert through_us == "True"
    assert int(who) == pwd.getpwnam("nobody").pw_uid
    assert where.startswith("/proc/self/fd/")
