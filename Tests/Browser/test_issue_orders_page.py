"""확인 필요 and the acts of C/S that need COUFUN, by clicking."""

import time

import requests

from harness.browser import Browser
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.people import people
from harness.system import ADMIN_LOGIN, ADMIN_PASSWORD, System


def sign_in(browser: Browser, login_id: str, password: str) -> None:
    browser.open("/login")
    browser.type("login-id", login_id)
    browser.type("login-password", password)
    browser.click("login-submit")
    browser.see("user-menu")


def test_an_open_order_is_settled_by_what_coufun_says(browser: Browser, system: System, tenant: Tenant):
    with system.chaos({"call": "create", "pocId": tenant.poc_id, "faults": ["replyLost"]}):
        campaign = tenant.release(tenant.draft_for(people(1)))
        tenant.wait_until_settled(campaign)
    [order] = [o for o in system.administrator().get("/admin/issue-orders", size=200)["items"] if o["campaignId"] == campaign]
    [barcode] = [b for o in system.oracle() if o["tr_id"] == order["trId"] for b in o["barcodes"]]
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)

    browser.open("/admin/issue-orders")
    browser.screenshot("issue-orders")
    browser.script(f"document.querySelector('[data-resolve=\"{order['id']}\"]').click()")
    browser.click("outcome-issued")
    browser.type("barcodes", barcode)
    browser.type("evidence", "공급사 담당자 메일 회신 (11월 22일)")
    browser.screenshot("issue-orders-dialog")
    browser.click("resolve-submit")
    shown = "return document.body.innerText"
    browser.until(lambda: order["trId"] not in browser.script(shown), "the order is off the list")

    assert tenant.wait_until_settled(campaign)["counts"]["delivery"]["delivered"] == 1


def test_an_agent_asks_for_the_live_status_and_cancels(browser: Browser, system: System, tenant: Tenant):
    campaign = tenant.release(tenant.draft_for(people(1)))
    tenant.wait_until_settled(campaign)
    [coupon] = tenant.coupons(campaign)
    sign_in(browser, tenant.login_id, MEMBER_PASSWORD)

    browser.open(f"/coupons/{coupon['id']}")
    browser.click("check-status")
    browser.until(lambda: "공급사 확인" in browser.script("return document.body.innerText"), "the status is asked")
    browser.screenshot("coupon-checked")
    browser.click("action-cancel")
    browser.type("cancel-reason", "고객 요청")
    browser.type("cancel-word", "취소")
    browser.screenshot("coupon-cancel-dialog")
    browser.click("cancel-submit")

    browser.until(lambda: "취소됨" in browser.script("return document.body.innerText"), "the coupon is cancelled")
    browser.screenshot("coupon-cancelled")
    assert tenant.member.get(f"/coupons/{coupon['id']}")["issue"] == "cancelled"


def test_every_exchange_of_a_coupon_and_what_waits_for_one_is_seen(browser: Browser, system: System, tenant: Tenant):
    [product] = [product for product in tenant.products() if product["name"] == "GS25 모바일 금액권 10,000원"]
    campaign = tenant.release(tenant.draft_for(people(1), goodsId=product["goodsId"]))
    tenant.wait_until_settled(campaign)
    [coupon] = tenant.coupons(campaign)
    [barcode] = [b for o in system.oracle() if o["tr_id"] == coupon["trId"] for b in o["barcodes"]]
    system.redeem(barcode, price=3000, branch="강남점")
    system.redeem(barcode, price=4000, branch="서초점")
    unknown = str(time.time_ns())[:16]
    stranger = {"BARCODE_NUM": unknown, "STATUS": "001", "EXCHANGE_DATE": "20261120180200", "BRANCH_NAME": "역삼점",
                "PRICE": "4500", "BALANCE": "0"}  # fmt: skip
    requests.post(system.webhook_url, json=stranger, timeout=10).raise_for_status()
    sign_in(browser, ADMIN_LOGIN, ADMIN_PASSWORD)

    browser.open(f"/coupons/{coupon['id']}")
    shown = browser.script("return document.body.innerText")
    browser.screenshot("coupon-exchanges")
    browser.open("/admin/system")
    browser.screenshot("system-alert-link")
    browser.script("document.querySelector('[data-testid=alert-link][href=\"/admin/exchange-events\"]').click()")
    browser.see("exchange-events")
    browser.screenshot("exchange-events")
    masked = f"{unknown[:4]} **** **** {unknown[-4:]}"
    assert masked in browser.script("return document.body.innerText")
    browser.click("set-aside")
    browser.until(lambda: masked not in browser.script("return document.body.innerText"), "it is set aside")

    assert "강남점 · 3,000원 · 잔액 7,000원" in shown and "서초점 · 4,000원 · 잔액 3,000원" in shown
    assert "일부 사용" in shown
