"""SIGTERM with pages open and calls in flight: what is in hand is finished, nothing is left open, and it is quick."""

import re
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from harness.campaigns import Tenant
from harness.evidence import barcodes_by_transaction
from harness.open_page import OpenPage
from harness.outages import sign_in_again
from harness.people import people
from harness.programs import eventually
from harness.system import System, running

# Seconds that a stop may take beyond the slowest call.
BEYOND = 5
LATENCY = 0.3


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One that is stopped and started again and again."""
    folder = tmp_path_factory.mktemp("stop")
    with running(folder, coufun=["--latency", f"{int(LATENCY * 1000)}ms"], COUFUN_TIMEOUT="30s") as system:
        yield system


@pytest.fixture(scope="module")
def company(system: System) -> Tenant:
    return Tenant(system, "문닫는가게")


def bad_connections(system: System) -> list[socket.socket]:
    """Of whoever says nothing, half a request, half a body, nothing more, or has closed its own side."""

    def opened(words: bytes = b"") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", system.port), timeout=5)
        connection.sendall(words)
        return connection

    kept_alive = opened(b"GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n")
    assert b"200 OK" in kept_alive.recv(4096)
    half_closed = opened(b"GET /health/live HTTP/1.1\r\nHost: test\r\n\r\n")
    half_closed.shutdown(socket.SHUT_WR)
    upload = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    return [opened(), opened(b"GET /health"), opened(upload), kept_alive, half_closed]


def begin_slow_upload(system: System, company: Tenant) -> None:
    """A list that arrives a byte at a time for as long as anybody listens."""

    def drip() -> None:
        connection = socket.create_connection(("127.0.0.1", system.port), timeout=5)
        token = company.member.authorization
        connection.sendall(
            f"POST /api/v1/recipients/parse HTTP/1.1\r\nHost: test\r\nAuthorization: {token}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n".encode()
        )
        try:
            while True:
                connection.sendall(b"x")
                time.sleep(0.1)
        except OSError:
            return

    threading.Thread(target=drip, daemon=True).start()


def stop(system: System, slowest: float) -> float:
    """Asks once, and twice more as people and deploy tools do. Gives back how long it took."""
    began = time.monotonic()
    system.program.ask_to_stop()
    time.sleep(0.2)
    system.program.interrupt()
    system.program.ask_to_stop()
    status = system.program.wait(slowest + 60)
    took = time.monotonic() - began
    assert status == 0, f"it ended with {status}:\n{system.program.tail()}"
    assert took <= slowest + BEYOND, f"the stop took {took:.1f} s:\n{system.program.tail()}"
    return took


def open_orders(system: System) -> list[dict]:
    """Orders whose end somebody has to find out."""
    return system.database.rows(
        "SELECT state, COUNT(*) AS n FROM issue_order WHERE state NOT IN ('issued', 'planned') GROUP BY state"
    )


def issued(system: System) -> int:
    return system.database.rows("SELECT COUNT(*) AS n FROM coupon WHERE issue_state = 'issued'")[0]["n"]


def test_a_stop_with_open_pages_while_issuing_leaves_nothing_open_three_times_in_a_row(system: System, company: Tenant):
    known = {order["tr_id"] for order in system.oracle()}
    campaign = company.release(company.draft_for(people(200)))
    for _ in range(3):
        before = issued(system)
        pages = [OpenPage(company, campaign) for _ in range(3)]
        left = bad_connections(system)
        begin_slow_upload(system, company)
        eventually(lambda: issued(system) > before, "coupons are being issued", 30)

        print("the stop took", stop(system, LATENCY))

        assert open_orders(system) == []
        for page in pages:
            assert re.search(r"retry: \d+\nevent: bye\n", page.wait_for_the_end()), "the page was not told to come back"
        for connection in left:
            connection.close()
        system.serve()
        sign_in_again(system, company)

    counts = company.wait_until_settled(campaign)["counts"]
    bought = {tr_id: codes for tr_id, codes in barcodes_by_transaction(system).items() if tr_id not in known}
    assert counts["issue"]["issued"] == counts["delivery"]["delivered"] == len(bought) == 200


def test_a_slow_call_in_flight_is_finished_and_recorded(system: System, company: Tenant):
    before = issued(system)
    system.set_coufun(latencyMilliseconds=6000)
    try:
        campaign = company.release(company.draft_for(people(4)))
        page = OpenPage(company, campaign)
        calling = "SELECT 1 FROM issue_order WHERE state = 'calling'"
        eventually(lambda: len(system.database.rows(calling)) == 4, "the calls have left", 20)

        took = stop(system, 6)

        page.wait_for_the_end()
        assert took > 1, "there was nothing to wait for"
        assert open_orders(system) == []
        assert issued(system) == before + 4
    finally:
        system.set_coufun(latencyMilliseconds=int(LATENCY * 1000))
        system.serve()
        sign_in_again(system, company)
    assert company.wait_until_settled(campaign)["counts"]["delivery"]["delivered"] == 4


def test_a_reply_that_is_late_does_not_hold_the_stop_and_the_order_is_asked_again_under_its_own_number(
    system: System, company: Tenant
):
    known = {order["tr_id"] for order in system.oracle()}
    system.program.stop()
    system.serve(COUFUN_TIMEOUT="1s")
    sign_in_again(system, company)
    system.set_coufun(duplicate="replay")
    with system.chaos({"call": "create", "pocId": company.poc_id, "faults": ["late"]}):
        campaign = company.release(company.draft_for(people(1)))
        ambiguous = "SELECT 1 FROM issue_order WHERE ever_ambiguous = 1"
        eventually(lambda: system.database.rows(ambiguous), "the call counts as unknown", 20)

        stop(system, 1)

    system.serve()
    sign_in_again(system, company)
    counts = company.wait_until_settled(campaign)["counts"]
    bought = {tr_id: codes for tr_id, codes in barcodes_by_transaction(system).items() if tr_id not in known}
    assert counts["issue"]["issued"] == len(bought) == 1, "it was lost, or bought twice"
