#!/usr/bin/env python3
"""serve.py OITCHECK DB [--rounds N]: how long each page of `oitcheck serve` takes over that store, and
by which index each of its queries finds its rows. Columns: median, p95 and p95 to the first byte of
the body, milliseconds; KiB."""
import argparse
import http.client
import json
import random
import sqlite3
import subprocess
import time
from urllib.parse import quote

QUERIES = {
    "summaries of a run": "select * from site_summary where run = 'r' order by position",
    "a site in every run": "select * from site_summary where site = 's' order by finished_at, run",
    "trend": "select * from run_group g join run r on r.id = g.run where g.kind = 'all' and g.value = '' "
             "order by r.started_at, r.id",
    "columns of a trend": "select run, bytes from run_column where kind = 'oit' and value = '' and run between 'a' and 'b'",
    "report": "select report, report_size from site_run where run = 'r' and site = 's'",
    "verdicts of a site": "select * from item_run i where i.run = 'r' and i.site = 's' order by i.ordinal",
    "runs": "select * from run order by started_at desc, id desc",
}


def ask(port, target):
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", target)
    answer = connection.getresponse()
    size = len(answer.read(1))
    first = time.perf_counter() - begun
    size += len(answer.read())
    took = time.perf_counter() - begun
    connection.close()
    assert answer.status == 200, (target, answer.status)
    return took * 1000, size, first * 1000


def main():
    options = argparse.ArgumentParser()
    options.add_argument("oitcheck")
    options.add_argument("db")
    options.add_argument("--rounds", type=int, default=100)
    options = options.parse_args()
    base = sqlite3.connect(f"file:{options.db}?mode=ro", uri=True)
    for name, sql in QUERIES.items():
        plan = "; ".join(row[3] for row in base.execute("explain query plan " + sql))
        print(f"| {name} | {plan} |")
    base.close()
    server = subprocess.Popen([options.oitcheck, "serve", "--db", options.db, "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/api/v1/sites?page=2")
        answer = json.load(connection.getresponse())
        total = answer["total"]
        connection.close()
        connection.request("GET", "/api/v1/runs")
        runs = [one["id"] for one in json.load(connection.getresponse())["runs"]]
        connection.close()
        random.seed(2)
        site = lambda: f"s{random.randrange(total):05}"
        district = lambda most: f"district={quote('อำเภอ')}%20{random.randrange(most)}"
        item = lambda: f"O{random.randrange(1, 44)}"
        pages = {
            "overview": lambda: "/",
            "overview, a page far on": lambda: f"/?page={random.randrange(1, total // 25)}",
            "overview, another run each time": lambda: f"/?run={runs[random.randrange(len(runs))]}",
            "overview, district": lambda: f"/?{district(100)}",
            "overview, item and status, sorted": lambda: f"/?item={item()}&status=missing&sort=lowest",
            "overview, district, type and tag": lambda: f"/?{district(100)}&type=sao&tag={quote('ทั่วไป')}",
            "overview, type and tag": lambda: f"/?type=sao&tag={quote('ทั่วไป')}",
            "overview, type, tag, item and status": lambda: f"/?type=sao&tag={quote('ทั่วไป')}&item={item()}&status=missing",
            "overview, type and status of any item": lambda: "/?type=sao&status=missing",
            "overview, words": lambda: f"/?q={random.randrange(1000)}",
            "runs": lambda: "/runs",
            "site": lambda: f"/sites/{site()}",
            "item": lambda: f"/sites/{site()}/items/{item()}",
            "changes": lambda: f"/sites/{site()}/changes",
            "work": lambda: f"/sites/{site()}/work",
            "report.html": lambda: f"/sites/{site()}/report.html",
            "report.csv": lambda: f"/sites/{site()}/report.csv",
            "matrix.csv, all": lambda: "/matrix.csv",
            "API: sites": lambda: f"/api/v1/sites?page={random.randrange(1, total // 100)}",
            "API: history": lambda: f"/api/v1/sites/{site()}/history",
            "API: trend": lambda: "/api/v1/trend",
            "API: trend, type and tag": lambda: f"/api/v1/trend?type=sao&tag={quote('ทั่วไป')}",
            "metrics": lambda: "/metrics",
            "healthz": lambda: "/healthz",
        }
        for name, make in pages.items():
            ask(port, make())
            took = sorted(ask(port, make()) for _ in range(options.rounds))
            middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
            first = sorted(one[2] for one in took)[int(len(took) * 0.95)]
            print(f"| {name} | {middle[0]:.1f} | {late[0]:.1f} | {first:.1f} | {late[1] / 1024:.0f} |", flush=True)
    finally:
        server.terminate()
        server.wait()


main()
