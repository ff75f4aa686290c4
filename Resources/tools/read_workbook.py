"""Reads a workbook (XLSX) from standard input and writes its sheets as JSON to standard output.

    [{"name": "Sổ 2023", "hidden": false, "rows": [{"n": 5, "cells": [{"c": 0, "t": "t", "v": "12", "f": ".VnTime", "m": true}]}]}]

Of a cell: column from 0; t text, n number, d day (2023-02-15); the font, where it is one of before Unicode; m where the
value stands in a merged cell that begins in a row above. Values of merged cells stand in each of their cells.

Ends with 0; 2 where the file is no workbook or spoilt; 3 where it is too large; 4 where openpyxl is not installed.
Whatever is in the file, it takes no more memory, time and output than this.
"""

import datetime
import io
import json
import os
import resource
import sys
import zipfile

MEMORY = 1536 << 20
SECONDS = 60
OUTPUT = 64 << 20
UNPACKED = 150 << 20
SHEETS = 40
ROWS = 20_000
COLUMNS = 100
LONGEST = 32_767
# A merged cell that is larger is a frame around a page, not a value.
MERGED = 20_000

UNREADABLE, TOO_LARGE, NO_LIBRARY = 2, 3, 4


def value_of(cell):
    value = cell.value
    if value is None:
        return None
    if isinstance(value, bool):
        return ("t", "1" if value else "0")
    if isinstance(value, datetime.datetime):
        return ("d", value.date().isoformat())
    if isinstance(value, datetime.date):
        return ("d", value.isoformat())
    if isinstance(value, int):
        return ("n", str(value))
    if isinstance(value, float):
        return ("n", str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value))
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return ("t", str(value))
    if cell.data_type == "e":
        return None
    text = str(value).replace("\x00", "")[:LONGEST]
    return ("t", text) if text.strip() else None


def font_of(cell):
    name = (cell.font.name or "") if cell.has_style and cell.font is not None else ""
    return name if name.lower().startswith((".vn", "vni")) else None


def read(sheet):
    rows = {}
    for row, column in sorted(sheet._cells):
        if column > COLUMNS:
            continue
        cell = sheet._cells[(row, column)]
        value = value_of(cell) if hasattr(cell, "data_type") else None
        if value is None:
            continue
        if row not in rows and len(rows) >= ROWS:
            raise MemoryError
        made = {"c": column - 1, "t": value[0], "v": value[1]}
        font = font_of(cell)
        if font:
            made["f"] = font
        rows.setdefault(row, {})[column] = made
    filled = 0
    for merged in sheet.merged_cells.ranges:
        first = rows.get(merged.min_row, {}).get(merged.min_col)
        height = merged.max_row - merged.min_row + 1
        width = min(merged.max_col, COLUMNS) - merged.min_col + 1
        if first is None or height * width > MERGED or filled + height * width > 10 * MERGED:
            continue
        filled += height * width
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, merged.min_col + width):
                if (row, column) != (merged.min_row, merged.min_col):
                    copy = dict(first, c=column - 1)
                    if row > merged.min_row:
                        copy["m"] = True
                    rows.setdefault(row, {})[column] = copy
    return [{"n": row, "cells": [rows[row][column] for column in sorted(rows[row])]} for row in sorted(rows)]


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Not the parser of lxml: that of the language knows what to do with entities that grow.
    os.environ["OPENPYXL_LXML"] = "False"
    try:
        import openpyxl
    except ImportError:
        return NO_LIBRARY
    try:
        data = io.BytesIO(sys.stdin.buffer.read())
        with zipfile.ZipFile(data) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                return TOO_LARGE
        data.seek(0)
        book = openpyxl.load_workbook(data, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets][:SHEETS]
        made = [
            {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "rows": read(sheet)} for sheet in sheets
        ]
        sys.stdout.buffer.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except MemoryError:
        return TOO_LARGE
    except OSError:
        return TOO_LARGE
    except Exception:
        return UNREADABLE
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        try:
            import openpyxl
        except ImportError:
            sys.exit(NO_LIBRARY)
        sys.exit(0)
    status = main()
    sys.stderr.flush()
    os._exit(status)
