"""A member sees the own company and nothing else."""

from collections.abc import Iterator

import pytest

from harness.api import Client
from harness.campaigns import Tenant
from harness.people import people
from harness.system import System


@pytest.fixture
def foreign(system: System, other_tenant: Tenant) -> Iterator[dict]:
    """Of another company: a campaign that went out, one of its coupons, an import, and what can be searched for."""
    [person] = people(1)
    parsed = other_tenant.member.post("/recipients/parse", {"text": person.phone})
    campaign = other_tenant.release(other_tenant.draft_for([person]))
    other_tenant.wait_until_settled(campaign)
    [coupon] = other_tenant.coupons(campaign)
    [row] = [row for row in system.messages() if row["PHONE"] == person.phone]
    [order] = [order for order in system.oracle() if order["tr_id"] == row["CLIENT_KEY"]]
    yield {"person": person, "campaign": campaign, "coupon": coupon["id"], "import": parsed["importId"], "order": order}


def test_lists_of_another_company_are_empty(tenant: Tenant, foreign: dict):
    assert tenant.member.get("/campaigns")["items"] == []
    assert tenant.member.get("/campaigns", companyId="01ARZ3NDEKTSV4RRFFQ69G5FAV")["items"] == []
    order, person = foreign["order"], foreign["person"]
    for search in (person.phone, person.phone[-4:], order["barcodes"][0], order["order_id"], order["tr_id"]):
        assert tenant.member.get("/coupons", q=search)["items"] == [], search


def test_details_of_another_company_do_not_exist(tenant: Tenant, foreign: dict):
    campaign, coupon = foreign["campaign"], foreign["coupon"]
    for path in (f"/campaigns/{campaign}", f"/campaigns/{campaign}/coupons", f"/campaigns/{campaign}/events", f"/coupons/{coupon}"):
        assert tenant.member.send("GET", path).status_code == 404, path


def test_an_import_of_another_company_cannot_be_sent_to(tenant: Tenant, foreign: dict):
    draft = tenant.draft(importId=foreign["import"], confirmCount=1)

    tenant.member.post("/campaigns", draft, expect=422)

    assert tenant.member.get("/campaigns")["total"] == 0


def test_the_callback_number_of_another_company_cannot_be_used(system: System, tenant: Tenant, other_tenant: Tenant):
    number = {"companyId": other_tenant.id, "number": "16001111", "label": "남의 번호"}
    system.administrator().post("/admin/callback-numbers", number, expect=201)

    problem = tenant.member.post("/campaigns", tenant.draft_for(people(1), callbackNumber="16001111"), expect=422)

    assert "callbackNumber" in [error["field"] for error in problem["errors"]]


@pytest.mark.parametrize("path", ["/admin/users", "/admin/companies", "/admin/callback-numbers"])
def test_a_member_may_not_administer(tenant: Tenant, path: str):
    assert tenant.member.get(path, expect=403)["code"] == "forbidden"


@pytest.mark.parametrize("path", ["/auth/me", "/products", "/campaigns", "/coupons?q=1234", "/admin/users"])
def test_nobody_sees_anything_without_signing_in(system: System, path: str):
    answer = Client(system.url).send("GET", path)

    assert answer.status_code == 401
    assert answer.json()["code"]


def test_a_signed_out_token_is_worth_nothing(tenant: Tenant):
    tenant.member.post("/auth/logout", expect=204)

    assert tenant.member.send("GET", "/auth/me").status_code == 401
