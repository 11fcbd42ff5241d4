"""Reads a workbook with openpyxl and prints what a person sees, for the tests.

A line per sheet: name, frozen cell, filter; then a line per row: cells as JSON, formulas marked.
"""
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets:
    print(json.dumps(["sheet", sheet.title, sheet.freeze_panes, sheet.auto_filter.ref],
                     ensure_ascii=False))
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            value = cell.value
            if cell.data_type == "f":
                value = {"formula": value}
            cells.append("" if value is None else value)
        print(json.dumps(cells, ensure_ascii=False))
