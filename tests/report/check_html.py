"""Parses pages as browsers do and prints each error of the HTML standard, for the tests.

Prints nothing when all pages are valid; then their ids are looked at: each stands once, and every
reference to one has its target.
"""
import sys
from collections import Counter

import html5lib

REFERENCES = ("aria-labelledby", "for")

for path in sys.argv[1:]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    with open(path, "rb") as page:
        tree = parser.parse(page, transport_encoding="utf-8")
    for place, code, _ in parser.errors:
        print(path, place, code)
    elements = list(tree.iter())
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    for name, count in ids.items():
        if count > 1:
            print(path, "id", name, "stands", count, "times")
    for one in elements:
        for reference in REFERENCES:
            if one.get(reference) and one.get(reference) not in ids:
                print(path, reference, one.get(reference), "has no target")
        target = one.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            print(path, "href", target, "has no target")
