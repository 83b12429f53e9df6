"""A private MariaDB and Redis, by socket only."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pymysql

from harness.clock import Clock
from harness.programs import BUILT, PACKAGE, Program, environment


class MariaDB:
    """An own server with the schema `coupon_mgmt`; unless `durable`, commits are not synced to disk, which is faster."""

    def __init__(self, folder: Path, durable: bool = False, clock: Clock | None = None):
        folder.mkdir(parents=True)
        self.socket = folder / "mariadb.sock"
        self._folder, self._durable, self._clock = folder, durable, clock
        shutil.copytree(_empty_data_directory(), folder / "data")
        self.start()
        self.rows("CREATE DATABASE IF NOT EXISTS coupon_mgmt CHARACTER SET utf8mb4", schema=None)

    def start(self) -> None:
        """Again, after it was killed or stopped. Only a durable one knows then what it has committed."""
        hasty = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-flush-method=nosync"]
        self.program = Program(
            "mariadbd",
            [
                "/usr/sbin/mariadbd", "--no-defaults", *_as_user(), f"--datadir={self._folder / 'data'}",
                f"--socket={self.socket}", f"--tmpdir={self._folder}", "--skip-networking", "--skip-log-bin",
                "--performance-schema=OFF", "--max-connections=300", "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=8M", *([] if self._durable else hasty),
            ],
            self._folder,
            environment(**(self._clock.environment if self._clock else {})),
        )  # fmt: skip
        self.program.wait_until(self._answers, "answers")

    @property
    def url(self) -> str:
        return f"mysql://root@localhost/coupon_mgmt?socket={self.socket}"

    def rows(self, sql: str, *values: object, schema: str | None = "coupon_mgmt") -> list[dict]:
        with self.connect(schema) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

    def tables(self) -> list[str]:
        return [next(iter(row.values())) for row in self.rows("SHOW TABLES")]

    def stop(self) -> None:
        self.program.stop()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Takes no step for a while, like a server whose disk hangs: connections stay open, nothing is answered."""
        self.program.freeze()
        try:
            yield
        finally:
            self.program.thaw()

    def connect(self, schema: str | None = "coupon_mgmt") -> pymysql.Connection:
        return pymysql.connect(
            unix_socket=str(self.socket), user="root", database=schema, charset="utf8mb4", autocommit=True,
            connect_timeout=5, cursorclass=pymysql.cursors.DictCursor,
        )  # fmt: skip

    def _answers(self) -> bool:
        try:
            self.rows("SELECT 1", schema=None)
            return True
        except pymysql.err.OperationalError:
            return False


class Redis:
    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self._folder = folder
        self.socket = folder / "redis.sock"
        self._start()

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def stop(self) -> None:
        self.program.stop()

    def start_again(self) -> None:
        self._start()

    def _start(self) -> None:
        options = ["--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no"]
        self.program = Program("redis", ["/usr/bin/redis-server", *options], self._folder, environment())
        self.program.wait_until(self._answers, "answers")

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def _as_user() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def _empty_data_directory() -> Path:
    """Made once and copied for each server: making one takes seconds, copying it none."""
    template = PACKAGE / ".build" / f"acceptance-mariadb-{os.geteuid()}"
    if not template.exists():
        making = template.with_suffix(f".{os.getpid()}")
        subprocess.run(
            [
                "/usr/bin/mariadb-install-db", "--no-defaults", *_as_user(), f"--datadir={making}", "--skip-test-db",
                "--auth-root-authentication-method=normal", "--innodb-log-file-size=8M",
            ],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        making.rename(template)
    return template


def built(name: str) -> Path:
    program = BUILT / name
    assert program.exists(), f"{program} is not built: run bin/test, or swift build first"
    return program
