"""Writes an old register of letters as a workbook: old_register.py LINES OUT.xlsx

In the font .VnTime (TCVN3, encoded by iconv), with a title and a head of two rows in merged cells, a row that numbers the
columns, rows for months, days as real ones, as text and without a year, a line in ten still open, two that are impossible, one
that is continued below, and a sum.
"""

import datetime
import subprocess
import sys
import unicodedata

from openpyxl import Workbook
from openpyxl.styles import Font

NAMES = ["Nguyễn Văn Ấn", "Trần Thị Bưởi", "Lê Đức Cường", "Phạm Thị Ngọc Ánh", "Hoàng Văn Thái", "Đỗ Thị Hường"]
CONTENTS = [
    ("Kiến nghị", "Kiến nghị sửa đường thôn {} bị hư hỏng, lầy lội khi mưa"),
    ("Khiếu nại", "Khiếu nại việc đền bù đất ruộng ở xứ đồng {}"),
    ("Phản ánh", "Phản ánh tiếng ồn của xưởng gỗ gần nhà văn hóa tổ {}"),
    ("Kiến nghị", "Đề nghị cấp lại giấy tờ cho hộ gia đình số {}"),
    ("Tố cáo", "Tố cáo cán bộ thôn {} thu tiền sai quy định"),
]
ADDRESSES = [
    "Tổ 3, phường Hàng Bài, quận Hoàn Kiếm, Hà Nội",
    "Số 12, phường Tràng Tiền, quận Hoàn Kiếm",
    "Thôn 5, xã Không Có Thật, huyện Mộc Mạc",
    "Phường Phan Chu Trinh, Hoàn Kiếm, Hà Nội",
]
HEADS = ["Số TT", "Ngày nhận", "Họ và tên", "Địa chỉ", "Nội dung đơn", "Loại đơn", "Người xử lý"]

encoded = {}


def tcvn3(text):
    result = ""
    for letter in unicodedata.normalize("NFC", text):
        if ord(letter) < 128:
            result += letter
            continue
        # The set has no capitals with tones: they are small letters, which a font shows as capitals.
        small = letter if letter in "ĂÂÊÔƠƯĐ" else letter.lower()
        if small not in encoded:
            run = subprocess.run(
                ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=small.encode(), capture_output=True, check=True
            )
            encoded[small] = run.stdout.decode("latin-1")
        result += encoded[small]
    return result


def main(count, path):
    book = Workbook()
    sheet = book.active
    sheet.title = "So 2024"

    def put(row, column, value, font=".VnTime"):
        cell = sheet.cell(row, column, tcvn3(value) if isinstance(value, str) else value)
        cell.font = Font(name=font)
        return cell

    put(1, 1, "sổ theo dõi đơn thư năm 2024", ".VnTimeH")
    sheet.merge_cells("A1:K1")
    for index, head in enumerate(HEADS, 1):
        put(3, index, head)
        sheet.merge_cells(start_row=3, start_column=index, end_row=4, end_column=index)
    put(3, 8, "Văn bản trả lời")
    sheet.merge_cells("H3:I3")
    put(4, 8, "Số")
    put(4, 9, "Ngày")
    put(3, 10, "Ngày giải quyết xong")
    sheet.merge_cells("J3:J4")
    put(3, 11, "Ghi chú")
    sheet.merge_cells("K3:K4")
    for index in range(1, 12):
        put(5, index, f"({index})")
    row, month = 6, 0
    for number in range(1, count + 1):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number * 360 // count)
        if day.month != month:
            month = day.month
            put(row, 1, f"Tháng {month}")
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=11)
            row += 1
        put(row, 1, number)
        if number in (97, 194):
            put(row, 2, "31/02/2024")
        elif number % 4 == 0:
            put(row, 2, datetime.datetime(day.year, day.month, day.day)).number_format = "dd/mm/yyyy"
        elif number % 4 == 1:
            put(row, 2, f"{day.day}/{day.month}/{day.year}")
        elif number % 4 == 2:
            put(row, 2, f"{day.day:02}.{day.month:02}")
        else:
            put(row, 2, f"ngày {day.day} tháng {day.month} năm {day.year}")
        kind, content = CONTENTS[number % 5]
        put(row, 3, NAMES[number % 6])
        put(row, 4, ADDRESSES[number % 4])
        put(row, 5, content.format(number))
        put(row, 6, kind)
        put(row, 7, "Công chức địa chính")
        if number % 10 != 0:
            end = day + datetime.timedelta(days=12)
            put(row, 8, f"{number}/UBND-VP")
            put(row, 9, f"{end.day}/{end.month}/{end.year}")
            put(row, 10, f"{end.day}/{end.month}/{end.year}")
        if number % 6 == 0:
            put(row, 11, "Đã gửi qua bưu điện")
        row += 1
        if number == 7:
            put(row, 5, "và đề nghị trả lời bằng văn bản")
            row += 1
    put(row, 1, f"Tổng cộng: {count} đơn")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=11)
    book.save(path)


main(int(sys.argv[1]), sys.argv[2])
