"""Writes the fixtures of this folder anew. Needs openpyxl, xlwt and msoffcrypto-tool (PyPI) and LibreOffice Calc.

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
import xlwt
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


def marked() -> openpyxl.Workbook:
    """What Excel hides, merges and cannot compute."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "1차"
    sheet.append(["이름", "휴대폰번호", "가입일", "메모", "등급", "확인"])
    sheet.append(["김하늘", 1023450001, datetime.date(2025, 11, 22), "a", "#N/A", "=1+1"])
    sheet.append(["미당첨", "010-2345-9001", None, "b", "#DIV/0!"])
    sheet.append(["이바다", "010-2345-0002"])
    sheet.append([None, "010-2345-0003"])
    sheet.merge_cells("A4:A5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("숨김")
    hidden["A1"] = "보이지 않는 시트"
    hidden.sheet_state = "hidden"
    book.create_sheet("빈 시트")
    book.create_sheet("2차").append(["박구름", "010-2345-0004"])
    return book


def marked_binary() -> xlwt.Workbook:
    """The same as `.xls`."""
    book = xlwt.Workbook(encoding="utf-8")
    first, hidden, _, second = [book.add_sheet(name) for name in ("1차", "숨김", "빈 시트", "2차")]
    errors = {"#N/A": 0x2A, "#DIV/0!": 0x07}
    for row, cells in enumerate(marked()["1차"].iter_rows(values_only=True)):
        for column, value in enumerate(cells):
            if value in errors:
                first.row(row).set_cell_error(column, errors[value])
            elif isinstance(value, datetime.date):
                first.write(row, column, value, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
            elif value == "=1+1":
                first.write(row, column, xlwt.Formula("1+1"))
            elif value is not None and (row, column) != (3, 0):
                first.write(row, column, value)
    first.write_merge(3, 4, 0, 0, "이바다")
    first.row(2).hidden = True
    first.col(3).hidden = True
    hidden.write(0, 0, "보이지 않는 시트")
    hidden.visibility = 1
    second.write(0, 0, "박구름")
    second.write(0, 1, "010-2345-0004")
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

marked().save(here / "marked.xlsx")
marked_binary().save(str(here / "marked.xls"))

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
