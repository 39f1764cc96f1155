"""A script reaches nothing: each wall is tried with what would climb it."""

import os
import pwd

import pytest

from spoc.cli.reach import opened
from spoc.kit.processes import run_as
from spoc.workflow import sandbox, sandbox_walls
from spoc.workflow.base import ActionKind, Errand
from spoc.workflow.kinds.script import Script

if sandbox.why_not():
    pytest.skip(f"the kernel here keeps no script in: {sandbox.why_not()}", allow_module_level=True)

CALL = "import sys\nkernel = sys.modules['ctypes'].CDLL(None, use_errno=True)\n"
REFUSED = "PermissionError: [Errno 1]"


def refused_by_kernel(call: str) -> bool:
    """Tell whether the kernel turns a call back that is made past Python itself."""
    script = f"{CALL}result = {{'made': kernel.{call}, 'why': sys.modules['ctypes'].get_errno()}}"
    ran = sandbox.run(script, {})
    return ran.result == {"made": -1, "why": 1}


def test_it_thinks_with_what_it_is_given_and_leaves_what_it_found():
    script = "import json, datetime\nprint('on it')\nresult = {'sum': inputs['a'] + inputs['b']}"
    ran = sandbox.run(script, {"a": 1, "b": 2})
    assert (ran.result, ran.printed, ran.why) == ({"sum": 3}, "on it\n", "")


@pytest.mark.parametrize(
    "script",
    [
        "open('/etc/passwd')",
        "import os\nos.listdir('/')",
        "import os\nos.fork()",
        "import os\nos.kill(os.getppid(), 9)",
        "import os\nos.mkdir('x')",
        "import os\nos.execv('/bin/sh', ['sh'])",
    ],
)
def test_files_processes_and_signals_are_refused(script):
    ran = sandbox.run(script, {})
    assert ran.why == "script"
    assert REFUSED in ran.problem


@pytest.mark.parametrize(
    "call",
    [
        "socket(2, 1, 0)",
        "socket(10, 2, 0)",
        "socket(1, 1, 0)",
        "fork()",
        "open(b'/etc/passwd', 0)",
        "ptrace(0, 0, 0, 0)",
        "unshare(0x10000000)",
        "memfd_create(b'x', 0)",
        "prctl(22, 0, 0, 0, 0)",
    ],
)
def test_no_call_past_python_gets_further(call):
    assert refused_by_kernel(call)


def test_it_reads_nothing_of_the_home_nor_of_the_environment(tmp_path, monkeypatch):
    secret = tmp_path / "key"
    secret.write_text("hush")
    secret.chmod(0o644)
    monkeypatch.setenv("SPOC_SECRET_KEY", "hush")
    ran = sandbox.run(f"result = {{'read': open({str(secret)!r}).read()}}", {})
    assert (ran.result, ran.why) == ({}, "script")
    script = "import os\nresult = {'names': [*os.environ], 'here': os.environ.get('SPOC_HOME')}"
    known = sandbox.run(script, {}).result
    assert known["here"] is None
    assert not [name for name in known["names"] if name.startswith(("SPOC", "HOME", "PATH"))]


def test_a_fork_bomb_does_not_go_off():
    ran = sandbox.run("import os\nwhile True:\n    os.fork()", {})
    assert (ran.why, REFUSED in ran.problem) == ("script", True)


def test_no_thread_is_begun():
    ran = sandbox.run("import _thread\n_thread.start_new_thread(print, ())", {})
    assert ran.why == "script"


def test_memory_has_an_end():
    assert sandbox.run("x = 'a' * 10 ** 9", {}).why == "memory"


def test_an_endless_loop_is_ended():
    assert sandbox.run("while True: pass", {}, seconds=1).why == "time"


def test_who_only_waits_is_ended_too(monkeypatch):
    monkeypatch.setattr(sandbox, "PATIENCE", 0)
    assert sandbox.run("import time\ntime.sleep(600)", {}, seconds=1).why == "time"


def test_an_answer_has_an_end():
    assert sandbox.run("import os\nos.write(1, b'x' * 10 ** 6)", {}).why == "size"


@pytest.mark.parametrize(
    ("script", "why", "said"),
    [
        ("result = {'a': object()}", "plain", "plain"),
        ("def f(:", "script", "line 1"),
        ("\n\nraise ValueError('no')", "script", "line 3: ValueError: no"),
        ("import sys\nsys.exit(1)", "script", "SystemExit"),
        ("import os\nos._exit(0)", "start", ""),
        ("import socket", "script", "No module named"),
    ],
)
def test_what_goes_wrong_in_it_is_said(script, why, said):
    ran = sandbox.run(script, {})
    assert ran.why == why
    assert said in ran.problem


def test_the_kind_says_what_went_wrong_and_keeps_what_was_printed(people):
    errand = Errand(people["Åsa Ekman"])
    script = Script({"script": "print('so far')\nraise KeyError('x')"})
    outcome = script.run({}, key="k", errand=errand)
    assert (outcome.is_done, outcome.may_retry, outcome.log) == (False, False, "so far\n")
    assert outcome.problem.startswith("The script failed. line 2: KeyError")
    done = Script({"script": "result = {'n': 1}"}).run({}, key="k", errand=errand)
    assert (done.is_done, done.result) == (True, {"n": 1})


def test_where_the_kernel_refuses_the_kind_is_off_and_says_why(monkeypatch):
    assert Script.available() == ""
    monkeypatch.setattr(sandbox, "walls", lambda: sandbox_walls.walls("abacus"))
    sandbox.stands.clear()
    try:
        assert "not written for this sort of machine" in ActionKind.get("script").available()
        with pytest.raises(OSError, match="not written"):
            Script({"script": "result = {}"}).check()
    finally:
        sandbox.stands.clear()


def test_a_filter_the_kernel_does_not_take_runs_no_script(monkeypatch):
    monkeypatch.setattr(sandbox, "walls", lambda: b"\xff" * 16)
    ran = sandbox.run("result = {'ran': True}", {})
    assert (ran.why, ran.result) == ("kernel", {})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its Python on to others")
def test_it_stands_where_another_user_runs_our_python_through_open_folders():
    python = opened(pwd.getpwnam("nobody"))
    script = "from spoc.workflow.sandbox import run\nprint(run('open(chr(47))', {}).why)"
    ran = run_as(
        python.account,
        [python.python, "-P", "-c", script],
        env={**os.environ, **python.env},
        pass_fds=python.folders,
    )
    assert (ran.stdout.strip(), ran.stderr) == ("script", "")


def test_what_is_no_python_is_refused_beside_its_field():
    assert "line 2" in Script({"script": "x = 1\ndef f(:"}).missing()["script"]
    assert Script({"script": "x = 1"}).missing() == {}
