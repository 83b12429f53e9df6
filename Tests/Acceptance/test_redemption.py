"""COUFUN tells us of a redemption: it is on the coupon before COUFUN hears that we have it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from harness.campaigns import Tenant
from harness.people import people
from harness.programs import eventually
from harness.system import System


@pytest.fixture
def sent(system: System, tenant: Tenant) -> Iterator[dict[str, Any]]:
    """A coupon at its recipient, with its barcode as COUFUN knows it."""
    [person] = people(1)
    campaign = tenant.release(tenant.draft_for([person]))
    tenant.wait_until_settled(campaign)
    [coupon] = tenant.coupons(campaign)
    [row] = [row for row in system.messages() if row["PHONE"] == person.phone]
    [order] = [order for order in system.oracle() if order["tr_id"] == row["CLIENT_KEY"]]
    yield {"id": coupon["id"], "barcode": order["barcodes"][0], "campaign": campaign}


def event(barcode: str, **changes: str) -> dict[str, str]:
    whole = {
        "BARCODE_NUM": barcode, "STATUS": "001", "EXCHANGE_DATE": "20261120180200", "BRANCH_NAME": "GS25 역삼점",
        "PRICE": "4500", "BALANCE": "0",
    }  # fmt: skip
    return whole | changes


def redemption(tenant: Tenant, coupon: str) -> str:
    return tenant.member.get(f"/coupons/{coupon}")["redemption"]


@pytest.mark.parametrize("form", [False, True], ids=["as JSON", "as a form"])
def test_an_exchange_in_a_shop_is_on_the_coupon(system: System, tenant: Tenant, sent: dict, form: bool):
    answer = system.redeem(sent["barcode"], form=form, copies=5)

    assert answer["acknowledged"]
    assert redemption(tenant, sent["id"]) == "used"
    assert tenant.campaign(sent["campaign"])["counts"]["redemption"]["used"] == 1


def test_a_repeat_gets_the_same_id(system: System, sent: dict):
    first = requests.post(system.webhook_url, json=event(sent["barcode"]), timeout=10).json()
    second = requests.post(system.webhook_url, data=event(sent["barcode"]), timeout=10).json()

    assert first["RESULTCODE"] == second["RESULTCODE"] == "00"
    assert first["EXCHANGE_ID"] == second["EXCHANGE_ID"] != ""


def test_a_barcode_that_nobody_knows_is_taken_and_kept(system: System):
    answer = requests.post(system.webhook_url, json=event("0000999988887777"), timeout=10)

    assert answer.json()["RESULTCODE"] == "00"
    kept = system.database.rows("SELECT COUNT(*) AS n FROM exchange_event WHERE coupon_id IS NULL")
    assert kept[0]["n"] >= 1


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"not json at all", b'{"BARCODE_NUM": "1", "STATUS": "001"}', b"[" * 5000, b"\xff\xfe\x00"]
)
def test_what_makes_no_sense_is_not_acknowledged(system: System, body: bytes):
    answer = requests.post(system.webhook_url, data=body, timeout=10)

    assert answer.status_code == 400
    assert answer.json()["RESULTCODE"] != "00"


def test_a_large_body_is_not_read(system: System):
    answer = requests.post(system.webhook_url, data=b"A" * 9000, timeout=10)

    assert answer.status_code == 413
    assert "RESULTCODE" not in answer.json()


def test_without_the_secret_there_is_no_such_page(system: System, sent: dict):
    wrong = system.webhook_url.replace("token-of", "token_of")

    assert requests.post(wrong, json=event(sent["barcode"]), timeout=10).status_code == 404


def test_a_database_that_does_not_answer_is_said_at_once(system: System, tenant: Tenant, sent: dict):
    started = time.monotonic()
    with system.database.frozen():
        answer = requests.post(system.webhook_url, json=event(sent["barcode"]), timeout=20)
    took = time.monotonic() - started

    assert answer.json()["RESULTCODE"] != "00"
    assert took < 10, "COUFUN was kept waiting"
    again = requests.post(system.webhook_url, json=event(sent["barcode"]), timeout=20)
    assert again.json()["RESULTCODE"] == "00"
    assert redemption(tenant, sent["id"]) == "used"


def test_what_coufun_does_not_confirm_is_taken_back_and_told(tmp_path_factory: pytest.TempPathFactory):
    own = System(tmp_path_factory.mktemp("verify"), COUFUN_WEBHOOK_VERIFY="true")
    try:
        own.serve()
        tenant = Tenant(own, "확인하는가게")
        campaign = tenant.release(tenant.draft_for(people(1)))
        tenant.wait_until_settled(campaign)
        [coupon], [order] = tenant.coupons(campaign), own.oracle()
        forged = requests.post(own.webhook_url, json=event(order["barcodes"][0]), timeout=10).json()
        eventually(lambda: redemption(tenant, coupon["id"]) == "unused", "COUFUN's own answer counts", 30)
        alerts = [row["kind"] for row in own.database.rows("SELECT kind FROM alert WHERE open = 1")]
    finally:
        own.stop()

    assert forged["RESULTCODE"] == "00"
    assert alerts == ["odd_redemption"]
