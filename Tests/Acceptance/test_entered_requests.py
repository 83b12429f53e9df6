"""What people and programs enter into requests: their signs, times, blanks and repeated wishes, as they really come."""

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from harness.api import new_key
from harness.campaigns import Tenant
from harness.people import people
from harness.system import System


def apart(text: str) -> str:
    """As a Mac types it: every syllable in its letters."""
    return unicodedata.normalize("NFD", text)


def test_texts_typed_on_a_mac_are_put_together_before_they_go_out(system: System, tenant: Tenant):
    person = people(1)[0]
    words = {"eventName": "맥 감사", "title": "감사 쿠폰", "message": "{이름}님께 감사 쿠폰을 드립니다."}
    draft = tenant.draft_for([person]) | {name: apart(text) for name, text in words.items()}
    draft["recipients"][0]["name"] = apart("김하늘")

    campaign = tenant.wait_until_settled(tenant.release(draft))

    assert {name: campaign[name] for name in words} == words
    sent = [message for message in system.messages() if message["PHONE"] == person.phone]
    assert [message["MSG"] for message in sent] == ["김하늘님께 감사 쿠폰을 드립니다."]
    assert tenant.member.get("/campaigns", q=apart("맥 감사"))["total"] == 1


@pytest.mark.parametrize("sign, name", [("\x00", "NUL"), ("\x0b", "VT"), ("\x1b", "ESC")])
@pytest.mark.parametrize("field", ["message", "title", "eventName"])
def test_control_characters_are_refused_with_place_and_name(tenant: Tenant, field: str, sign: str, name: str):
    draft = tenant.draft_for(people(1)) | {field: f"감사{sign}합니다"}

    problem = tenant.member.post("/campaigns", draft, expect=422)

    (error,) = problem["errors"]
    assert error["field"] == field and "3번째" in error["message"] and name in error["message"]


@pytest.mark.parametrize("message", ["{성명}님 감사합니다", "{{ 이름 }}님 감사합니다", "｛이름｝님 감사합니다"])
def test_fields_that_do_not_exist_are_refused_with_those_that_do(tenant: Tenant, message: str):
    problem = tenant.member.post("/campaigns", tenant.draft_for(people(1), message=message), expect=422)

    (error,) = problem["errors"]
    assert error["field"] == "message" and "{이름}, {상품명}, {유효기간}, {쿠폰번호}" in error["message"]


@pytest.mark.parametrize("time", ["", "2030-11-31T10:00:00+09:00", "2030-11-30T24:00:00+09:00", "2030-11-30T10:00:60+09:00", "soon"])
def test_times_that_do_not_exist_are_refused(tenant: Tenant, time: str):
    problem = tenant.member.post("/campaigns", tenant.draft_for(people(1), scheduledAt=time), expect=422)
    assert [error["field"] for error in problem["errors"]] == ["scheduledAt"]

    scheduled = tenant.release(tenant.draft_for(people(1), scheduledAt=tomorrow()))
    problem = tenant.member.post(f"/campaigns/{scheduled}/reschedule", {"scheduledAt": time}, expect=422)
    assert [error["field"] for error in problem["errors"]] == ["scheduledAt"]


def test_a_body_written_otherwise_is_the_same_wish(tenant: Tenant):
    draft, key = tenant.draft_for(people(2)), new_key()
    first = tenant.release(draft, key=key)
    turned = dict(reversed(draft.items())) | {"confirmCount": 2.0}

    for text in (json.dumps(turned, indent=3), json.dumps(draft, ensure_ascii=False), apart(json.dumps(draft, ensure_ascii=False))):
        again = tenant.member.send(
            "POST", "/campaigns", data=text.encode(), headers={"Content-Type": "application/json", "Idempotency-Key": key}
        )
        assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (202, "true")
        assert again.json()["id"] == first
    assert tenant.member.get("/campaigns")["total"] == 1


def test_the_same_campaign_within_minutes_is_refused_with_the_first_unless_it_is_meant(tenant: Tenant):
    draft = tenant.draft_for(people(3))
    first = tenant.release(draft)

    for key in (None, new_key()):
        problem = tenant.member.post("/campaigns", draft, expect=409, key=key)
        assert (problem["code"], problem["campaignId"]) == ("sent_moments_ago", first)
    tenant.member.post("/campaigns", draft | {"sendAgain": True}, expect=202)
    assert tenant.member.get("/campaigns")["total"] == 2


def test_of_many_at_once_with_keys_of_their_own_one_is_registered(tenant: Tenant):
    draft = tenant.draft_for(people(5))

    def send(_: int) -> int:
        return tenant.member.send("POST", "/campaigns", json=draft, headers={"Idempotency-Key": new_key()}).status_code

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(send, range(20)))

    assert answers.count(202) == 1 and set(answers) == {202, 409}
    assert tenant.member.get("/campaigns")["total"] == 1


def test_events_that_differ_in_an_emoji_are_different_events(tenant: Tenant):
    person = people(1)[0]
    tenant.release(tenant.draft_for([person], eventName="감사제 🍁"))

    def received(event: str) -> int:
        counts = tenant.member.post("/recipients/parse", {"text": person.hyphenated, "eventName": event})["counts"]
        return counts["received"]

    assert received("감사제 🎄") == 0
    assert received("감사제 🍁") == 1
    assert received(apart("감사제  🍁")) == 1
    assert tenant.member.get("/campaigns", event="🎄")["total"] == 0


def test_every_way_of_writing_a_number_finds_the_coupon(tenant: Tenant):
    phone = people(1)[0].phone
    listed = {"name": "최민지", "phone": phone}
    tenant.wait_until_settled(tenant.release(tenant.draft(recipients=[listed], confirmCount=1)))
    middle, last = phone[3:7], phone[7:]
    spellings = [
        f"\u202a010-{middle}-{last}\u202c", f"\u2068010-{middle}-{last}\u2069", f"10{middle}{last}", f"10-{middle}-{last}",
        f"0082 10-{middle}-{last}", f"010ㅡ{middle}ㅡ{last}", f"{middle}-{last}", f"\u200e{last}",
        "".join(chr(ord(sign) + 0xFEE0) for sign in f"010-{middle}-{last}"),
    ]  # fmt: skip

    for spelling in spellings:
        found = tenant.member.get("/coupons", q=spelling)
        assert found["total"] == 1, ascii(spelling)


def test_a_plus_in_a_query_is_a_blank(tenant: Tenant):
    tenant.release(tenant.draft_for(people(1), eventName="겨울 이벤트"))

    for query in ("q=겨울+이벤트", "q=겨울%20이벤트", "event=%EA%B2%A8%EC%9A%B8+이벤트"):
        assert tenant.member.get(f"/campaigns?{query}")["total"] == 1, query


def test_what_is_done_to_a_campaign_is_done_once_for_a_key(tenant: Tenant):
    id = tenant.release(tenant.draft_for(people(1), scheduledAt=tomorrow()))

    for act, body in (("pause", {"reason": "점검"}), ("resume", {}), ("reschedule", {"scheduledAt": tomorrow(2)}), ("stop", {})):
        path, headers = f"/campaigns/{id}/{act}", {"Idempotency-Key": new_key()}
        first, again = (tenant.member.send("POST", path, json=body, headers=headers) for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200), (act, again.text)
        assert again.headers.get("Idempotency-Replayed") == "true", act
        other = tenant.member.send("POST", path, json=body | {"reason": "다른 뜻"}, headers=headers)
        assert other.status_code == 422, act


def test_a_coupon_is_cancelled_once_for_a_key(tenant: Tenant):
    campaign = tenant.release(tenant.draft_for(people(1)))
    tenant.wait_until_settled(campaign)
    path, key = f"/coupons/{tenant.coupons(campaign)[0]['id']}/cancel", new_key()

    first, again = (
        tenant.member.send("POST", path, json={"reason": "고객 요청"}, headers={"Idempotency-Key": key}) for _ in range(2)
    )

    assert first.status_code in (200, 202) and again.status_code == first.status_code
    assert again.json() == first.json() and again.headers.get("Idempotency-Replayed") == "true"
    tenant.member.post(path, {"reason": "다른 이유"}, expect=422, key=key)


def tomorrow(days: int = 1) -> str:
    time = datetime.now(timezone(timedelta(hours=9))) + timedelta(days=days)
    return time.replace(hour=11, microsecond=0).isoformat()
