"""A company with everything it needs to send, and what is done with it."""

from itertools import count
from typing import Any

from harness.api import Client, new_key
from harness.people import Person
from harness.programs import eventually
from harness.system import System

MEMBER_PASSWORD = "member-of-a-company-42"


_number = count(1)


class Tenant:
    """A client company: its POC_ID, a registered callback number, a member of its staff."""

    def __init__(self, system: System, name: str):
        administrator = system.administrator()
        poc_id = self.poc_id = system.new_poc_id()
        self.id: str = administrator.post("/admin/companies", {"name": f"{name} {next(_number)}호점", "pocId": poc_id}, expect=201)["id"]
        self.callback_number = "0215771234"
        number = {"companyId": self.id, "number": "1577-1234", "label": "고객센터"}
        self.callback_number = administrator.post("/admin/callback-numbers", number, expect=201)["number"]
        self.login_id = f"member-{poc_id.lower()}"
        member = {
            "companyId": self.id, "loginId": self.login_id, "name": "김하늘", "role": "member", "password": MEMBER_PASSWORD,
        }  # fmt: skip
        administrator.post("/admin/users", member, expect=201)
        self.member: Client = system.anonymous().log_in(self.login_id, MEMBER_PASSWORD)

    def a_product(self) -> dict[str, Any]:
        """The first that may be sold, of one barcode each."""
        return next(product for product in self.products() if product["sellable"])

    def products(self) -> list[dict[str, Any]]:
        answer = self.member.get("/products", size=100)
        return answer["items"]

    def draft(self, **changes: Any) -> dict[str, Any]:
        draft = {
            "eventName": "가을 감사 이벤트",
            "goodsId": self.a_product()["goodsId"],
            "purpose": "information",
            "title": "감사 쿠폰",
            "message": "{이름} 님께 감사의 마음을 담아 쿠폰을 드립니다.",
            "callbackNumber": self.callback_number,
        }
        return draft | changes

    def draft_for(self, recipients: list[Person], **changes: Any) -> dict[str, Any]:
        listed = [{"name": person.name, "phone": person.hyphenated} for person in recipients]
        return self.draft(recipients=listed, confirmCount=len(listed), **changes)

    def release(self, draft: dict[str, Any], key: str | None = None) -> str:
        return self.member.post("/campaigns", draft, expect=202, key=key or new_key())["id"]

    def campaign(self, id: str) -> dict[str, Any]:
        return self.member.get(f"/campaigns/{id}")

    def coupons(self, id: str) -> list[dict[str, Any]]:
        """All of a campaign's, page by page."""
        found: list[dict[str, Any]] = []
        page = 1
        while True:
            answer = self.member.get(f"/campaigns/{id}/coupons", page=page, size=200)
            found += answer["items"]
            if len(found) >= answer["total"] or not answer["items"]:
                return found
            page += 1

    def wait_until_settled(self, id: str, seconds: float = 120) -> dict[str, Any]:
        """Waits until nothing of the campaign is on its way any more: every coupon is at the end or stands for people."""

        def is_settled() -> bool:
            counts = self.campaign(id)["counts"]
            issue, delivery = counts["issue"], counts["delivery"]
            moving = issue["waiting"] + issue["issuing"] + delivery["queued"] + delivery["pending"]
            never_to_be_sent = issue["failed"] + issue["unconfirmed"] + issue["cancelled"]
            return moving == 0 and delivery["waiting"] <= never_to_be_sent

        eventually(is_settled, "the campaign is settled", seconds, evidence=lambda: self.campaign(id)["counts"])
        return self.campaign(id)
