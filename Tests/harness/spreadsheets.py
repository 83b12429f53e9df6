"""Recipient files as people hand them over."""

import csv
import io
from pathlib import Path

import openpyxl

from harness.people import Person

FIXTURES = Path(__file__).resolve().parents[1] / "Acceptance" / "Fixtures"


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "수신자"
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def openpyxl_file(recipients: list[Person]) -> bytes:
    """Every third number is a number to the spreadsheet too, and so without its leading zero."""
    rows: list[list[object]] = [["이름", "휴대폰번호"]]
    for index, person in enumerate(recipients):
        phone = [person.hyphenated, person.phone, int(person.phone)][index % 3]
        rows.append([person.name, phone])
    return workbook(rows)


def libreoffice_file() -> tuple[bytes, list[Person]]:
    """A file that LibreOffice wrote, and who is in it."""
    with (FIXTURES / "libreoffice.csv").open(encoding="utf-8", newline="") as file:
        listed = [Person(row["성명"], row["휴대폰번호"].replace("-", "")) for row in csv.DictReader(file)]
    return (FIXTURES / "libreoffice.xlsx").read_bytes(), listed
