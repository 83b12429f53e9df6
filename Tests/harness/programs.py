"""Processes that a test starts, watches and ends by their id."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
# bin/bench measures the release build.
BUILT = PACKAGE / ".build" / os.environ.get("COUPON_BUILD", "debug")


class Program:
    """One process: its output in a file, its end certain."""

    def __init__(self, name: str, arguments: list[str | Path], folder: Path, environment: dict[str, str] | None = None):
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(argument) for argument in arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=folder,
                preexec_fn=_die_with_parent,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative is the signal that ended it."""
        return self._process.poll()

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait(self, seconds: float) -> int:
        return self._process.wait(timeout=seconds)

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def ask_to_stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Takes no step until it is thawed, like a process on a machine that hangs: connections stay open."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self, seconds: float = 30) -> None:
        """Asks it to end; whoever does not listen is killed, and that is an error."""
        if self.exit_code is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not end within {seconds} s of SIGTERM:\n{self.tail()}") from None

    def tail(self, lines: int = 30) -> str:
        return "\n".join(self.output().splitlines()[-lines:])

    def wait_until(self, ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Waits for `ready`, and fails at once when the process ends before."""

        def check() -> bool:
            if self.exit_code is not None:
                raise AssertionError(f"{self.name} ended with {self.exit_code} before {what}:\n{self.tail()}")
            return ready()

        eventually(check, f"{self.name}: {what}", seconds, evidence=self.tail)


def eventually(
    holds: Callable[[], bool],
    what: str,
    seconds: float,
    evidence: Callable[[], object] = lambda: "",
    pause: float = 0.05,
) -> None:
    """Looks again and again until `holds` is true; past the deadline it fails with `evidence`."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}\n{evidence()}")
        time.sleep(pause)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def descendants(pid: int) -> list[int]:
    """Every process below `pid`, children first."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        parent = waiting.pop(0)
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                children = [int(word) for word in task.read_text().split()]
            except FileNotFoundError:
                continue
            found += children
            waiting += children
    return found


def _die_with_parent() -> None:
    """A test run that is killed leaves no servers behind."""
    set_parent_death_signal = 1  # linux/prctl.h
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


def environment(**values: str) -> dict[str, str]:
    """Only what a program needs to run, so that nothing of the machine's settings leaks into a test."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    return kept | values
