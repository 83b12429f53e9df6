"""A person stops what is going out: within seconds nothing more is issued or handed over, and nothing is lost by it."""

import time

from harness.api import new_key
from harness.campaigns import Tenant
from harness.people import people
from harness.programs import eventually
from harness.system import System


def test_a_paused_campaign_stands_still_and_goes_on_when_resumed(tenant: Tenant, system: System):
    id = tenant.release(tenant.draft_for(people(200)))

    paused = tenant.member.post(f"/campaigns/{id}/pause", {"reason": "문구 확인"}, expect=200)
    time.sleep(5)  # in force by then
    issued, before = len(system.oracle()), tenant.campaign(id)["counts"]
    time.sleep(3)

    assert paused["status"] == "paused" and paused["holds"][0]["reason"] == "문구 확인"
    assert len(system.oracle()) == issued, "a coupon was issued while the campaign was paused"
    assert tenant.campaign(id)["counts"]["issue"]["waiting"] == before["issue"]["waiting"]
    assert tenant.member.get("/campaigns", status="paused")["total"] == 1
    if before["issue"]["waiting"]:
        assert tenant.member.post(f"/campaigns/{id}/resume", expect=200)["status"] == "sending"
    assert tenant.wait_until_settled(id)["counts"]["delivery"]["delivered"] == 200


def test_a_stopped_campaign_pays_only_for_what_went_out(tenant: Tenant, system: System):
    known = {coupon["tr_id"] for coupon in system.oracle()}
    id = tenant.release(tenant.draft_for(people(200)))

    assert tenant.member.post(f"/campaigns/{id}/stop", {"reason": "상품을 잘못 고름"}, expect=200)["status"] == "stopped"
    eventually(lambda: tenant.campaign(id)["holds"] == [], "everything left is taken back", 30)

    counts = tenant.wait_until_settled(id)["counts"]
    issued = [coupon for coupon in system.oracle() if coupon["tr_id"] not in known]
    assert counts["issue"]["cancelled"] + counts["issue"]["issued"] + counts["issue"]["unconfirmed"] == 200
    assert counts["issue"]["issued"] == len(issued)
    assert counts["delivery"]["delivered"] + counts["delivery"]["withdrawn"] == 200
    assert tenant.member.post(f"/campaigns/{id}/resume", expect=409)["code"] == "not_allowed_now"
    assert tenant.member.post(f"/campaigns/{id}/stop", expect=200)["status"] == "stopped"


def test_a_scheduled_campaign_can_be_stopped_before_anything_is_issued(tenant: Tenant):
    at = time.strftime("%Y-%m-%dT%H:%M:00+09:00", time.gmtime(time.time() + 9 * 3600 + 7200))
    id = tenant.release(tenant.draft_for(people(3), scheduledAt=at))

    tenant.member.post(f"/campaigns/{id}/stop", expect=200)
    eventually(lambda: tenant.campaign(id)["counts"]["issue"]["cancelled"] == 3, "all are taken back", 30)

    assert tenant.campaign(id)["counts"]["delivery"]["withdrawn"] == 3


def test_somebody_elses_campaign_is_not_found(tenant: Tenant, other_tenant: Tenant):
    id = tenant.release(tenant.draft_for(people(1)), key=new_key())

    for act in ("pause", "resume", "stop"):
        other_tenant.member.post(f"/campaigns/{id}/{act}", expect=404)
