"""Whatever a client repeats, a campaign is released once."""

from concurrent.futures import ThreadPoolExecutor

from harness.api import new_key
from harness.campaigns import Tenant
from harness.people import people


def test_the_same_key_and_body_get_the_stored_answer(tenant: Tenant):
    draft, key = tenant.draft_for(people(2)), new_key()

    first = tenant.member.post("/campaigns", draft, expect=202, key=key)
    again = tenant.member.post("/campaigns", draft, expect=202, key=key)

    assert again["id"] == first["id"]
    assert tenant.member.get("/campaigns")["total"] == 1


def test_the_same_key_with_another_body_is_refused(tenant: Tenant):
    key = new_key()
    tenant.release(tenant.draft_for(people(2)), key=key)

    problem = tenant.member.post("/campaigns", tenant.draft_for(people(3)), expect=422, key=key)

    assert problem["code"] == "idempotency_key_reused"
    assert tenant.member.get("/campaigns")["total"] == 1


def test_fifty_requests_at_once_with_one_key_register_one_campaign(tenant: Tenant):
    draft, key = tenant.draft_for(people(5)), new_key()

    def send(_: int) -> int:
        return tenant.member.send("POST", "/campaigns", json=draft, headers={"Idempotency-Key": key}).status_code

    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(send, range(50)))

    assert set(answers) <= {202, 409} and 202 in answers
    assert tenant.member.get("/campaigns")["total"] == 1


def test_a_count_other_than_the_recipients_releases_nothing(tenant: Tenant):
    draft = tenant.draft_for(people(3)) | {"confirmCount": 4}

    problem = tenant.member.post("/campaigns", draft, expect=422, key=new_key())

    assert "confirmCount" in [error["field"] for error in problem["errors"]]
    assert tenant.member.get("/campaigns")["total"] == 0
