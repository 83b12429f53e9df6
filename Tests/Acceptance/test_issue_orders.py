"""What happens when COUFUN does not say whether it issued, says no, or is asked to cancel."""

from typing import Any

import pytest

from harness.campaigns import Tenant
from harness.people import people
from harness.programs import eventually
from harness.system import System, running


def open_orders(system: System, campaign: str, state: str = "unconfirmed") -> list[dict[str, Any]]:
    listed = system.administrator().get("/admin/issue-orders", state=state, size=200)
    return [order for order in listed["items"] if order["campaignId"] == campaign]


def release(tenant: Tenant, count: int) -> str:
    campaign = tenant.release(tenant.draft_for(people(count)))
    tenant.wait_until_settled(campaign)
    return campaign


def issued_under(system: System, tr_id: str) -> list[str]:
    return [barcode for order in system.oracle() if order["tr_id"] == tr_id for barcode in order["barcodes"]]


@pytest.fixture
def lost(system: System, tenant: Tenant) -> tuple[str, dict[str, Any]]:
    """A coupon that COUFUN issued and whose reply never came: it stands in 확인 필요."""
    with system.chaos({"call": "create", "pocId": tenant.poc_id, "faults": ["replyLost"]}):
        campaign = release(tenant, 1)
    [order] = open_orders(system, campaign)
    return campaign, order


def test_a_lost_reply_stands_with_its_amount_and_every_attempt(system: System, lost: tuple):
    campaign, order = lost

    assert order["amount"] > 0 and order["quantity"] == 1
    assert [attempt["outcome"] for attempt in order["attempts"]] == ["unknown", "refused"]
    assert order["attempts"][1]["code"] == "12"
    file = system.administrator().send("GET", "/admin/issue-orders/open.csv").content.decode("utf-8-sig")
    assert order["trId"] in file
    assert len(issued_under(system, order["trId"])) == 1, "it was issued twice or never"


def test_what_coufun_does_not_confirm_settles_nothing(system: System, tenant: Tenant, lost: tuple):
    campaign, order = lost
    administrator = system.administrator()
    resolution = {"outcome": "issued", "barcodes": ["9999888877776666"], "evidence": "공급사 담당자 메일 회신"}

    refused = administrator.post(f"/admin/issue-orders/{order['id']}/resolve", resolution, expect=422)

    assert refused["errors"][0]["field"] == "barcodes"
    assert tenant.campaign(campaign)["counts"]["issue"]["unconfirmed"] == 1
    member = tenant.member.send("POST", f"/admin/issue-orders/{order['id']}/resolve", json=resolution)
    assert member.status_code == 403


def test_the_barcode_that_coufun_confirms_goes_out(system: System, tenant: Tenant, lost: tuple):
    campaign, order = lost
    [barcode] = issued_under(system, order["trId"])
    resolution = {"outcome": "issued", "barcodes": [barcode], "orderId": "OD77", "evidence": "공급사 담당자 메일 회신"}

    system.administrator().post(f"/admin/issue-orders/{order['id']}/resolve", resolution, expect=204)
    counts = tenant.wait_until_settled(campaign)["counts"]

    assert counts["issue"]["issued"] == counts["delivery"]["delivered"] == 1
    again = system.administrator().post(f"/admin/issue-orders/{order['id']}/resolve", resolution, expect=409)
    assert again["code"] == "not_allowed_now"


def test_what_was_not_issued_can_be_issued_under_a_new_transaction(system: System, tenant: Tenant):
    with system.chaos({"call": "create", "pocId": tenant.poc_id, "faults": ["requestLost"], "holds": True}):
        campaign = release(tenant, 1)
    [order] = open_orders(system, campaign)
    administrator = system.administrator()

    administrator.post(
        f"/admin/issue-orders/{order['id']}/resolve",
        {"outcome": "not-issued", "evidence": "공급사 목록에 없음"}, expect=204,
    )  # fmt: skip
    [failed] = open_orders(system, campaign, "failed")
    retried = administrator.post("/admin/issue-orders/retry", {"campaignId": campaign})
    counts = tenant.wait_until_settled(campaign)["counts"]

    assert failed["id"] == order["id"]
    assert retried == {"coupons": 1}
    assert counts["delivery"]["delivered"] == 1
    assert issued_under(system, order["trId"]) == []
    assert open_orders(system, campaign, "failed") == []


def test_a_company_that_coufun_refuses_waits_instead_of_failing(system: System, tenant: Tenant):
    with system.chaos({"call": "create", "pocId": tenant.poc_id, "faults": ["code:98"], "holds": True}):
        campaign = tenant.release(tenant.draft_for(people(12)))
        held = "SELECT reason FROM hold WHERE scope = 'company' AND halts = 'issuing' AND cause = 'brake'"
        eventually(lambda: bool(system.database.rows(held)), "the company is held", 30)
    counts = tenant.campaign(campaign)["counts"]["issue"]

    assert counts["failed"] == counts["unconfirmed"] == counts["issued"] == 0
    assert "권한" in system.database.rows(held)[0]["reason"]
    system.database.rows("DELETE FROM hold WHERE scope = 'company' AND cause = 'brake'")
    assert tenant.wait_until_settled(campaign)["counts"]["delivery"]["delivered"] == 12


@pytest.fixture
def sent(system: System, tenant: Tenant) -> dict[str, str]:
    campaign = release(tenant, 1)
    [coupon] = tenant.coupons(campaign)
    return {"id": coupon["id"], "campaign": campaign, "barcode": issued_under(system, coupon["trId"])[0]}


def test_the_live_status_is_what_coufun_says_now(system: System, tenant: Tenant, sent: dict):
    before = tenant.member.post(f"/coupons/{sent['id']}/status", {})
    system.redeem(sent["barcode"], report=False)
    after = tenant.member.post(f"/coupons/{sent['id']}/status", {})

    assert (before["status"], before["redemption"]) == ("000", "unused")
    assert (after["status"], after["redemption"]) == ("001", "used")
    assert tenant.member.get(f"/coupons/{sent['id']}")["redemption"] == "used"


def test_a_used_coupon_is_not_cancelled(system: System, tenant: Tenant, sent: dict):
    system.redeem(sent["barcode"], report=False)  # we have not heard of it

    refused = tenant.member.post(f"/coupons/{sent['id']}/cancel", {"reason": "고객 요청"}, expect=409)

    assert "사용" in refused["detail"]
    assert tenant.member.get(f"/coupons/{sent['id']}")["issue"] == "issued"


def test_a_coupon_is_cancelled_once_however_often_it_is_asked_for(system: System, tenant: Tenant, sent: dict):
    first = tenant.member.post(f"/coupons/{sent['id']}/cancel", {"reason": "고객 요청"})
    second = tenant.member.post(f"/coupons/{sent['id']}/cancel", {"reason": "고객 요청"})

    assert first["state"] == second["state"] == "done" and first["amount"] > 0
    assert tenant.member.get(f"/coupons/{sent['id']}")["issue"] == "cancelled"
    assert system.coufun_coupon(sent["barcode"])["status"] == "100"
    refunds = system.database.rows("SELECT amount, reason FROM coupon_cancellation WHERE state = 'done'")
    assert {"amount": first["amount"], "reason": "고객 요청"} in refunds


def test_a_cancellation_whose_answer_is_lost_is_asked_again(system: System, tenant: Tenant, sent: dict):
    with system.chaos({"call": "cancel", "pocId": tenant.poc_id, "faults": ["replyLost", "maintenance"]}):
        asked = tenant.member.post(f"/coupons/{sent['id']}/cancel", {"reason": "고객 요청"}, expect=202)
        eventually(
            lambda: tenant.member.get(f"/coupons/{sent['id']}")["issue"] == "cancelled", "the coupon is cancelled", 60
        )

    assert asked["state"] == "requested"
    assert system.coufun_coupon(sent["barcode"])["status"] == "100"


def test_a_coupon_is_known_to_coufun_by_the_poc_id_it_was_issued_under(system: System, tenant: Tenant, sent: dict):
    administrator = system.administrator()
    administrator.patch(f"/admin/companies/{tenant.id}", {"pocId": system.new_poc_id()})

    asked = tenant.member.post(f"/coupons/{sent['id']}/status", {})
    cancelled = tenant.member.post(f"/coupons/{sent['id']}/cancel", {"reason": "고객 요청"})

    assert asked["status"] == "000"
    assert cancelled["state"] == "done"


def test_status_and_cancel_calls_are_on_record_and_the_cancellation_in_the_timeline(system: System, tenant: Tenant, sent: dict):
    before = {row["id"] for row in system.database.rows("SELECT id FROM supplier_call")}
    with system.chaos({"call": "cancel", "pocId": tenant.poc_id, "faults": ["replyLost"]}):
        tenant.member.post(f"/coupons/{sent['id']}/status", {})
        tenant.member.send("POST", f"/coupons/{sent['id']}/cancel", json={"reason": "고객 요청"})
        eventually(lambda: tenant.member.get(f"/coupons/{sent['id']}")["issue"] == "cancelled", "it is cancelled", 60)

    calls = [row for row in system.database.rows("SELECT * FROM supplier_call ORDER BY id") if row["id"] not in before]
    assert [(row["kind"], row["outcome"], row["code"]) for row in calls] == [
        ("status", "done", "00"), ("status", "done", "00"), ("cancel", "unknown", None), ("cancel", "refused", "18"),
    ]  # fmt: skip
    assert all(row["coupon_id"] and row["ended_at"] for row in calls)
    assert sent["barcode"].encode() not in calls[0]["reply"], "the reply is sealed"
    assert tenant.poc_id in calls[0]["request"] and sent["barcode"] not in calls[0]["request"]
    timeline = tenant.member.get(f"/coupons/{sent['id']}/timeline")["items"]
    ends = [(event["kind"], event["detail"]) for event in timeline if event["kind"].startswith("cancel")]
    assert [kind for kind, _ in ends] == ["cancel_requested", "cancel_called", "cancel_called", "cancelled"]
    assert ends[1][1] == "공급사 응답 없음" and ends[2][1] == "공급사 거절 · 코드 18"


def test_a_cancellation_waits_for_workers_when_only_the_web_is_up(tmp_path_factory: pytest.TempPathFactory):
    with running(tmp_path_factory.mktemp("web")) as own:
        tenant = Tenant(own, "취소하는가게")
        campaign = release(tenant, 1)
        [coupon] = tenant.coupons(campaign)
        own.program.stop()
        own.serve("web")

        asked = tenant.member.send("POST", f"/coupons/{coupon['id']}/cancel", json={"reason": "고객 요청"})
        waiting = tenant.member.get(f"/coupons/{coupon['id']}")["issue"]
        workers = own.database.rows("SELECT id FROM worker")
        worker = own.another_worker()
        try:
            eventually(lambda: tenant.member.get(f"/coupons/{coupon['id']}")["issue"] == "cancelled", "it is cancelled", 30)
        finally:
            worker.stop()

    assert (asked.status_code, asked.json()["state"]) == (202, "requested")
    assert asked.elapsed.total_seconds() < 8
    assert waiting == "issued"
    assert workers == [], "the web claims nothing and beats for nobody"


def test_coufun_that_does_not_answer_keeps_nobody_waiting(system: System, tenant: Tenant, sent: dict):
    with system.chaos({"call": "status", "pocId": tenant.poc_id, "faults": ["slowDrip"], "holds": True}):
        answer = tenant.member.send("POST", f"/coupons/{sent['id']}/status", json={})

    assert answer.status_code == 503
    assert answer.elapsed.total_seconds() < 6
    assert "바뀌지 않았습니다" in answer.json()["detail"]


def test_coupons_of_others_can_be_neither_asked_about_nor_cancelled(other_tenant: Tenant, sent: dict):
    for act in ("status", "cancel"):
        answer = other_tenant.member.send("POST", f"/coupons/{sent['id']}/{act}", json={"reason": "고객 요청"})
        assert answer.status_code == 404, act
