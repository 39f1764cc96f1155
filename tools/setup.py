"""Build `.venv` from the hashed lock: uv when it can be had, plain pip otherwise. Run by `make setup`.

Written for any Python 3, so that a Python too old is told so in a sentence rather than a traceback.
"""
import hashlib
import os
import subprocess
import sys

UV = "uv==0.13.9"
OLDEST = (3, 11)
CATALOGUE = "src/spoc/locale/sv/LC_MESSAGES/django.po"
# each lock holds all of those it is named after
HELD_BY = {"run": ("run", "dev", "bench"), "dev": ("dev", "bench"), "bench": ("bench",)}
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def main():
    if sys.version_info < OLDEST:
        sys.exit(
            "Spoc needs Python 3.11 or newer and this is %d.%d: install a newer python3, "
            "or say which one to use with `make PYTHON=python3.12 ...`." % sys.version_info[:2]
        )
    name = next((name for name in ("bench", "dev") if "--" + name in sys.argv[1:]), "run")
    if "--lock" in sys.argv[1:]:
        lock()
    else:
        if not is_ready(name):
            build(name)
        compile_own()


def build(name):
    if not os.path.exists(PYTHON):
        make_venv()
    say("Installing what Spoc needs into .venv (once, about half a minute) ...")
    locked = os.path.join(ROOT, "requirements", name + ".lock")
    if has_uv():
        uv("pip", "install", "-q", "--compile-bytecode", "--require-hashes", "-r", locked)
        uv("pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    else:
        say("uv is not to be had here; using pip, which takes a few minutes.")
        pip("install", "-q", "--require-hashes", "-r", locked)
        pip("install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    run([PYTHON, os.path.join("tools", "messages.py"), "compile"])
    with open(stamp(name), "w") as file:
        file.write(fingerprint(name))


def compile_own():
    """Compile our own modules: where nobody may write beside them each start would do it anew."""
    quiet = [PYTHON, "-m", "compileall", "-q", "src"]
    # a source that is not ours to write into is merely slower
    subprocess.call(quiet, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make_venv():
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", VENV])
    if made != 0:
        sys.exit("python3 cannot make a virtual environment here: install the package python3-venv.")


def has_uv():
    if os.environ.get("SPOC_NO_UV"):
        return False
    if os.path.exists(os.path.join(VENV, "bin", "uv")):
        return True
    return subprocess.call([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV]) == 0


def lock():
    """Renew the locks: universal, hashed, and naming no package index."""
    if not os.path.exists(PYTHON):
        make_venv()
    if not has_uv():
        sys.exit("The locks are made by uv, which could not be installed.")
    same = ["-c", "requirements/bench.lock"]
    for name, extra in (("bench", []), ("dev", same), ("run", same)):
        uv("pip", "compile", "-q", "--upgrade", "--universal", "--python-version", "3.11", "--generate-hashes",
           "--no-emit-index-url", "--no-header", *extra,
           "requirements/%s.in" % name, "-o", "requirements/%s.lock" % name)


def uv(*words):
    run([os.path.join(VENV, "bin", "uv"), *words], VIRTUAL_ENV=VENV)


def pip(*words):
    run([PYTHON, "-m", "pip", "--disable-pip-version-check", *words])


def run(command, **env):
    if subprocess.call(command, cwd=ROOT, env=dict(os.environ, **env)) != 0:
        sys.exit("Setting up stopped: the command above did not succeed. Run it again when that is mended.")


def is_ready(name):
    """Whether this very lock is installed, or one that holds all of it."""
    return any(read(stamp(held)) == fingerprint(held) for held in HELD_BY[name]) and os.path.exists(PYTHON)


def stamp(name):
    return os.path.join(VENV, ".installed-" + name)


def fingerprint(name):
    digest = hashlib.sha256(sys.version.encode())
    for part in ("requirements/%s.lock" % name, "pyproject.toml", CATALOGUE):
        with open(os.path.join(ROOT, part), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def say(words):
    sys.stderr.write(words + "\n")


main()
