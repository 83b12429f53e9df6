"""Looks of cards: kept by administrators, version by version, and pictures that nobody should trust."""

import copy
import select
import socket
import struct
import zlib
from typing import Any

import pytest

from harness.api import Client, is_korean
from harness.campaigns import Tenant
from harness.evidence import messages_by_phone
from harness.people import people
from harness.pictures import read_picture
from harness.programs import eventually
from harness.system import System

TEMPLATES = "/admin/templates"


def test_a_released_campaign_keeps_its_look_when_the_template_changes(system: System, tenant: Tenant):
    administrator = system.administrator()
    template = administrator.post(TEMPLATES, {"name": "높이 980", "layout": plain_layout(administrator, 980)}, expect=201)
    before, after = people(6), people(6)

    first = tenant.release(tenant.draft_for(before, templateId=template["id"]))
    changed = administrator.patch(
        f"{TEMPLATES}/{template['id']}", {"version": 1, "layout": plain_layout(administrator, 1100)}
    )
    second = tenant.release(tenant.draft_for(after, templateId=template["id"]))
    for campaign in (first, second):
        tenant.wait_until_settled(campaign)

    assert changed["version"] == 2
    for recipients, height in ((before, 980), (after, 1100)):
        rows = messages_by_phone(system, recipients)
        pictures = [read_picture(row["MMS_FILE_LIST"]) for row in rows.values()]
        assert {(picture.width, picture.height) for picture in pictures} == {(640, height)}
        assert all(len(picture.barcodes) == 1 for picture in pictures)


def test_a_template_that_is_taken_back_cannot_be_chosen_any_more(system: System, tenant: Tenant):
    administrator = system.administrator()
    body = {"name": "지난 계절", "companyId": tenant.id, "layout": plain_layout(administrator, 960)}
    template = administrator.post(TEMPLATES, body, expect=201)
    draft = tenant.draft_for(people(1), templateId=template["id"])

    administrator.send("DELETE", f"{TEMPLATES}/{template['id']}")

    problem = tenant.member.post("/campaigns", draft, expect=422)
    assert [error["field"] for error in problem["errors"]] == ["templateId"]


def test_a_template_of_one_company_is_unknown_to_another(system: System, tenant: Tenant, other_tenant: Tenant):
    administrator = system.administrator()
    body = {"name": "하늘만", "companyId": tenant.id, "layout": plain_layout(administrator, 960)}
    template = administrator.post(TEMPLATES, body, expect=201)

    problem = other_tenant.member.post(
        "/campaigns", other_tenant.draft_for(people(1), templateId=template["id"]), expect=422
    )

    assert [error["field"] for error in problem["errors"]] == ["templateId"]


def png(width: int, height: int) -> bytes:
    """Real from its first byte to its last: one bit a pixel, all of them black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" * (1 + (width + 7) // 8)
    squeezer = zlib.compressobj(9)
    data = b"".join(squeezer.compress(row * 100) for _ in range(height // 100)) + squeezer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def cmyk_jpeg() -> bytes:
    """Eight pixels square in four inks, every block the same grey: the smallest that a printer's program writes."""

    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    one_code = b"\x01" + b"\0" * 15 + b"\0"
    return (
        b"\xff\xd8"
        + segment(0xEE, b"Adobe\0\x64\0\0\0\0\0")
        + segment(0xDB, b"\0" + b"\x10" * 64)
        + segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 4) + b"".join(bytes([ink, 0x11, 0]) for ink in range(1, 5)))
        + segment(0xC4, b"\x00" + one_code)
        + segment(0xC4, b"\x10" + one_code)
        + segment(0xDA, b"\x04" + b"".join(bytes([ink, 0]) for ink in range(1, 5)) + b"\0\x3f\0")
        + b"\0\xff\xd9"
    )


BAD_PICTURES = {
    "20,000 by 20,000 pixels": ("huge.png", lambda _: png(20_000, 20_000), 422, "20,000 × 20,000픽셀"),
    "a JPEG that breaks off": ("cut.jpg", lambda card: card[: len(card) // 2], 422, "손상"),
    "an SVG called PNG": ("logo.png", lambda _: b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "JPEG나 PNG 그림이 아니"),
    "four inks": ("print.jpg", lambda _: cmyk_jpeg(), 422, "CMYK"),
    "eleven megabytes": ("big.jpg", lambda card: card + b"\0" * 11_000_000, 413, "10MB"),
    "nothing": ("empty.jpg", lambda _: b"", 422, "JPEG나 PNG 그림이 아니"),
}


@pytest.mark.parametrize("kind", BAD_PICTURES)
def test_a_picture_that_cannot_be_used_is_refused_in_words(system: System, kind: str):
    administrator = system.administrator()
    name, make, status, words = BAD_PICTURES[kind]

    problem = administrator.upload(background(640, 960), name, make(a_card(administrator)), expect=status)

    assert words in problem["detail"] and is_korean(problem["detail"])
    assert administrator.get(TEMPLATES)["total"] > 0, "it serves on"


def test_two_hundred_megabytes_are_refused_before_they_have_come(system: System):
    administrator = system.administrator()
    address = administrator.url.removeprefix("http://").split(":")
    token = administrator._session.headers["Authorization"]
    head = (
        f"POST /api/v1{background(640, 960)} HTTP/1.1\r\nHost: {':'.join(address)}\r\nAuthorization: {token}\r\n"
        f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {200_000_000}\r\n\r\n--b\r\n"
        'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    )
    before = resident_megabytes(system)
    with socket.create_connection((address[0], int(address[1])), timeout=30) as connection:
        connection.sendall(head.encode())
        sent, answer = 0, b""
        while sent < 200_000_000 and not answer:
            readable, writable, _ = select.select([connection], [connection], [], 30)
            try:
                if readable:
                    answer = connection.recv(65_536)
                elif writable:
                    sent += connection.send(b"\xff" * 65_536)
            except ConnectionError:
                break

    assert b" 413 " in answer.split(b"\r\n")[0], answer[:300]
    assert sent < 60_000_000, "it was read to the end"
    assert resident_megabytes(system) - before < 100
    eventually(lambda: administrator.get(TEMPLATES)["total"] > 0, "it serves on", 30)


def test_a_good_picture_becomes_the_background_of_real_cards(system: System, tenant: Tenant):
    administrator = system.administrator()
    layout = plain_layout(administrator, 960)
    layout["background"] = administrator.upload(background(640, 960), "배경.jpg", a_card(administrator))
    template = administrator.post(TEMPLATES, {"name": "사진 배경", "layout": layout}, expect=201)
    recipients = people(2)

    tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients, templateId=template["id"])))

    for row in messages_by_phone(system, recipients).values():
        assert len(read_picture(row["MMS_FILE_LIST"]).barcodes) == 1


def plain_layout(administrator: Client, height: int) -> dict[str, Any]:
    plain = administrator.get(TEMPLATES, size=200)["items"]
    [one] = [template for template in plain if template["builtIn"] and template["name"].startswith("기본")]
    layout = copy.deepcopy(administrator.get(f"{TEMPLATES}/{one['id']}")["layout"])
    return layout | {"height": height}


def a_card(administrator: Client) -> bytes:
    one = administrator.get(TEMPLATES)["items"][0]
    return administrator.get(f"{TEMPLATES}/{one['id']}/sample.jpg").content


def background(width: int, height: int) -> str:
    return f"{TEMPLATES}/background?width={width}&height={height}"


def resident_megabytes(system: System) -> float:
    with open(f"/proc/{system.program.pid}/statm") as status:
        return int(status.read().split()[1]) * 4096 / 1e6
