"""Lists as strangers really have them: each gives its people, or says openly what it cannot know."""

import json
from pathlib import Path

import pytest

from harness.api import Client, is_korean, new_key
from harness.campaigns import Tenant
from harness.spreadsheets import FIXTURES

FOLDER = FIXTURES / "lists"
CASES = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))
BY_ID = {case["id"]: case for case in CASES}


@pytest.mark.parametrize("case", [case for case in CASES if case["rows"] is not None], ids=lambda case: case["id"])
def test_a_list_gives_its_people(tenant: Tenant, case: dict):
    answer = parse(tenant.member, case)

    assert answer.status_code == 200, answer.text
    refused = [name for name in case.get("mayBeRefused", []) if name not in {row["name"] for row in answer.json()["rows"]}]
    assert people(answer.json()) == [tuple(row) for row in case["rows"] if row[0] not in refused], case["right"]
    assert answer.json()["counts"]["invalid"] == len(refused)
    assert answer.json()["columns"]["doubt"] == []


def test_half_of_a_list_on_another_sheet_is_named_and_can_be_chosen(tenant: Tenant):
    answer = parsed(tenant, "03")

    assert (answer["sheet"], len(answer["rows"])) == ("1차", 2)
    assert answer["sheets"] == [{"name": "1차", "people": 2}, {"name": "2차", "people": 2}]
    assert "2차" in warning(answer, "other_sheets")
    second = tenant.member.post(f"/recipients/imports/{answer['importId']}/check", {"sheet": "2차"})
    assert [row["name"] for row in second["rows"]] == ["최나무", "정들판"]


def test_hidden_rows_are_counted_and_come_when_they_are_wished(tenant: Tenant):
    answer = parsed(tenant, "01")

    assert answer["hidden"] == {"rows": 2, "included": False}
    assert "2개" in warning(answer, "hidden_rows")
    all_rows = tenant.member.post(f"/recipients/imports/{answer['importId']}/check", {"includeHidden": True})
    assert len(all_rows["rows"]) == 4 and all_rows["hidden"]["included"]


@pytest.mark.parametrize(("id", "wrong"), [("07", {2, 4}), ("07b", {2})])
def test_nobody_is_called_by_an_error_of_a_cell(tenant: Tenant, id: str, wrong: set[int]):
    answer = parsed(tenant, id)

    assert not [row["name"] for row in answer["rows"] if "#" in row["name"]]
    assert {problem["row"] for problem in answer["problems"]} == wrong
    assert warning(answer, "cell_errors")


@pytest.mark.parametrize("id", ["12", "12b"])
def test_formulas_that_nobody_computed_are_named(tenant: Tenant, id: str):
    answer = parse(tenant.member, BY_ID[id])

    assert answer.status_code == 422 and answer.json()["code"] == "formulas_without_values"
    assert "수식" in answer.json()["detail"]


def test_numbers_that_excel_has_rounded_go_to_nobody(tenant: Tenant):
    answer = parsed(tenant, "29b")

    assert answer["rows"] == []
    assert "12개 가운데 12개" in warning(answer, "rounded_numbers")


@pytest.mark.parametrize("id", ["13b", "29", "33"])
def test_numbers_that_are_not_whole_are_problems_of_their_rows(tenant: Tenant, id: str):
    answer = parsed(tenant, id)

    whole = {"13b": [], "29": ["010-2345-0003"], "33": []}[id]
    assert [row["phone"] for row in answer["rows"]] == whole
    assert answer["problems"] and all(is_korean(problem["message"]) for problem in answer["problems"])


@pytest.mark.parametrize("id", ["24", "27", "27b"])
def test_names_that_are_several_or_garbled_reach_nobody(tenant: Tenant, id: str):
    answer = parse(tenant.member, BY_ID[id])

    if answer.status_code == 200:
        for row in answer.json()["rows"]:
            assert is_korean(row["name"]) and not any(sign.isdigit() for sign in row["name"]), row
            assert row["name"] in (FOLDER / BY_ID[id]["file"]).read_bytes().decode("utf-8", "replace")
    else:
        assert answer.status_code == 422 and is_korean(answer.json()["detail"])


def test_quantities_are_never_more_than_was_meant(tenant: Tenant):
    meant = {"마1": 2, "마2": 2, "마3": 2, "마4": 3, "마5": 1, "마6": 2, "마10": 2, "마11": 2}

    for row in parsed(tenant, "42")["rows"]:
        assert row["quantity"] <= meant.get(row["name"], 1), row


@pytest.mark.parametrize("id", ["39", "39b", "39c"])
def test_files_that_are_no_lists_are_named_for_what_they_are(tenant: Tenant, id: str):
    answer = parse(tenant.member, BY_ID[id])

    assert answer.status_code == 422
    assert ("보안" if id != "39c" else "~$") in answer.json()["detail"], answer.json()["detail"]


def test_a_doubtful_list_is_neither_released_nor_looked_over_until_its_columns_are_confirmed(tenant: Tenant):
    text = "이름,연락처,연락처2\n김하늘,010-2345-0001,010-9999-0001\n이바다,010-2345-0002,010-9999-0002\n"
    answer = tenant.member.upload("/recipients/parse", "명단.csv", text.encode())

    [doubt] = answer["columns"]["doubt"]
    assert doubt["field"] == "phone"
    assert doubt["candidates"][0] == {"index": 1, "title": "연락처", "samples": ["010-2345-0001", "010-2345-0002"]}
    draft = tenant.draft(importId=answer["importId"], confirmCount=2)
    refused = tenant.member.post("/campaigns", draft, expect=409, key=new_key())
    looked = tenant.member.post("/campaigns/preflight", {"importId": answer["importId"]}, expect=409)
    merged = tenant.member.send(
        "POST", f"/recipients/imports/{answer['importId']}/merge", files={"file": ("명단.csv", text.encode())}
    )
    assert {refused["code"], looked["code"], merged.json()["code"]} == {"columns_unconfirmed"}
    assert tenant.member.get("/campaigns")["total"] == 0

    wish = {"columns": {"phone": 2, "name": 0, "quantity": None}}
    confirmed = tenant.member.post(f"/recipients/imports/{answer['importId']}/check", wish)

    assert confirmed["columns"]["doubt"] == []
    assert [row["phone"] for row in confirmed["rows"]] == ["010-9999-0001", "010-9999-0002"]
    tenant.release(tenant.draft(importId=confirmed["importId"], confirmCount=2))


def parsed(tenant: Tenant, id: str) -> dict:
    answer = parse(tenant.member, BY_ID[id])
    assert answer.status_code == 200, answer.text
    return answer.json()


def people(answer: dict) -> list[tuple[str, str, int]]:
    return [(row["name"], row["phone"], row["quantity"]) for row in answer["rows"]]


def warning(answer: dict, code: str) -> str:
    [message] = [one["message"] for one in answer["warnings"] if one["code"] == code]
    assert is_korean(message)
    return message


def parse(client: Client, case: dict):
    """As the case hands it over: pasted, or a file under the name or with the very header that it tells."""
    if "text" in case:
        return client.send("POST", "/recipients/parse", json={"text": case["text"]})
    content = Path(FOLDER, case["file"]).read_bytes()
    header = case.get("disposition")
    if header is None:
        name = case.get("uploadName", case["file"]).replace('"', "%22")
        header = f'form-data; name="file"; filename="{name}"'
    head = header["latin1"].encode("latin-1") if isinstance(header, dict) else header.encode()
    body = b"--frontier\r\nContent-Disposition: " + head + b"\r\n\r\n" + content + b"\r\n--frontier--\r\n"
    return client.send("POST", "/recipients/parse", data=body, headers={"Content-Type": "multipart/form-data; boundary=frontier"})
