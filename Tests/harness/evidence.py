"""Compares what we say with what the other sides know: COUFUN's oracle, the agent's tables, the pictures."""

from typing import Any

from harness.people import Person
from harness.pictures import read_picture
from harness.system import System

SUCCESS = {"00000", "10000"}


def barcodes_by_transaction(system: System) -> dict[str, list[str]]:
    """TR_ID → barcodes, after making sure that COUFUN issued nothing twice."""
    issued = system.oracle()
    transactions = [order["tr_id"] for order in issued]
    assert len(transactions) == len(set(transactions)), "a TR_ID was issued twice"
    barcodes = [barcode for order in issued for barcode in order["barcodes"]]
    assert len(barcodes) == len(set(barcodes)), "a barcode was issued twice"
    return {order["tr_id"]: order["barcodes"] for order in issued}


def messages_by_phone(system: System, recipients: list[Person]) -> dict[str, dict[str, Any]]:
    """The one message row of each recipient that has one; two of them are an error."""
    wanted = {person.phone for person in recipients}
    found: dict[str, dict[str, Any]] = {}
    for row in system.messages():
        if row["PHONE"] not in wanted:
            continue
        assert row["PHONE"] not in found, "a recipient got two messages"
        found[row["PHONE"]] = row
    return found


def assert_each_got_a_readable_coupon(system: System, recipients: list[Person]) -> None:
    """Each recipient: one message, one picture in it, and on that the barcode COUFUN issued for exactly this one."""
    issued = barcodes_by_transaction(system)
    messages = messages_by_phone(system, recipients)
    assert set(messages) == {person.phone for person in recipients}
    for person in recipients:
        assert_message_carries_its_coupon(messages[person.phone], person, issued)
    shown = [issued[row["CLIENT_KEY"]][0] for row in messages.values()]
    assert len(set(shown)) == len(recipients), "two recipients were sent the same coupon"


def assert_message_carries_its_coupon(row: dict[str, Any], person: Person, issued: dict[str, list[str]]) -> None:
    assert row["REQ_CH"] == "MMS" and row["TRAFFIC_TYPE"] == "normal"
    assert row["CLIENT_KEY"].isalnum() and len(row["CLIENT_KEY"]) <= 30
    assert person.name in row["MSG"], "the text does not greet its recipient"
    assert len(row["MSG"].encode("cp949")) <= 2000 and len(row["TITLE"].encode("cp949")) <= 100
    files = row["MMS_FILE_LIST"].split(",")
    assert len(files) == 1 and files[0].startswith("/") and files[0].endswith(".jpg")
    for secret in (person.phone, person.name):
        assert secret not in files[0], "the file's name tells who it is for"
    picture = read_picture(files[0])
    assert (picture.width, picture.height) == (640, 960)
    assert picture.size <= 300 * 1024
    assert picture.barcodes == [f"CODE-128:{issued[row['CLIENT_KEY']][0]}"], "the till would read something else"
