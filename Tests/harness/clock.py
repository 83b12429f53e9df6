"""A wall clock for whole processes that can be set: the database's, the program's, the agent's."""

import os
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from harness.programs import PACKAGE

SEOUL = timezone(timedelta(hours=9))


class Clock:
    """Runs on like any clock. Every process that has its `environment` follows at once when it is set."""

    def __init__(self, folder: Path, start: str):
        self._file = folder / "clock"
        self._file.write_bytes(bytes(8))
        self.environment = {"LD_PRELOAD": str(_library()), "CLOCK_FILE": str(self._file)}
        self.set(start)

    def set(self, korean: str) -> None:
        """`2026-11-30 23:59:45`, Korean time."""
        wanted = datetime.fromisoformat(korean).replace(tzinfo=SEOUL)
        self._offset = wanted - datetime.now(SEOUL)
        nanoseconds = self._offset // timedelta(microseconds=1) * 1000
        with self._file.open("r+b") as file:  # in place: the processes have it mapped
            file.write(nanoseconds.to_bytes(8, "little", signed=True))

    def now(self) -> datetime:
        return datetime.now(SEOUL) + self._offset


def _library() -> Path:
    source = Path(__file__).with_name("clock.c")
    built = PACKAGE / ".build" / "acceptance-clock.so"
    if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
        making = built.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["cc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", making, source, "-ldl", "-pthread"],
            check=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        making.rename(built)
    return built
