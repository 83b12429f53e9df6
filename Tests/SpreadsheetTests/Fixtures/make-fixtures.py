"""Writes the fixtures of this folder anew. Needs openpyxl and msoffcrypto-tool (PyPI) and LibreOffice Calc.

    python make-fixtures.py

The people and their numbers are invented.
"""

import datetime
import io
import pathlib
import subprocess
import tempfile

import msoffcrypto.format.ooxml
import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

here = pathlib.Path(__file__).parent


def people() -> openpyxl.Workbook:
    """A hidden sheet first, then the list: rich text, lost zero, dates, a formula, an empty row, XML characters."""
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "숨김"
    hidden["A1"] = "보이지 않는 시트"
    hidden.sheet_state = "hidden"
    book.create_sheet("빈 시트")
    sheet = book.create_sheet("명단")
    sheet.append(["이름", "휴대폰번호", "수량", "가입일", "비고"])
    sheet.append(["홍길동", "010-1234-5678", 1, datetime.date(2025, 11, 22), "=1+1"])
    sheet.append(["김영희", 1023456789, 2, datetime.datetime(2025, 11, 22, 14, 5, 9), True])
    sheet.append(["이 철수", "01034567890", None, None, 0.5])
    sheet.append(["박<&>\"'민수", "+82 10-4567-8901", 1, datetime.time(9, 30), "첫 줄\n둘째 줄"])
    sheet.append([])
    sheet.append([CellRichText("남궁", TextBlock(InlineFont(b=True), "민")), "02-123-4567", 3])
    sheet["C2"].number_format = '0"매"'
    book.create_sheet("둘째")["A1"] = "읽지 않는 시트"
    book.active = 2
    return book


def convert(source: pathlib.Path, kind: str, target: str) -> None:
    """Opens `source` in LibreOffice (which also computes the formula) and saves it again."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
             "--outdir", f"{folder}/out", str(source)], check=True)
        (made,) = pathlib.Path(folder, "out").iterdir()
        (here / target).write_bytes(made.read_bytes())


def text_filter(charset: int) -> str:
    """LibreOffice's own numbers: comma, quote, character set, then the third sheet as shown."""
    return f"csv:Text - txt - csv (StarCalc):44,34,{charset},1,,1042,false,true,false,false,false,3"


people().save(here / "openpyxl.xlsx")
source = here / "openpyxl.xlsx"
convert(source, "xlsx:Calc MS Excel 2007 XML", "libreoffice.xlsx")
convert(source, "xls:MS Excel 97", "libreoffice.xls")
convert(source, "ods", "libreoffice.ods")
convert(source, text_filter(76), "libreoffice-utf8.csv")
convert(source, text_filter(62), "libreoffice-cp949.csv")

many = openpyxl.Workbook(write_only=True)
sheet = many.create_sheet("긴 목록")
for number in range(1, 1201):
    # Unlike texts of both widths, so that the shared strings of the .xls run over several records.
    sheet.append([f"고객{number:04d}번 이름이 조금 긴 사람", f"customer number {number}", f"010-2{number:03d}-{number:04d}"])
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "many.xlsx")
    many.save(path)
    convert(path, "xls:MS Excel 97", "libreoffice-1200.xls")

locked = io.BytesIO()
msoffcrypto.format.ooxml.OOXMLFile(open(source, "rb")).encrypt("암호1234", locked)
(here / "password.xlsx").write_bytes(locked.getvalue())
