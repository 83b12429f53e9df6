"""Messages at the agent's tables: the insert against a row at a time, the hand-over of 1,000, the results of 10,000.

usage: messages.py OUTPUT.json        (bin/bench messages)

Real parts: MariaDB that syncs every commit, the tables as snap-simulator makes them (it is stopped meanwhile).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from harness.figures import report
from harness.programs import BUILT
from harness.system import System

RUNS = 3
# Issue "Messages": by the seed 1,000 messages within 3 s; the insert itself within 20 ms; 10,000 results within 2 s.
LIMITS = {"insert of 1,000 rows, ms": 20, "hand-over of 1,000, s": 3, "results of 10,000, s": 2}
AT_LEAST = {"row by row / ours, each with COMMIT": 20}


def main() -> None:
    subprocess.run(["swift", "build", "-c", "release", "--product", "MessagingBench"], check=True, stdin=subprocess.DEVNULL)
    runs = [run() for _ in range(RUNS)]
    about = {"command": "bin/bench messages", "rows": 1000, "results": 10000, "runs": RUNS}
    report(about, runs, LIMITS, Path(sys.argv[1]), AT_LEAST)


def run() -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="coupon-bench-") as folder:
        system = System(Path(folder), durable=True)
        try:
            system.stop_agent()
            measured = subprocess.run(
                [BUILT / "MessagingBench", system.database.url], check=True, capture_output=True, stdin=subprocess.DEVNULL)
        finally:
            system.stop()
    took = json.loads(measured.stdout)
    return {
        "insert of 1,000 rows, ms": took["insert_ms"],
        "insert of 1,000 rows with COMMIT, ms": took["insert_with_commit_ms"],
        "row by row, each its COMMIT, ms": took["row_by_row_ms"],
        "row by row in one transaction, ms": took["row_by_row_in_one_transaction_ms"],
        "row by row / ours, each with COMMIT": took["row_by_row_ms"] / took["insert_with_commit_ms"],
        "row by row / ours, in one transaction": took["row_by_row_in_one_transaction_ms"] / took["insert_ms"],
        "hand-over of 1,000, s": took["handover_1000_ms"] / 1000,
        "results of 10,000, s": took["collect_10000_ms"] / 1000,
    }


if __name__ == "__main__":
    main()
