"""The whole system as it stands in production: servers, the two foreign sides, and `coupon serve`."""

import base64
import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from harness.api import Client
from harness.clock import Clock
from harness.programs import Program, environment, free_port
from harness.servers import MariaDB, Redis, built

WEBHOOK_TOKEN = "token-of-the-webhook-0123456789"
ADMIN_LOGIN, ADMIN_PASSWORD = "admin", "correct-horse-battery-77"
# The first one belongs to the company that the first administrator is made with.
POC_IDS = [f"POC{number:07d}" for number in range(2, 400)]


@contextmanager
def running(folder: Path, **settings) -> Iterator["System"]:
    """A system whose program serves, for as long as somebody needs it."""
    system = System(folder, **settings)
    try:
        system.serve()
        yield system
    finally:
        system.stop()


class System:
    """Databases and simulators stay; `serve` and `die` may come and go between them."""

    def __init__(
        self, folder: Path, coufun: list[str] | None = None, durable: bool = False,
        apart: bool = False, clock: str | None = None, agent: dict | None = None, **settings: str,
    ):  # fmt: skip
        """`apart`: the agent's tables are on a server of their own. `clock`: Korean time at which all of it begins.
        `agent`: settings of the SNAP simulator, see ``set_agent``."""
        self.folder = folder
        self.clock = Clock(folder, clock) if clock else None
        self._poc_ids = iter(POC_IDS)
        self._key = base64.b64encode(os.urandom(32)).decode()
        self.database = MariaDB(folder / "mariadb", durable, self.clock)
        self.agent_database = MariaDB(folder / "ums", durable, self.clock) if apart else self.database
        self._settings = settings | ({"UMS_DATABASE_URL": self.agent_database.url} if apart else {})
        self.redis = Redis(folder / "redis")
        self.port = free_port()
        self._coufun = self._start_coufun(coufun or [])
        self.agent_settings = {"failShare": 0} | (agent or {})
        self.set_agent()
        self.start_agent()
        self.program: Program | None = None
        self.run_to_end("migrate")

    # The other side of the wire

    @property
    def coufun_url(self) -> str:
        return f"http://127.0.0.1:{self._coufun_port}"

    def oracle(self) -> list[dict]:
        """Every coupon that COUFUN ever issued, whoever has heard of it."""
        answer = requests.get(f"{self.coufun_url}/oracle", timeout=10)
        answer.raise_for_status()
        return answer.json()["issued"]

    def messages(self) -> list[dict]:
        """Every row that was ever handed to the SNAP agent, waiting or done."""
        tables = [name for name in self.agent_database.tables() if re.fullmatch(r"UMS_(MSG|TRANSIT|LOG_\d{6})", name)]
        found: list[dict] = []
        with self.agent_database.connect() as connection, connection.cursor() as cursor:
            cursor.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT")  # else a row that moves is seen twice or never
            for table in tables:
                cursor.execute(f"SELECT * FROM {table}")
                found += [row | {"table": table} for row in cursor.fetchall()]
        return found

    def set_agent(self, **settings) -> None:
        """What the agent and the carriers behind it do from now on (AgentSettings); others stay as they are."""
        self.agent_settings |= settings
        fresh = self.folder / "agent.new"
        fresh.write_text(json.dumps(self.agent_settings))
        os.replace(fresh, self.folder / "agent.json")

    def stop_agent(self) -> None:
        self._snap.stop()

    def kill_agent(self) -> None:
        self._snap.kill()

    def start_agent(self) -> None:
        self._snap = Program(
            "snap-simulator",
            [
                built("snap-simulator"), "--database-url", self.agent_database.url, "--poll", "100ms", "--seed", "2",
                "--settings", self.folder / "agent.json",
            ],
            self.folder,
            self._environment(),
        )  # fmt: skip
        self._snap.wait_until(lambda: "UMS_MSG" in self.agent_database.tables(), "made UMS_MSG")

    # Our side

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def webhook_url(self) -> str:
        return f"{self.url}/webhooks/coufun/{WEBHOOK_TOKEN}/exchange"

    @contextmanager
    def chaos(self, *scripts: dict) -> Iterator[None]:
        """COUFUN misbehaves by these scripts (`call`, `pocId`, …, `faults`, `holds`), and behaves again afterwards."""
        self.set_coufun(chaos={"scripts": list(scripts)})
        try:
            yield
        finally:
            self.set_coufun(chaos={"scripts": []})

    def set_coufun(self, **settings) -> None:
        requests.post(f"{self.coufun_url}/oracle/settings", json=settings, timeout=10).raise_for_status()

    def coufun_coupon(self, barcode: str) -> dict:
        """A coupon as COUFUN's own books have it."""
        coupons = requests.get(f"{self.coufun_url}/oracle", timeout=10).json()["coupons"]
        return next(coupon for coupon in coupons if coupon["barcode"] == barcode)

    def redeem(self, barcode: str, **wish) -> dict:
        """A shop redeems a barcode, and COUFUN tells us of it."""
        answer = requests.post(f"{self.coufun_url}/oracle/exchange", json={"barcode": barcode, **wish}, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def settings(self, **more: str) -> dict[str, str]:
        values = {
            "APP_ENV": "development",
            "HTTP_PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.redis.url,
            "ENCRYPTION_KEY": self._key,
            "JWT_SECRET": "acceptance-" + "s" * 40,
            "COUFUN_BASE_URL": self.coufun_url,
            "COUFUN_TIMEOUT": "5s",
            "COUFUN_WEBHOOK_TOKEN": WEBHOOK_TOKEN,
            "COUFUN_WEBHOOK_ALLOW": "127.0.0.1",
            "CARD_DIR": str(self.folder / "cards"),
            "LOG_DIR": str(self.folder / "log"),
            "ADMIN_LOGIN": ADMIN_LOGIN,
            "ADMIN_PASSWORD": ADMIN_PASSWORD,
        }
        return self._environment(**(values | self._settings | more))

    def serve(self, role: str = "all", **more: str) -> None:
        self.begin(role, **more)
        self.program.wait_until(self.is_ready, "is ready")

    def begin(self, role: str = "all", **more: str) -> None:
        """Without waiting until it is ready: it may die before."""
        assert self.program is None or self.program.exit_code is not None, "it is running already"
        arguments = [built("coupon"), "serve", "--role", role]
        self.program = Program("coupon", arguments, self.folder, self.settings(**more))

    def another_worker(self) -> Program:
        """A second process that does the background work; ended by who started it."""
        arguments = [built("coupon"), "serve", "--role", "worker"]
        return Program("worker", arguments, self.folder, self.settings(LOG_DIR=str(self.folder / "log-worker")))

    def run_to_end(self, *arguments: str, **more: str) -> str:
        program = Program("-".join(("coupon", *arguments)), [built("coupon"), *arguments], self.folder, self.settings(**more))
        status = program.wait(60)
        assert status == 0, f"coupon {' '.join(arguments)} ended with {status}:\n{program.tail()}"
        return program.output()

    def wait_for_death(self, seconds: float = 60) -> None:
        """Waits until the armed fail-point has killed the program."""
        status = self.program.wait(seconds)
        assert status == -signal.SIGKILL, f"it ended with {status} instead:\n{self.program.tail()}"

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/health/ready", timeout=2).status_code == 200
        except requests.ConnectionError:
            return False

    def stop(self) -> None:
        for part in (self.program, self._snap, self._coufun, self.redis, self.agent_database, self.database):
            if part is not None:
                part.stop()

    def anonymous(self) -> Client:
        return Client(self.url)

    def administrator(self) -> Client:
        return Client(self.url).log_in(ADMIN_LOGIN, ADMIN_PASSWORD)

    def new_poc_id(self) -> str:
        return next(self._poc_ids)

    def _start_coufun(self, options: list[str]) -> Program:
        port_file = self.folder / "coufun.port"
        known = [word for poc_id in ("POC0000001", *POC_IDS) for word in ("--poc", poc_id)]
        program = Program(
            "coufun-simulator",
            [
                built("coufun-simulator"), "--port", "0", "--port-file", port_file, "--seed", "2",
                "--webhook-url", self.webhook_url, *known, *options,
            ],
            self.folder,
            self._environment(),
        )  # fmt: skip
        program.wait_until(port_file.exists, "listens")
        self._coufun_port = int(port_file.read_text())
        return program

    def _environment(self, **values: str) -> dict[str, str]:
        return environment(**((self.clock.environment if self.clock else {}) | values))
