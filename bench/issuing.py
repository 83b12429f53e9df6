"""A hundred calls of 200 ms each on eight lines: how much of the time is COUFUN's, how much is ours.

usage: issuing.py OUTPUT.json        (bin/bench issuing)

Real parts: MariaDB that syncs every commit, COUFUN simulator that takes 200 ms a call, `coupon serve`.
"""

import sys
import tempfile
import time
from pathlib import Path

from harness.campaigns import Tenant
from harness.figures import report
from harness.people import people
from harness.system import System

CALLS, LATENCY, LINES, RUNS = 100, 0.2, 8, 3
IDEAL = CALLS * LATENCY / LINES
LIMITS = {"release to last coupon issued, s": 1.1 * IDEAL + 0.5}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="coupon-bench-") as folder:
        system = System(Path(folder), durable=True, coufun=["--latency", "200ms"], COUFUN_CONCURRENCY=str(LINES))
        try:
            system.serve()
            runs = [measure(system, Tenant(system, f"측정 {number}")) for number in range(RUNS)]
        finally:
            system.stop()
    about = {"command": "bin/bench issuing", "calls": CALLS, "latency": "200ms", "lines": LINES, "runs": RUNS}
    report(about, runs, LIMITS, Path(sys.argv[1]))


def measure(system: System, tenant: Tenant) -> dict[str, float]:
    draft = tenant.draft_for(people(CALLS))
    released = time.monotonic()
    campaign = tenant.release(draft)
    with system.database.connect() as connection, connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT COUNT(*) AS n FROM coupon WHERE issue_state = 'issued' AND campaign_id = "
                           "(SELECT id FROM campaign ORDER BY id DESC LIMIT 1)")
            if cursor.fetchone()["n"] == CALLS:
                break
            assert time.monotonic() - released < 60, tenant.campaign(campaign)["counts"]
            time.sleep(0.02)
    took = time.monotonic() - released
    tenant.wait_until_settled(campaign)
    return {"release to last coupon issued, s": took, "ratio to calls x latency / lines": took / IDEAL}


if __name__ == "__main__":
    main()
