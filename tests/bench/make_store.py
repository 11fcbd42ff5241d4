#!/usr/bin/env python3
"""make_store.py OITCHECK DB [--sites N] [--runs N] [--whole N]: a store as a province, or the centre,
would have it after a year of nights. Every run has its inventory, summaries and counts; the newest
--whole runs also have every verdict and report, as those of 365 would take some 60 GB."""
import argparse
import datetime
import json
import random
import sqlite3
import subprocess
import time
import zlib

STATUSES = ["published", "incomplete", "stale", "broken", "missing", "not_due", "unverified"]
LETTERS = "pisbmnu"
WEIGHTS = [60, 8, 8, 4, 14, 3, 3]
UNITS = ["สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา"]


def report_of(example, site, name, run, statuses):
    report = dict(example)
    report["run"] = dict(example["run"], id=run)
    report["site"] = dict(example["site"], name=name, url=f"http://www.{site}.example.go.th/",
                          final_url=f"http://www.{site}.example.go.th/")
    items = []
    for old, status in zip(example["items"], statuses):
        item = dict(old)
        item["status"] = status
        items.append(item)
    report["items"] = items
    return json.dumps(report, ensure_ascii=False).encode()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("oitcheck")
    options.add_argument("db")
    options.add_argument("--example", required=True, help="a report that --json wrote")
    options.add_argument("--sites", type=int, default=8000)
    options.add_argument("--runs", type=int, default=365)
    options.add_argument("--whole", type=int, default=20)
    options = options.parse_args()
    example = json.load(open(options.example, encoding="utf-8"))
    items = [one["id"] for one in example["items"]]
    open(options.db, "x").close()
    subprocess.run([options.oitcheck, "runs", "--db", options.db], check=True, stdout=subprocess.DEVNULL)
    random.seed(1)
    base = sqlite3.connect(options.db)
    for pragma in ("synchronous = off", "journal_mode = wal", "cache_size = -2000000"):
        base.execute("pragma " + pragma)
    for index in ("run_site_by_site", "item_run_by_site", "site_summary_by_site"):
        base.execute("drop index " + index)
    begun = time.time()
    sites = []
    for n in range(options.sites):
        kind = random.choice(["sao", "sao", "sao", "municipality", "pao"])
        sites.append((f"s{n:05}", f"องค์การบริหารส่วนตำบลที่ {n}", kind, f"จังหวัด {n % 76}", f"อำเภอ {n % 878}",
                      json.dumps(["นำร่อง"] if n % 10 == 0 else ["ทั่วไป"], ensure_ascii=False)))
    state = [random.choices(range(7), WEIGHTS, k=len(items)) for _ in sites]
    first = datetime.datetime(2025, 12, 1, 18)
    for number in range(options.runs):
        at = first + datetime.timedelta(days=number)
        run = at.strftime("%Y%m%d-000000")
        when = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        whole = number >= options.runs - options.whole
        base.execute("insert into run values (?,?,?,?,?,?,?,?,?)",
                     (run, when, when, at.strftime("%Y-%m-%d"), "complete", "ita-2566", "r", "0.1.0", "{}"))
        inventory, done, summaries, verdicts, groups = [], [], [], [], {}
        for n, (site, name, kind, province, district, tags) in enumerate(sites):
            mine = state[n]
            for _ in range(2):
                if random.random() < 0.05:
                    mine[random.randrange(len(items))] = random.choices(range(7), WEIGHTS)[0]
            url = f"http://www.{site}.example.go.th/"
            outcome = "ok" if random.random() < 0.98 else "timeout"
            score = 100.0 * mine.count(0) / len(items)
            inventory.append((run, n, site, url, url, name, kind, province, district, tags, "{}"))
            blob = b""
            size = 0
            if whole:
                text = report_of(example, site, name, run, [STATUSES[s] for s in mine])
                blob, size = zlib.compress(text, 1), len(text)
                verdicts += [(run, site, k, item, f"topic-{item}", STATUSES[s], 0.9, "", UNITS[k % 4],
                              "2022-10-01/2023-09-30", 0.93, "prescribed", f"พบเอกสารของ {item}", url + item, "ab" * 32)
                             for k, (item, s) in enumerate(zip(items, mine))]
            done.append((run, site, outcome, name, url, 200, 50, 300, 9000000, when, when, 1, "[]", score, score, "B", 1.0,
                         blob, size))
            statuses = " ".join(item + LETTERS[s] for item, s in zip(items, mine))
            summaries.append((run, n, site, name, url, kind, province, district, tags, outcome, score, score, 1.0, when,
                              statuses))
            for key in [("all", ""), ("type", kind), ("province", province), ("district", district)] + \
                    [("tag", tag) for tag in json.loads(tags)]:
                counts = groups.setdefault(key, [0, 0, 0.0] + [0] * 7)
                counts[0] += 1
                if outcome != "ok":
                    counts[1] += 1
                    continue
                counts[2] += score
                for s in mine:
                    counts[3 + s] += 1
        for table, rows in (("run_site", inventory), ("site_run", done), ("site_summary", summaries),
                            ("item_run", verdicts), ("run_group", [(run, *key, *of) for key, of in groups.items()])):
            if rows:
                base.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)
        base.commit()
    for index in ("run_site_by_site on run_site (site)", "item_run_by_site on item_run (site)",
                  "site_summary_by_site on site_summary (site, finished_at)"):
        base.execute("create index " + index)
    # The program itself fills run_column, by the step that once brought it to older stores.
    base.execute("drop table run_column")
    base.execute("delete from schema_version where version = 6")
    base.commit()
    subprocess.run([options.oitcheck, "runs", "--db", options.db], check=True, stdout=subprocess.DEVNULL)
    base.execute("pragma wal_checkpoint(truncate)")
    print(f"{options.sites} sites x {options.runs} runs in {time.time() - begun:.0f} s")


main()
