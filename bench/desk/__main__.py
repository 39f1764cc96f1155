"""One size, in its own process: made if it is not there, then measured, or served to others.

Whoever measures is told in the first line what can be measured, names one act in each line, and is
told in the next what it took.
"""

import json
import signal
import sys

from bench import text
from bench.desk.build import SEED, build, sheet
from bench.desk.export import export
from bench.desk.live import live
from bench.desk.measure import Measurement
from bench.desk.serve import database, served
from spoc.kit.home import home


def main() -> None:
    """Do what is said: `measure COUNT PORT SECONDS`, `live COUNT 0`, or `serve COUNT PORT`."""
    verb, count, port = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if not sheet().exists():
        with database(throwaway=True):
            build(count)
    if verb == "live":
        with database() as cluster:
            sys.stdout.write(json.dumps(live(cluster.dsn("spoc"))))
        return
    with database() as cluster, served(cluster, port) as desk:
        if verb == "measure":
            answer(Measurement(desk, float(sys.argv[4])))
            return
        export(home() / "data", json.loads(sheet().read_text()), text.learn(SEED))
        (home() / "web.pid").write_text(f"{desk.web.pid}\n")
        sys.stderr.write(f"{count:,} requests at http://127.0.0.1:{port}, until a signal\n")
        signal.pause()


def answer(measurement: Measurement) -> None:
    """Measure what is named, until nothing more is."""
    sys.stdout.write(f"{json.dumps(measurement.names)}\n")
    sys.stdout.flush()
    for name in sys.stdin:
        sys.stdout.write(f"{measurement.of(name.strip()).as_json()}\n")
        sys.stdout.flush()


# so that what it started is ended before it ends
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
main()
