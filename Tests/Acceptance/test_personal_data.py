"""Names, numbers and barcodes lie nowhere in clear but where the agent must read them."""

from harness.campaigns import Tenant
from harness.people import people
from harness.system import System


def test_no_table_of_ours_and_no_log_holds_them_in_clear(system: System, tenant: Tenant):
    recipients = people(5)
    tenant.member.post("/recipients/parse", {"text": "\n".join(f"{p.name} {p.hyphenated}" for p in recipients)})
    tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients)))
    tenant.member.get("/coupons", q=recipients[0].hyphenated)

    barcodes = [barcode for order in system.oracle() for barcode in order["barcodes"]]
    secrets = [text for p in recipients for text in (p.name, p.phone, p.hyphenated)] + barcodes
    assert len(barcodes) >= len(recipients)
    for table in system.database.tables():
        if not table.startswith("UMS_"):
            content = b"\n".join(as_bytes(value) for row in system.database.rows(f"SELECT * FROM {table}") for value in row.values())
            assert_holds_none(content, secrets, table)
    for log in [*system.folder.glob("coupon*.log"), *(system.folder / "log").rglob("*")]:
        if log.is_file():
            assert_holds_none(log.read_bytes(), secrets, log.name)


def test_the_names_of_card_files_tell_nothing_and_cannot_be_guessed(system: System, tenant: Tenant):
    recipients = people(3)
    tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients)))

    rows = [row for row in system.messages() if row["PHONE"] in {person.phone for person in recipients}]
    names = [row["MMS_FILE_LIST"].rsplit("/", 1)[1].removesuffix(".jpg") for row in rows]
    assert len(set(names)) == 3
    for row, name in zip(rows, names, strict=True):
        assert len(name) >= 26, "shorter than 128 bits"
        assert row["CLIENT_KEY"].lower() not in name.lower() and row["PHONE"] not in name


def as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def assert_holds_none(content: bytes, secrets: list[str], place: str) -> None:
    for secret in secrets:
        assert secret.encode() not in content, f"{place} holds {secret[:3]}… in clear"
