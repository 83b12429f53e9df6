"""A list of 20,000 people: our reader against openpyxl's read-only one on the same file, then read, checked and answered
over HTTP, and the memory that takes.

usage: recipients.py OUTPUT.json        (bin/bench recipients)
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
from harness.campaigns import Tenant
from harness.figures import peak_memory, report
from harness.people import people
from harness.spreadsheets import openpyxl_file
from harness.system import System

PEOPLE, ROUNDS = 20_000 - 1, 5  # with its heading the file has the most rows that are read
LIMITS = {"answered over HTTP, s": 1.0, "extra memory, MB": 64.0}
AT_LEAST = {"openpyxl / ours": 10.0}


def main() -> None:
    content = openpyxl_file(people(PEOPLE))
    with tempfile.TemporaryDirectory(prefix="coupon-bench-") as folder:
        file = Path(folder, "list.xlsx")
        file.write_bytes(content)
        figures = read(file)
        system = System(Path(folder), durable=True)
        try:
            system.serve()
            figures |= answered(system, content)
        finally:
            system.stop()
    about = {"command": "bin/bench recipients", "people": PEOPLE, "fileKB": len(content) // 1024}
    report(about, [figures], LIMITS, Path(sys.argv[1]), AT_LEAST)


def read(file: Path) -> dict[str, float]:
    subprocess.run(["swift", "build", "-c", "release", "--product", "SpreadsheetBench"], check=True)
    # Turn by turn, the quietest of each: what else the machine does only ever adds.
    ours, theirs = [], []
    for _ in range(ROUNDS):
        output = subprocess.run([".build/release/SpreadsheetBench", str(file), "3"], check=True, capture_output=True, text=True)
        measured = json.loads(output.stdout)
        assert measured["rows"] == PEOPLE + 1, measured
        ours.append(measured["read_ms"])
        started = time.perf_counter()
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        rows = sum(1 for _ in book.active.iter_rows(values_only=True))
        theirs.append((time.perf_counter() - started) * 1000)
        assert rows == PEOPLE + 1
    return {
        "ours: sheet read, ms": min(ours),
        "openpyxl read-only, ms": min(theirs),
        "openpyxl / ours": min(theirs) / min(ours),
    }


def answered(system: System, content: bytes) -> dict[str, float]:
    """As the page asks for it: more people than one campaign holds, to be sent as several."""
    tenant = Tenant(system, "측정")
    pid = system.program.pid
    tenant.member.upload("/recipients/parse", "한명.xlsx", openpyxl_file(people(1)))
    times, memory = [], []
    for _ in range(ROUNDS):
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew
        before = peak_memory(pid)
        started = time.monotonic()
        answer = tenant.member.send("POST", "/recipients/parse", files={"file": ("명단.xlsx", content)}, data={"split": "true"})
        times.append(time.monotonic() - started)
        memory.append(peak_memory(pid) - before)
        assert answer.status_code == 200 and answer.json()["counts"]["valid"] == PEOPLE, answer.text[:500]
    return {"answered over HTTP, s": min(times), "extra memory, MB": max(memory)}


if __name__ == "__main__":
    main()
