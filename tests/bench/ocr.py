#!/usr/bin/env python3
"""How well and how fast scans are read: pages in typefaces the digit net never saw.

    tests/bench/ocr.py build/release/read_pictures [--pages N] [--kinds …] [--dpi …] [--seed S]

Draws pages of official text, scans them (rules/ocr/make/pages.py), has the program read them and
compares: years in order, characters, seconds, memory. Needs what rules/ocr/README.md names.
"""

import argparse
import difflib
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "rules/ocr/make"))
import fonts  # noqa: E402
import pages  # noqa: E402

POINTS = {"Laksaman": 16, "bai-jamjuree": 12, "Garuda": 12, "NotoSerifThai": 12}


def plain(text):
    """As the match key: no spaces, plain digits, ำ in one."""
    digits = {0xE50 + i: str(i) for i in range(10)}
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text.replace("ํา", "ำ")).translate(digits))


def errors(wanted, read):
    """Characters to be changed: an upper limit that difflib finds quickly."""
    total = 0
    for tag, a, b, c, d in difflib.SequenceMatcher(None, wanted, read, autojunk=False).get_opcodes():
        total += max(b - a, d - c) if tag != "equal" else 0
    return total


def years_of(text):
    """Numbers of four places that are years, or may be; U+FFFD is a place said to be unreadable."""
    found = re.findall(r"(?<![\d\ufffd])[\d\ufffd]{4}(?![\d\ufffd])", text)
    return [year for year in found if re.match("[2\ufffd][456\ufffd]", year)]


def compare(wanted, read):
    """Years right, unreadable, lost, and wrong without saying so."""
    right = unreadable = wrong = 0
    read, pool = list(read), []
    matcher = difflib.SequenceMatcher(None, wanted, read, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            right += b - a
        else:
            unreadable += sum("\ufffd" in year for year in read[c:d])
            pool += [year for year in read[c:d] if "\ufffd" not in year]
    wrong = len(pool)
    return right, unreadable, max(len(wanted) - right - unreadable - wrong, 0), wrong, pool


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("program")
    options.add_argument("--pages", type=int, default=2, help="of each kind")
    options.add_argument("--kinds", nargs="+", default=["clean", "office", "fax", "worn", "poor"])
    options.add_argument("--dpi", nargs="+", type=int, default=[150, 200, 300])
    options.add_argument("--families", nargs="+", default=list(fonts.JUDGE))
    options.add_argument("--seed", default="", help="for other pages, in any weight and slope")
    options.add_argument("--arabic", action="store_true", help="0-9 in place of ๐-๙")
    options.add_argument("--png", action="store_true", help="pictures in place of PDF pages")
    options.add_argument("--show", action="store_true", help="pages with a wrong year")
    options.add_argument("--keep", help="a folder for the pages")
    given = options.parse_args()
    print("| dpi | scan | years | right | unreadable | lost | wrong | flagged | CER % | CPU s | MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for dpi in given.dpi:
        for kind in given.kinds:
            row(given, dpi, kind)


def draw(family, dpi, kind, number, seed="", arabic=False):
    """A scanned page, what is written on it, the years there and the typeface's file."""
    dice = random.Random(f"{seed}{family} {dpi} {kind} {number}")
    lines, years = pages.writing(dice, thai=not arabic)
    faces = [face[0] for face in fonts.faces(family)]
    face = faces[0] if number == 0 and not seed else dice.choice(faces)
    page = pages.draw(lines, face, POINTS.get(family, 12), dpi)
    return pages.scan(page, kind, dice.randint(0, 1 << 30)), lines, years, face


def row(given, dpi, kind):
    sums, letters, wrong_letters, cpu, memory, flagged, count = [0] * 4, 0, 0, 0.0, 0, 0, 0
    total = 0
    for family in given.families:
        for number in range(given.pages):
            page, lines, years, face = draw(family, dpi, kind, number, given.seed, given.arabic)
            name = f"{given.seed}{family}-{dpi}-{kind}-{number}"
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(given.keep or folder, name + (".png" if given.png else ".pdf"))
                page.save(path, resolution=dpi, quality=90)
                ran = subprocess.run([given.program, path], capture_output=True, text=True, check=True)
            facts, text = take_apart(ran.stdout)
            result = compare(years, years_of(plain_lines(text)))
            sums = [a + b for a, b in zip(sums, result[:4])]
            total += len(years)
            if given.show and (result[3] or result[2]):
                print(name, face, "wanted", years, "read", years_of(plain_lines(text)), result[4])
            wanted = plain("".join(lines))
            letters += len(wanted)
            wrong_letters += errors(wanted, plain(text))
            cpu += float(facts["cpu_ms"]) / 1000
            memory = max(memory, int(facts["peak_kib"]))
            flagged += facts["year_unreadable"] == "1"
            count += 1
    print(f"| {dpi} | {kind} | {total} | {sums[0]} | {sums[1]} | {sums[2]} | {sums[3]} | {flagged}/{count} "
          f"| {100 * wrong_letters / letters:.1f} | {cpu / count:.2f} | {memory // 1024} |", flush=True)


def take_apart(printed):
    """The facts and the text that read_pictures prints."""
    lines = printed.rstrip("\n").split("\n")
    return dict(line.split(" ", 1) for line in lines[:5] + lines[-1:]), "\n".join(lines[5:-1])


def plain_lines(text):
    return "\n".join(plain_words(line) for line in text.split("\n"))


def plain_words(line):
    return line.translate({0xE50 + i: str(i) for i in range(10)})


if __name__ == "__main__":
    main()
