"""A spreadsheet goes in, and every recipient holds a coupon that the till can read."""

from harness.campaigns import Tenant
from harness.evidence import assert_each_got_a_readable_coupon
from harness.people import Person, people
from harness.spreadsheets import libreoffice_file, openpyxl_file
from harness.system import System


def test_every_recipient_of_a_spreadsheet_written_by_openpyxl_gets_a_readable_coupon(system: System, tenant: Tenant):
    recipients = people(40)

    finished = send_spreadsheet(tenant, "수신자.xlsx", openpyxl_file(recipients), recipients)

    assert finished["counts"]["delivery"]["delivered"] == finished["counts"]["total"] == len(recipients)
    assert_each_got_a_readable_coupon(system, recipients)


def test_every_recipient_of_a_spreadsheet_written_by_libreoffice_gets_a_readable_coupon(system: System, tenant: Tenant):
    file, recipients = libreoffice_file()

    finished = send_spreadsheet(tenant, "수신자.xlsx", file, recipients)

    assert finished["counts"]["delivery"]["delivered"] == len(recipients)
    assert_each_got_a_readable_coupon(system, recipients)


def test_the_result_of_each_recipient_is_on_the_list(system: System, tenant: Tenant):
    recipients = people(12)

    campaign = tenant.release(tenant.draft_for(recipients))
    tenant.wait_until_settled(campaign)

    listed = tenant.coupons(campaign)
    assert sorted(coupon["phone"] for coupon in listed) == sorted(person.masked for person in recipients)
    assert {(coupon["issue"], coupon["delivery"], coupon["redemption"]) for coupon in listed} == {
        ("issued", "delivered", "unused")
    }
    told = str(listed)
    for person in recipients:
        assert person.phone not in told and person.hyphenated not in told, "a list shows a number in full"


def test_a_recipient_with_a_quantity_gets_that_many_coupons(system: System, tenant: Tenant):
    [person] = people(1)
    draft = tenant.draft(recipients=[{"name": person.name, "phone": person.phone, "quantity": 3}], confirmCount=1)

    finished = tenant.wait_until_settled(tenant.release(draft))

    assert finished["counts"]["total"] == 3
    rows = [row for row in system.messages() if row["PHONE"] == person.phone]
    assert len(rows) == 3 and len({row["MMS_FILE_LIST"] for row in rows}) == 3


def test_a_coupon_is_found_by_phone_by_last_digits_by_barcode_and_by_transaction(system: System, tenant: Tenant):
    recipients = people(3)
    tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients)))
    person = recipients[1]
    [row] = [row for row in system.messages() if row["PHONE"] == person.phone]
    [order] = [order for order in system.oracle() if order["tr_id"] == row["CLIENT_KEY"]]

    searches = [person.hyphenated, person.phone, person.phone[-4:], order["barcodes"][0], order["order_id"], order["tr_id"]]
    for search in searches:
        found = tenant.member.get("/coupons", q=search)["items"]
        assert person.masked in [coupon["phone"] for coupon in found], f"{search} finds nothing"
        shown = str(found)
        assert order["barcodes"][0] not in shown and person.phone not in shown, "the search shows more than it may"


def send_spreadsheet(tenant: Tenant, name: str, file: bytes, recipients: list[Person]) -> dict:
    parsed = tenant.member.upload("/recipients/parse", name, file)
    assert parsed["counts"]["rows"] == parsed["counts"]["valid"] == len(recipients)
    assert parsed["problems"] == []
    draft = tenant.draft(importId=parsed["importId"], confirmCount=len(recipients))
    return tenant.wait_until_settled(tenant.release(draft))
