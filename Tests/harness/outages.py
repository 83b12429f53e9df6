"""The program dies with a request in hand, and whoever asked asks again."""

import requests

from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.programs import eventually
from harness.system import System


def begin_to_die_at(system: System, company: Tenant, point: str) -> None:
    """Starts the program anew, to be killed at a fail-point: `name:n`.

    What an earlier test left behind may pass the point before anybody has signed in; then it is started once more.
    """
    system.program.stop()
    try:
        start(system, company, COUPON_FAILPOINT=point)
    except (AssertionError, requests.ConnectionError):
        system.wait_for_death()
        start(system, company, COUPON_FAILPOINT=point)


def start(system: System, company: Tenant, role: str = "all", **settings: str) -> None:
    system.serve(role, **settings)
    sign_in_again(system, company)


def sign_in_again(system: System, company: Tenant) -> None:
    company.member = system.anonymous().log_in(company.login_id, MEMBER_PASSWORD)


def start_again(system: System, company: Tenant, **settings: str) -> None:
    """After the fail-point has killed it."""
    system.wait_for_death()
    start(system, company, **settings)


def lose(company: Tenant, path: str, body: dict, key: str | None = None) -> None:
    """The answer may come before the program dies, or never."""
    try:
        company.member.send("POST", path, json=body, headers={"Idempotency-Key": key} if key else {})
    except requests.ConnectionError:
        pass


def ask_again_until_answered(company: Tenant, draft: dict, key: str) -> str:
    """With the same key, as whoever got no answer does. 409 says that the dead process's request may still be running.

    Returns the campaign's id.
    """
    answers: list[requests.Response] = []

    def is_answered() -> bool:
        answers.append(company.member.send("POST", "/campaigns", json=draft, headers={"Idempotency-Key": key}))
        assert answers[-1].status_code in (202, 409), answers[-1].text
        return answers[-1].status_code == 202

    eventually(is_answered, "the repeated request is answered", 120, pause=0.5)
    return answers[-1].json()["id"]
