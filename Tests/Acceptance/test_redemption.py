"""COUFUN tells us of a redemption: it is on the coupon before COUFUN hears that we have it."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


@pytest.fixture
def amount(system: System, tenant: Tenant) -> dict[str, Any]:
    """A coupon worth 10,000 won that is used bit by bit, at its recipient."""
    [product] = [product for product in tenant.products() if product["name"] == "GS25 모바일 금액권 10,000원"]
    [person] = people(1)
    campaign = tenant.release(tenant.draft_for([person], goodsId=product["goodsId"]))
    tenant.wait_until_settled(campaign)
    [coupon] = tenant.coupons(campaign)
    [order] = [order for order in system.oracle() if order["tr_id"] == coupon["trId"]]
    return {"id": coupon["id"], "barcode": order["barcodes"][0], "campaign": campaign}


def exchanges(tenant: Tenant, coupon: str) -> list[tuple[str, str]]:
    events = tenant.member.get(f"/coupons/{coupon}/timeline")["items"]
    return [(event["kind"], event["detail"]) for event in events if event["kind"] in ("used", "use_taken_back")]


def test_an_amount_whose_last_use_is_taken_back_is_partly_used(system: System, tenant: Tenant, amount: dict):
    for wish in ({"price": 3000, "branch": "강남점"}, {"price": 4000, "branch": "서초점"}, {"undo": True, "branch": "서초점"}):
        assert system.redeem(amount["barcode"], **wish)["acknowledged"]
        time.sleep(1.1)  # COUFUN dates exchanges to the second

    assert redemption(tenant, amount["id"]) == "partlyUsed"
    assert tenant.campaign(amount["campaign"])["counts"]["redemption"]["partlyUsed"] == 1
    assert exchanges(tenant, amount["id"]) == [
        ("used", "강남점 · 3,000원 · 잔액 7,000원"), ("used", "서초점 · 4,000원 · 잔액 3,000원"),
        ("use_taken_back", "서초점 · 4,000원 · 잔액 7,000원"),
    ]  # fmt: skip
    asked = tenant.member.post(f"/coupons/{amount['id']}/status", {})
    assert (asked["status"], asked["redemption"], asked["remaining"]) == ("000", "partlyUsed", 7000)
    assert "잔액 7,000원" in tenant.member.page(f"/coupons/{amount['id']}").text


def test_a_slow_answer_does_not_take_back_what_the_webhook_told_meanwhile(system: System, tenant: Tenant, sent: dict):
    system.set_coufun(lateSeconds=3)
    with (
        system.chaos({"call": "status", "pocId": tenant.poc_id, "faults": ["late"]}),
        ThreadPoolExecutor() as pool,
    ):
        asked = pool.submit(tenant.member.post, f"/coupons/{sent['id']}/status", {})
        calls = "SELECT id FROM supplier_call WHERE kind = 'status' AND ended_at IS NULL"
        eventually(lambda: bool(system.database.rows(calls)), "COUFUN is being asked", 10)
        time.sleep(0.5)  # the question is on record just before it leaves; COUFUN answers what it has booked by then
        assert system.redeem(sent["barcode"])["acknowledged"]
        answer = asked.result()

    assert answer["status"] == "000", "COUFUN answered before the exchange"
    assert answer["redemption"] == "used"
    assert redemption(tenant, sent["id"]) == "used"


def test_a_use_told_before_the_coupon_is_known_is_applied_when_evidence_settles_it(system: System, tenant: Tenant):
    administrator = system.administrator()
    with system.chaos({"call": "create", "pocId": tenant.poc_id, "faults": ["replyLost"]}):
        campaign = tenant.release(tenant.draft_for(people(1)))
        tenant.wait_until_settled(campaign)
    [coupon] = tenant.coupons(campaign)
    [order] = [order for order in system.oracle() if order["tr_id"] == coupon["trId"]]
    [barcode] = order["barcodes"]
    told = json.loads(system.redeem(barcode, branch="GS25 역삼점")["reply"])

    waiting = administrator.get("/admin/exchange-events", size=200)["items"]
    [mine] = [item for item in waiting if item["id"] == told["EXCHANGE_ID"]]
    page = administrator.page("/admin/exchange-events").text
    resolution = {"outcome": "issued", "barcodes": [barcode], "evidence": "공급사 담당자 메일 회신"}
    administrator.post(f"/admin/issue-orders/{order['tr_id']}/resolve", resolution, expect=204)
    eventually(lambda: redemption(tenant, coupon["id"]) != "unused", "the use is applied", 30)

    assert mine["barcode"].endswith(barcode[-4:]) and barcode not in str(waiting) and barcode not in page
    assert told["EXCHANGE_ID"] in page
    eventually(lambda: len(exchanges(tenant, coupon["id"])) == 1 and "GS25 역삼점" in exchanges(tenant, coupon["id"])[0][1], "it is in the history", 30)
    assert mine["id"] not in str(administrator.get("/admin/exchange-events", size=200))
    assert tenant.member.get(f"/coupons/{coupon['id']}")["validUntil"], "the last day comes with the evidence"
    assert tenant.member.send("GET", "/admin/exchange-events").status_code == 403


def test_after_its_last_day_a_coupon_is_expired_everywhere(system: System, tenant: Tenant, sent: dict):
    id, campaign = sent["id"], sent["campaign"]
    system.database.rows(f"UPDATE coupon SET valid_until = CURRENT_DATE - INTERVAL 1 DAY WHERE campaign_id = {binary(campaign)}")

    counts = tenant.campaign(campaign)["counts"]["redemption"]
    listed = tenant.member.get(f"/campaigns/{campaign}/coupons", redemption="expired")
    refused = tenant.member.post(f"/coupons/{id}/resend", {"reason": "못 받음"}, expect=409)

    assert (counts["expired"], counts["unused"]) == (1, 0)
    assert [coupon["id"] for coupon in listed["items"]] == [id]
    assert tenant.member.get(f"/campaigns/{campaign}/coupons", redemption="unused")["total"] == 0
    assert redemption(tenant, id) == "expired"
    assert "유효기간" in refused["detail"]
    page = tenant.member.page(f"/coupons/{id}").text
    assert "기간 만료" in page and "유효기간이 지나 쓰실 수 없습니다" in page
    # COUFUN says until when: it has the last word, as when somebody uses it all the same.
    assert tenant.member.post(f"/coupons/{id}/status", {})["redemption"] == "unused"


def binary(id: str) -> str:
    """A ULID as its sixteen bytes in SQL."""
    number = 0
    for letter in id:
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    return f"X'{number:032X}'"


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
