"""Tells what is in the Word file on standard input: `parts`, each under its name with an element a
line, or `text`, a line for each paragraph and row, cells between bars."""
import io
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(node):
    return "".join(text.text or "" for text in node.iter(W + "t"))


def cell(node):
    return " / ".join(words(paragraph) for paragraph in node.iter(W + "p"))


def lines(body):
    for node in body:
        if node.tag == W + "p":
            if words(node):
                yield words(node)
        for row in node.iter(W + "tr"):
            yield "| " + " | ".join(cell(one) for one in row.iter(W + "tc")) + " |"


archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
parts = {name: archive.read(name).decode() for name in archive.namelist()}
for part in parts.values():
    tree.fromstring(part.encode())  # well-formed
if sys.argv[1] == "parts":
    for name, part in parts.items():
        print(f"== {name}\n" + re.sub("(?<=>)(?=<w:(p|tr|tc|sectPr)[ >])", "\n", part).rstrip("\n"))
else:
    body = tree.fromstring(parts["word/document.xml"].encode())[0]
    print("\n".join(lines(body)))
