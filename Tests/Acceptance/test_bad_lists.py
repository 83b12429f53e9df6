"""What is wrong with a list is said in Korean with its row, and nothing of it is half registered."""

import pytest

from harness.api import Client, is_korean, new_key
from harness.campaigns import Tenant
from harness.people import people
from harness.spreadsheets import openpyxl_file, workbook


def test_a_file_without_a_column_of_numbers_names_the_columns_it_has(tenant: Tenant):
    file = workbook([["이름", "주소"], ["김하나", "서울"], ["이두리", "부산"]])

    problem = tenant.member.upload("/recipients/parse", "주소록.xlsx", file, expect=422)

    assert "주소" in problem["detail"] and "휴대폰" in problem["detail"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("빈파일.xlsx", b""),
        ("빈파일.csv", b""),
        ("빈시트.xlsx", workbook([])),
        ("제목만.xlsx", workbook([["이름", "휴대폰번호"]])),
    ],
    ids=["no bytes as xlsx", "no bytes as csv", "no cells", "only a heading"],
)
def test_an_empty_list_is_refused(tenant: Tenant, name: str, file: bytes):
    problem = tenant.member.upload("/recipients/parse", name, file, expect=422)

    assert is_korean(problem["detail"])


def test_a_text_file_renamed_to_xlsx_is_read_for_what_it_is(tenant: Tenant):
    parsed = tenant.member.upload("/recipients/parse", "수신자.xlsx", "이름,휴대폰\n김하나,01020001234".encode())

    assert [(row["name"], row["phone"]) for row in parsed["rows"]] == [("김하나", "010-2000-1234")]


def test_a_file_under_document_security_is_refused_with_advice_that_works(tenant: Tenant):
    locked = b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM" + bytes(range(256))

    problem = tenant.member.upload("/recipients/parse", "명단.xlsx", locked, expect=422)

    assert problem["code"] == "file_under_document_security" and "해제" in problem["detail"]


def test_a_file_of_1001_recipients_is_refused_as_a_whole(tenant: Tenant):
    problem = tenant.member.upload("/recipients/parse", "많음.xlsx", openpyxl_file(people(1001)), expect=422)

    assert "1,000" in problem["detail"]


def test_a_file_of_1000_recipients_is_taken(tenant: Tenant):
    parsed = tenant.member.upload("/recipients/parse", "천명.xlsx", openpyxl_file(people(1000)))

    assert parsed["counts"]["valid"] == 1000


def test_a_landline_number_is_named_with_its_row(tenant: Tenant):
    good = people(2)
    file = workbook([["이름", "휴대폰번호"], [good[0].name, good[0].phone], ["최사무", "02-123-4567"], [good[1].name, good[1].phone]])

    parsed = tenant.member.upload("/recipients/parse", "수신자.xlsx", file)

    assert (parsed["counts"]["valid"], parsed["counts"]["invalid"]) == (2, 1)
    [problem] = parsed["problems"]
    assert problem["row"] == 3 and problem["field"] == "phone" and problem["value"] == "02-123-4567"
    assert is_korean(problem["message"])


def test_a_number_that_comes_twice_is_left_out_once_with_its_row(tenant: Tenant):
    [person] = people(1)
    file = workbook([["이름", "휴대폰번호"], ["하나", person.phone], ["둘", person.hyphenated]])

    parsed = tenant.member.upload("/recipients/parse", "수신자.xlsx", file)

    assert (parsed["counts"]["valid"], parsed["counts"]["duplicate"]) == (1, 1)
    assert [problem["row"] for problem in parsed["problems"]] == [3]


def test_pasted_text_is_read_like_a_file(tenant: Tenant):
    first, second = people(2)

    parsed = tenant.member.post("/recipients/parse", {"text": f"{first.name}\t{first.hyphenated}\n{second.phone}\n"})

    assert [row["phone"].replace("-", "") for row in parsed["rows"]] == [first.phone, second.phone]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recipients": [{"name": "하나", "phone": "02-123-4567"}], "confirmCount": 1}, "recipients"),
        ({"recipients": [], "confirmCount": 0}, "recipients"),
        ({"goodsId": "9999999999"}, "goodsId"),
        ({"callbackNumber": "15990000"}, "callbackNumber"),
        ({"message": "가" * 1001}, "message"),
        ({"message": "축하합니다 😀"}, "message"),
        ({"title": "가" * 51}, "title"),
        ({"eventName": ""}, "eventName"),
        ({"purpose": "whatever"}, "purpose"),
        ({"confirmCount": 7}, "confirmCount"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_field_is_named_and_nothing_is_registered(tenant: Tenant, change: dict, field: str):
    draft = tenant.draft_for(people(2)) | change
    before = number_of_campaigns(tenant.member)

    problem = tenant.member.post("/campaigns", draft, expect=422, key=new_key())

    named = [error["field"] for error in problem["errors"]]
    assert any(name == field or name.startswith((f"{field}[", f"{field}.")) for name in named), named
    assert all(is_korean(error["message"]) for error in problem["errors"])
    assert number_of_campaigns(tenant.member) == before


def test_a_body_that_is_no_json_is_told_so(tenant: Tenant):
    answer = tenant.member.send("POST", "/campaigns", data=b"{not json", headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_json"


def number_of_campaigns(member: Client) -> int:
    return member.get("/campaigns")["total"]
