"""What a company's own system can do before a release: lists checked again and cut, drafts kept, everything looked over."""

from harness.api import new_key
from harness.campaigns import Tenant
from harness.people import people
from harness.programs import eventually
from harness.spreadsheets import openpyxl_file, workbook
from harness.system import System

DRAFT = "01K9ZZZZZZZZZZZZZZZZZZZZZZ"


def test_a_list_is_checked_again_with_other_wishes(tenant: Tenant):
    [person] = people(1)
    file = workbook([["이름", "휴대폰번호"], ["하나", person.phone], ["둘", person.phone]])
    parsed = tenant.member.upload("/recipients/parse", "수신자.xlsx", file)
    assert (parsed["counts"]["valid"], parsed["counts"]["duplicate"]) == (1, 1)

    again = tenant.member.post(f"/recipients/imports/{parsed['importId']}/check", {"duplicates": "all"})

    assert again["counts"]["valid"] == 2 and again["counts"]["coupons"] == 2
    first = tenant.member.get(f"/recipients/imports/{parsed['importId']}")
    assert first["counts"] == parsed["counts"], "the first list stays as it was"


def test_who_got_the_event_is_left_out_and_the_same_list_is_known_again(tenant: Tenant):
    before = people(3)
    id = tenant.release(tenant.draft_for(before, eventName="겨울 감사"))

    parsed = tenant.member.post(
        "/recipients/parse", {"text": "\n".join(f"{one.name}, {one.hyphenated}" for one in before), "eventName": "겨울 감사"}
    )

    assert (parsed["counts"]["valid"], parsed["counts"]["received"]) == (0, 3)
    [warning] = [one for one in parsed["warnings"] if one["code"] == "same_list"]
    assert warning["campaignId"] == id and "겨울 감사" in warning["message"]


def test_who_opted_out_is_left_out_and_counted(tenant: Tenant, system: System):
    listed = people(2)
    number = {"companyId": tenant.id, "phone": listed[0].phone}
    system.administrator().post("/admin/opt-outs", number, expect=201)

    parsed = tenant.member.upload("/recipients/parse", "명단.xlsx", openpyxl_file(listed))

    assert (parsed["counts"]["valid"], parsed["counts"]["optedOut"]) == (1, 1)
    assert [problem["code"] for problem in parsed["problems"]] == ["opted_out"]


def test_a_list_for_several_campaigns_is_released_part_by_part(tenant: Tenant):
    listed = people(1002)
    answer = tenant.member.send(
        "POST", "/recipients/parse", files={"file": ("많음.xlsx", openpyxl_file(listed))}, data={"split": "true"}
    ).json()
    assert [part["people"] for part in answer["parts"]] == [1000, 2]

    draft = tenant.draft(importId=answer["importId"], part=2, confirmCount=2)
    id = tenant.release(draft)
    refused = tenant.member.post("/campaigns", draft | {"part": 3}, expect=422, key=new_key())

    assert [error["field"] for error in refused["errors"]] == ["part"]
    tenant.wait_until_settled(id)
    assert {coupon["phone"] for coupon in tenant.coupons(id)} == {person.masked for person in listed[1000:]}


def test_a_draft_is_taken_by_its_release_and_by_no_second_one(tenant: Tenant, other_tenant: Tenant):
    send = tenant.member.send
    content = {"eventName": "초안", "message": "{이름} 님께"}
    assert send("PUT", f"/campaigns/drafts/{DRAFT}", json=content).status_code == 200
    assert [one["content"] for one in tenant.member.get("/campaigns/drafts")["items"]] == [content]
    assert other_tenant.member.get("/campaigns/drafts")["items"] == []
    other_tenant.member.get(f"/campaigns/drafts/{DRAFT}", expect=404)
    assert other_tenant.member.send("PUT", f"/campaigns/drafts/{DRAFT}", json=content).status_code == 404

    draft = tenant.draft_for(people(1), draftId=DRAFT)
    tenant.release(draft)
    refused = tenant.member.post("/campaigns", draft | {"title": "다른 제목"}, expect=409, key=new_key())

    assert refused["code"] == "not_allowed_now"
    assert tenant.member.get("/campaigns")["total"] == 1
    assert tenant.member.get("/campaigns/drafts")["items"] == []


def test_the_pre_flight_says_what_is_ready_and_a_stale_price_is_refused(tenant: Tenant):
    product = tenant.a_product()
    question = {"goodsId": product["goodsId"], "callbackNumber": tenant.callback_number, "coupons": 10}

    good = tenant.member.post("/campaigns/preflight", question | {"unitPrice": product["price"]})
    stale = tenant.member.post("/campaigns/preflight", question | {"unitPrice": product["price"] + 100})

    assert good["ready"] and {check["state"] for check in good["checks"]} == {"ready"}, good
    assert not stale["ready"]
    draft = tenant.draft_for(people(1), unitPrice=product["price"] + 100)
    assert tenant.member.post("/campaigns", draft, expect=422, key=new_key())["errors"][0]["field"] == "goodsId"


def test_a_test_goes_the_real_way_with_a_void_card_and_is_no_coupon(tenant: Tenant, system: System):
    [me] = people(1)
    known = len(system.oracle())
    draft = tenant.draft()
    wish = {name: draft[name] for name in ("goodsId", "title", "message", "callbackNumber")} | {"phone": me.hyphenated}

    id = tenant.member.post("/campaigns/test-send", wish, expect=202)["id"]
    eventually(lambda: tenant.member.get(f"/campaigns/test-sends/{id}")["state"] == "delivered", "the test arrives", 60)

    [row] = [row for row in system.messages() if row["PHONE"] == me.phone]
    assert row["CLIENT_KEY"] == f"T{id}" and "홍길동" in row["MSG"] and row["MMS_FILE_LIST"].endswith(".jpg")
    assert len(system.oracle()) == known, "a coupon was bought for a test"
    assert tenant.member.get("/campaigns")["total"] == 0
    assert tenant.member.get("/coupons", q=me.phone)["items"] == []


def test_a_test_of_an_advertisement_carries_what_the_law_wants_as_its_release_would(tenant: Tenant, system: System):
    [me] = people(1)
    system.administrator().patch(f"/admin/companies/{tenant.id}", {"optOutNumber": "080-123-4567"})
    draft = tenant.draft(purpose="advertisement")
    wish = {name: draft[name] for name in ("goodsId", "purpose", "title", "message", "callbackNumber")} | {"phone": me.phone}

    tenant.member.post("/campaigns/test-send", wish, expect=202)
    eventually(lambda: any(row["PHONE"] == me.phone for row in system.messages()), "the agent has it", 60)

    [row] = [row for row in system.messages() if row["PHONE"] == me.phone]
    assert row["TITLE"].startswith("(광고)") and row["MSG"].startswith("(광고)")
    assert "무료수신거부 080-123-4567" in row["MSG"]


def test_a_campaign_is_tried_out_too_and_a_wrong_number_is_told(tenant: Tenant, system: System, other_tenant: Tenant):
    [me] = people(1)
    id = tenant.release(tenant.draft_for(people(1)))

    test = tenant.member.post(f"/campaigns/{id}/test-send", {"phone": me.phone}, expect=202)["id"]
    wrong = tenant.member.post(f"/campaigns/{id}/test-send", {"phone": "02-123-4567"}, expect=422)
    other_tenant.member.post(f"/campaigns/{id}/test-send", {"phone": me.phone}, expect=404)

    assert wrong["errors"][0]["field"] == "phone"
    eventually(lambda: tenant.member.get(f"/campaigns/test-sends/{test}")["state"] == "delivered", "it arrives", 60)
    other_tenant.member.get(f"/campaigns/test-sends/{test}", expect=404)
    assert tenant.wait_until_settled(id)["counts"]["total"] == 1
