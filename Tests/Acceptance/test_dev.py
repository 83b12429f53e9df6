"""`coupon dev`, which bin/dev ends in: the whole system from one command, and nothing of it afterwards."""

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from harness.api import Client
from harness.programs import Program, descendants, environment, eventually, free_port, is_alive
from harness.servers import built

# Linux keeps 15 characters of a name.
PARTS = {"mariadbd", "redis-server", "coufun-simulato", "snap-simulator", "coupon"}


class Practice(Program):
    """`coupon dev` on a free port, its databases in `folder`."""

    def __init__(self, folder: Path):
        folder.mkdir(exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        super().__init__("dev", [built("coupon"), "dev", "--port", str(self.port), "--var", folder / "var"], folder, environment())

    def wait_until_ready(self) -> None:
        self.wait_until(lambda: self.url in self.output() and self._answers(), "is ready and says so", seconds=120)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/health/ready", timeout=2).status_code == 200
        except requests.ConnectionError:
            return False

    def children(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for pid in descendants(self.pid):
            try:
                found[pid] = Path(f"/proc/{pid}/comm").read_text().strip()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended between the two looks
        return found


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    program = Practice(tmp_path)
    children: dict[int, str] = {}
    try:
        program.wait_until_ready()
        children = program.children()
        yield program
    finally:
        if program.exit_code is None:
            program.stop()
        for pid in children:
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)


def test_it_starts_every_part_and_prints_where_and_as_whom(practice: Practice):
    assert PARTS <= set(practice.children().values())

    login, password = first_login(practice.output())
    user = Client(practice.url).log_in(login, password).user
    assert user["role"] == "admin"


def test_ctrl_c_ends_everything_it_started(practice: Practice):
    children = practice.children()

    practice.interrupt()

    assert practice.wait(60) == 0
    eventually(lambda: not any(map(is_alive, children)), "no child is left", 5, lambda: children)


@pytest.mark.parametrize("part", ["redis-server", "coufun-simulato", "coupon"])
def test_a_crashed_part_comes_back_and_ctrl_c_still_ends_everything(part: str, practice: Practice):
    before = practice.children()
    [crashed] = [pid for pid, name in before.items() if name == part]

    os.kill(crashed, signal.SIGKILL)
    practice.wait_until(lambda: part in {name for pid, name in practice.children().items() if pid != crashed}, f"has {part} again")
    practice.wait_until_ready()
    children = before | practice.children()
    practice.interrupt()

    assert practice.wait(60) == 0
    eventually(lambda: not any(map(is_alive, children)), "no child is left", 10, lambda: children)


def test_a_program_that_dies_comes_back_at_once_and_more_slowly_when_it_dies_again(practice: Practice):
    for told in ("바로 다시 시작합니다", "1초 뒤 다시 시작합니다", "2초 뒤 다시 시작합니다"):
        [serving] = [pid for pid, name in practice.children().items() if name == "coupon"]
        os.kill(serving, signal.SIGKILL)
        practice.wait_until(lambda told=told: told in practice.output(), f"says {told}")
        is_back = lambda serving=serving: {"coupon"} <= {name for pid, name in practice.children().items() if pid != serving}  # noqa: E731
        practice.wait_until(is_back, "has started it again")

    practice.wait_until_ready()


def test_the_token_of_the_webhook_is_part_of_no_other_secret(practice: Practice, tmp_path: Path):
    stored = tmp_path / "var" / "run" / "secrets.json"
    [simulator] = [pid for pid, name in practice.children().items() if name == "coufun-simulato"]
    command = Path(f"/proc/{simulator}/cmdline").read_text()
    token = re.search(r"/webhooks/coufun/([^/]+)/exchange", command).group(1)

    secrets = json.loads(stored.read_text())
    assert secrets.pop("webhookToken") == token and len(token) >= 32
    letters = {name: re.sub("[^A-Za-z0-9]", "", secret) for name, secret in secrets.items()}
    assert not [name for name, secret in letters.items() if token[:8] in secret]
    assert stored.stat().st_mode & 0o077 == 0


def test_its_own_death_leaves_no_part_behind(practice: Practice):
    children = practice.children()

    practice.kill()

    eventually(lambda: not any(map(is_alive, children)), "no child is left", 30, lambda: children)


def test_a_second_start_has_the_data_and_the_login_of_the_first(practice: Practice, tmp_path: Path):
    login, password = first_login(practice.output())
    companies = Client(practice.url).log_in(login, password).get("/admin/companies")["total"]
    assert companies >= 1
    practice.stop()

    again = Practice(tmp_path)
    try:
        again.wait_until_ready()
        administrator = Client(again.url).log_in(login, password)
        assert administrator.get("/admin/companies")["total"] == companies
    finally:
        again.stop()


def test_a_taken_port_is_told_and_leaves_nothing_behind(practice: Practice, tmp_path: Path):
    other = Program(
        "second", [built("coupon"), "dev", "--port", str(practice.port), "--var", tmp_path / "other"], tmp_path, environment()
    )

    assert other.wait(60) == 1
    assert str(practice.port) in other.output()


def first_login(told: str) -> tuple[str, str]:
    """The printed login of the administrator; the password has three groups of five."""
    found = re.search(r"(\S+)\s*/\s*([a-z0-9]{5}(?:-[a-z0-9]{5}){2})", told)
    assert found, f"no login is printed:\n{told[-2000:]}"
    return found.group(1), found.group(2)
