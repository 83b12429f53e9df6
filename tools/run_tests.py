"""Builds, runs Swift Testing and pytest, adds up, and makes sure that nothing is left behind.

usage: run_tests.py [FILTER]
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(".build/test-results")


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.skipped

    def __str__(self) -> str:
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else None
    adopt_orphans()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    scratch = tempfile.mkdtemp(prefix="coupon-test-")
    os.environ["TMPDIR"] = scratch
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    counts = Counts()
    try:
        if run("swift", "build", "--build-tests") != 0:
            print("The build failed, so no test was run.")
            return finish(Counts(failed=1), wanted)
        counts += swift_tests(wanted)
        counts += python_tests(wanted)
    finally:
        strays = end_orphans()
        shutil.rmtree(scratch, ignore_errors=True)
    if strays:
        print("Left running by the tests and ended now: " + ", ".join(strays))
        counts.failed += 1
    return finish(counts, wanted)


def finish(counts: Counts, wanted: str | None) -> int:
    if counts.total == 0:
        print(f"No test has a name that {wanted!r} occurs in." if wanted else "There are no tests.")
    print(counts, flush=True)
    return 0 if counts.failed == 0 and counts.passed > 0 else 1


def swift_tests(wanted: str | None) -> Counts:
    report = RESULTS / "swift.xml"
    skipped: list[str] = []

    def note(line: str) -> None:
        if re.match(r"\S+ Test .* skipped", line):
            skipped.append(line)

    arguments = ["swift", "test", "--skip-build", "--disable-xctest", "--xunit-output", str(report)]
    status = run(*arguments, *(["--filter", wanted] if wanted else []), note=note)
    # Swift Testing writes to the name it is given or beside it, and says nothing there of tests that were skipped.
    counts = read_report(report) + read_report(report.with_stem("swift-swift-testing")) + Counts(skipped=len(skipped))
    if counts.total == 0 and not wanted:
        print(f"Swift Testing left no report where one is looked for ({report}).")
        counts.failed += 1
    return judged(counts, status, ended_well=(0,))


def python_tests(wanted: str | None) -> Counts:
    report = RESULTS / "pytest.xml"
    arguments = [sys.executable, "-m", "pytest", "-c", "Tests/pytest.ini", f"--junitxml={report}"]
    status = run(*arguments, *([f"--matching={wanted}"] if wanted else []), "Tests/Acceptance", "Tests/Browser")
    no_test_collected = 5
    return judged(read_report(report), status, ended_well=(0, no_test_collected))


def judged(counts: Counts, status: int, ended_well: tuple[int, ...]) -> Counts:
    """A runner that died or complained without naming a failed test counts as one failure."""
    if status not in ended_well and counts.failed == 0:
        counts.failed += 1
    return counts


def read_report(path: Path) -> Counts:
    counts = Counts()
    if not path.exists():
        return counts
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            counts.failed += 1
        elif case.find("skipped") is not None:
            counts.skipped += 1
        else:
            counts.passed += 1
    return counts


def run(*command: str, note: Callable[[str], None] | None = None) -> int:
    """Runs to the end; `note` gets each line that is printed."""
    print("$ " + " ".join(command), flush=True)
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if note else {}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **output)
    try:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            note(line)
        return process.wait()
    except BaseException:
        process.send_signal(signal.SIGINT)
        process.wait()
        raise


def adopt_orphans() -> None:
    """Processes that lose their parent below us become our children, so that they can be found at the end."""
    set_child_subreaper = 36  # linux/prctl.h
    ctypes.CDLL(None, use_errno=True).prctl(set_child_subreaper, 1, 0, 0, 0)


def end_orphans() -> list[str]:
    """Ends what is still running below us. Swift's own build servers may live on and are not counted."""
    strays = []
    while children := [pid for pid in own_children() if not is_zombie(pid)]:
        for pid in children:
            name = command_of(pid)
            if not re.search(r"/swift-|/sourcekit|/usr/bin/git", name):
                strays.append(f"{name} ({pid})")
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return strays


def own_children() -> list[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(word) for word in path.read_text().split()]


def is_zombie(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    if state == "Z":
        os.waitpid(pid, os.WNOHANG)
    return state == "Z"


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()[:120]
    except FileNotFoundError:
        return "?"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
