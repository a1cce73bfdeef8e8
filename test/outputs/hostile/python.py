"""Reads from standard input what was copied, and says whether Python and its csv module take it."""

import ast
import csv
import io
import json
import sys

given = json.load(sys.stdin)
wrong = []
for source in given["sources"]:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        wrong.append(f"{error}: {source!r}")
tables = [
    [list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=delimiter == ",")) for delimiter in ",;\t|"]
    for text in given["csv"]
]
sys.stdout.reconfigure(encoding="utf-8")
json.dump({"wrong": wrong, "tables": tables}, sys.stdout)
