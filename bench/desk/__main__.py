"""One size, in its own process: made if it is not there, then measured, or served to others."""

import json
import signal
import sys

from bench import text
from bench.desk.build import SEED, build, sheet
from bench.desk.export import export
from bench.desk.live import live
from bench.desk.measure import measure
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
            sys.stdout.write(measure(desk, float(sys.argv[4])).as_json())
            return
        export(home() / "data", json.loads(sheet().read_text()), text.learn(SEED))
        (home() / "web.pid").write_text(f"{desk.web.pid}\n")
        sys.stderr.write(f"{count:,} requests at http://127.0.0.1:{port}, until a signal\n")
        signal.pause()


# so that what it started is ended before it ends
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
main()
