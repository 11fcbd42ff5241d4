#!/usr/bin/env python3
"""Scans many sites at once at a polite pace, against slow_server.py, and prints one table row a run.

    province.py OITCHECK [--sites 1000] [--pages 30] [--rounds 3] [--kinds small plain] [--work DIR]

Each site has its own loopback address and answers after 100 ms; the pace is one request per second
and site (--delay 1s). `small` pages have 7 to 9 KB and 30 links, `plain` ones are make_site.py's. Fifty
different sites stand behind all addresses. "Politeness alone" is what the busiest site's requests take
at that pace; the server's log has their number.
"""

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import make_site as words

HERE = Path(__file__).resolve().parent
DIFFERENT = 50


def make_small(root, pages):
    for number in range(DIFFERENT):
        r = random.Random(number)
        folder = root / f"127.3.0.{number + 1}"
        folder.mkdir(parents=True)
        labels = [r.choice(words.SUBJECTS) if i % 3 == 0 else r.choice(words.VERBS) + r.choice(words.WORDS) for i in range(1, 25)]
        menu = "".join(f'<li><a href="/p{i + 1}.html">{label}</a></li>' for i, label in enumerate(labels))
        for page in range(pages):
            inner = range(4 * page + 1, min(4 * page + 5, pages))
            links = "".join(f'<li><a href="/p{k}.html">{r.choice(words.VERBS)} {r.choice(words.WORDS)}{r.choice(words.WORDS)} '
                            f'{r.randint(1, 28)} {r.choice(words.MONTHS)} 66</a></li>' for k in inner)
            text = "".join("<p>" + " ".join(r.choice(words.WORDS) for _ in range(30)) + "</p>" for _ in range(8))
            title = "เทศบาลตำบล" + words.WORDS[number] if page == 0 else f"{r.choice(words.VERBS)} {r.choice(words.WORDS)}"
            (folder / ("index.html" if page == 0 else f"p{page}.html")).write_text(
                f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><ul class="menu">{menu}</ul>'
                f'<h1>{r.choice(words.VERBS)}</h1>{text}<ul>{links}</ul></body></html>', encoding="utf-8")


def make(kind, root, pages):
    if kind == "small":
        make_small(root, pages)
    else:
        subprocess.run([sys.executable, HERE / "make_site.py", "plain", root, "--sites", str(DIFFERENT), "--pages", str(pages)],
                       check=True, stdout=sys.stderr)


def run(args, root, work):
    log = work / "log.txt"
    server = subprocess.Popen([sys.executable, HERE / "slow_server.py", root, "--sites", str(args.sites), "--log", log],
                              stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()
        seeds = (work / "seeds.txt").read_text().split()
        sites = work / "sites.csv"
        sites.write_text("id,url\n" + "".join(f"s{k},{seed}\n" for k, seed in enumerate(seeds)))
        ended = subprocess.run(
            ["/usr/bin/time", "-f", "TIME %e %U %S %M", args.oitcheck, "scan", "--sites", sites, "--sites-at-once", str(args.sites),
             "--delay", "1s", "--rules", "ita-2566", "--as-of", "2023-04-20", "--quiet", "--json", work / "out.jsonl"],
            capture_output=True, text=True)
        if ended.returncode > 1:
            sys.exit(ended.stderr)
        wall, user, system, kib = map(float, re.search(r"TIME (\S+) (\S+) (\S+) (\S+)", ended.stderr).groups())
    finally:
        server.terminate()
        server.wait()
    asked = [int(line.split()[1]) for line in log.read_text().splitlines()]
    polite = max(asked) - 1 + 0.1
    return {"wall": wall, "ratio": wall / polite, "polite": polite, "cpu": 1000 * (user + system) / sum(asked),
            "mib": kib / 1024, "requests": sum(asked)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("oitcheck", type=Path)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="*", default=["small", "plain"])
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    args.oitcheck = args.oitcheck.resolve()
    work = args.work or Path(tempfile.mkdtemp(prefix="oitcheck-province-", dir="/dev/shm"))
    print("| pages | requests | politeness alone, s | wall s (min–max) | wall / politeness | CPU s / 1,000 requests | peak MiB |\n"
          "|---|---|---|---|---|---|---|")
    try:
        for kind in args.kinds:
            root = work / kind
            if not root.exists():
                make(kind, root, args.pages)
            runs = [run(args, root, work) for _ in range(args.rounds)]
            walls = [one["wall"] for one in runs]
            middle = {key: statistics.median(one[key] for one in runs) for key in runs[0]}
            print(f"| {kind} | {middle['requests']:.0f} | {middle['polite']:.1f} | {middle['wall']:.1f} ({min(walls):.1f}–{max(walls):.1f}) | "
                  f"{middle['ratio']:.2f} | {middle['cpu']:.2f} | {middle['mib']:.0f} |", flush=True)
    finally:
        if not args.work:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
