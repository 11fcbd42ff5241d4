#!/usr/bin/env python3
"""Measures the whole program against wget2 on loopback: same sites, same rounds, medians.

    run.py OITCHECK [--rounds N] [--only one|hundred|verdicts|nasty …] [--work DIR]

Makes the sites with make_site.py in DIR (a new folder under /dev/shm), starts one nginx on
127.1.x.y:8088 and runs both programs by turns under /usr/bin/time. A round's ratio is taken within
the round, because other work on the machine slows both. Prints Markdown tables. Needs nginx, wget2
and time (GNU).
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PORT = 8088
SCAN = ["--rules", "ita-2566", "--as-of", "2023-04-20", "--delay", "0", "--max-pages", "1000000",
        "--max-time", "1h", "--quiet", "--json"]
# Entries of the fixture that the second headline site lacks: 5 items keep last year's paper, 8 have
# none, and 2 files are gone.
STALE = ["202304111084.pdf", "202210141175.pdf", "202302061364.pdf", "202301061378.pdf", "202212221399.pdf"]
MISSING = ["202107061350.pdf", "202304041357.pdf", "202304031385.pdf", "202303301406.pdf", "202304071434.pdf",
           "202304101483.pdf", "202304031497.pdf", "202304051329.pdf", "202204081343.pdf"]
BROKEN = ["202210211259.pdf", "202210281336.pdf"]
SITES = {
    "one": ["plain", "--pages", "2000"],
    "hundred": ["plain", "--sites", "100", "--pages", "100"],
    "published": ["fixture", "saithong-municipality"],
    "lacking": ["fixture", "saithong-municipality", "--remove", *STALE, *MISSING, "--delete", *BROKEN],
    "nasty": ["nasty"],
}


class Server:
    """One nginx over a folder of document roots named by address; counts what it was asked."""

    def __init__(self, work):
        self.work, self.process, self.log = work, None, work / "access.log"

    def serve(self, root):
        self.stop()
        hosts = sorted(p.name for p in root.iterdir())
        listen = "".join(f"    listen {host}:{PORT};\n" for host in hosts)
        temps = "".join(f"  {kind}_temp_path {self.work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        conf = self.work / "nginx.conf"
        user = "user root;\n" if os.getuid() == 0 else ""
        conf.write_text(f"""{user}daemon off; worker_processes 1; pid {self.work}/nginx.pid; error_log {self.work}/error.log;
events {{ worker_connections 8192; }}
http {{
  log_format asked '$server_addr $uri $status'; access_log {self.log} asked buffer=64k flush=100ms;
  sendfile on; keepalive_requests 1000000; open_file_cache max=20000; default_type application/octet-stream;
  types {{ text/html html php; application/pdf pdf; text/css css; application/javascript js; image/png png; image/jpeg jpg;
           application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx; }}
{temps}  server {{
    root {root}/$server_addr; index index.html index.php;
{listen}  }}
}}
""")
        self.process = subprocess.Popen(["nginx", "-p", self.work, "-c", conf], stderr=subprocess.DEVNULL)
        time.sleep(1)
        return [f"http://{host}:{PORT}/" for host in hosts]

    def asked(self):
        """Requests since the last call, and of them those answered by 200 as distinct addresses."""
        time.sleep(0.3)
        lines = [line.split(" ") for line in self.log.read_text().splitlines()]
        os.truncate(self.log, 0)
        return len(lines), len({(l[0], l[1].replace("/index.html", "/").replace("/index.php", "/")) for l in lines if l[2] == "200"})

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None


def measure(server, command, work):
    """Wall and CPU seconds, peak MiB, requests and distinct pages of one run."""
    for left in ("mirror", "time"):
        shutil.rmtree(work / left, ignore_errors=True)
    (work / "mirror").mkdir()
    server.asked()
    timed = ["/usr/bin/time", "-q", "-o", work / "time.txt", "-f", "%e %U %S %M", *command]
    code = subprocess.run(timed, cwd=work / "mirror", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    wall, user, system, kib = (float(word) for word in (work / "time.txt").read_text().split()[-4:])
    requests, pages = server.asked()
    return {"wall": max(wall, 0.01), "cpu": user + system, "mib": kib / 1024, "requests": requests, "pages": pages, "code": code}


def compare(server, commands, rounds, work):
    """`rounds` times every command by turns: name → list of measurements."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(server, command, work))
    return runs


def print_table(title, runs):
    print(f"\n### {title}\n\n| run | wall s (min–max) | CPU s | pages | requests | pages/s | CPU s / 1,000 pages "
          "| peak MiB | pages/s / wget2 | wall / wget2 | CPU / wget2 |\n|---|---|---|---|---|---|---|---|---|---|---|")
    for name, own in runs.items():
        middle = lambda key: statistics.median(run[key] for run in own)
        pairs = list(zip(own, runs["wget2"]))
        ratio = lambda one: f"{statistics.median(one(a, b) for a, b in pairs):.3f}"
        walls = [run["wall"] for run in own]
        print(f"| {name} | {middle('wall'):.2f} ({min(walls):.2f}–{max(walls):.2f}) | {middle('cpu'):.2f} | {middle('pages'):.0f} "
              f"| {middle('requests'):.0f} | {middle('pages') / middle('wall'):.0f} | {middle('cpu') * 1000 / max(middle('pages'), 1):.2f} "
              f"| {middle('mib'):.0f} | {ratio(lambda a, b: a['pages'] / a['wall'] / (b['pages'] / b['wall']))} "
              f"| {ratio(lambda a, b: a['wall'] / b['wall'])} | {ratio(lambda a, b: a['cpu'] / b['cpu'])} |", flush=True)


def mirror(seeds, work):
    (work / "seeds.txt").write_text("\n".join(seeds) + "\n")
    return ["wget2", "-q", "-r", "-l", "inf", "--robots=off", "--http2=off", "--max-threads=5", "-P", work / "mirror", "-i", work / "seeds.txt"]


def statuses(path):
    """Item → status of the one report in `path`."""
    return {item["id"]: item["status"] for item in json.loads(path.read_text())["items"]}


def tally(found):
    return ", ".join(f"{list(found.values()).count(status)} {status}" for status in sorted(set(found.values())))


def measure_crawl(title, name, args, server, work):
    seeds = server.serve(work / name)
    scan = [args.oitcheck, "scan", *seeds, "--exhaustive", "--connections", "16", *SCAN, work / "report.json"]
    runs = compare(server, {"wget2": mirror(seeds, work), "oitcheck, all cores": scan,
                            "oitcheck, one core": ["taskset", "-c", "0", *scan]}, args.rounds, work)
    print_table(title, runs)


def measure_verdicts(title, name, args, server, work):
    seeds = server.serve(work / name)
    scan = [args.oitcheck, "scan", *seeds, "--connections", "4"]  # wget2 has 5
    runs = compare(server, {"wget2": mirror(seeds, work), "oitcheck": [*scan, *SCAN, work / "report.json"],
                            "oitcheck --exhaustive": [*scan, "--exhaustive", *SCAN, work / "all.json"]}, args.rounds, work)
    print_table(title, runs)
    short, full = statuses(work / "report.json"), statuses(work / "all.json")
    print(f"\nVerdicts: {tally(short)}.")
    other = {item: (short[item], full[item]) for item in short if short[item] != full[item]}
    print(f"Against `--exhaustive`: {other or 'the same'}.")


def measure_nasty(args, server, work):
    print("\n### Pages that are hard on the parser\n\nEach is the home page of its own site; the whole program, one run each.\n\n"
          "| page | KB | wall s | CPU s | peak MiB |\n|---|---|---|---|---|")
    for seed in server.serve(work / "nasty"):
        page = work / "nasty" / seed.split("/")[2].split(":")[0] / "index.html"
        name = page.read_text(encoding="utf-8")[:200].split("<title>")[1].split("<")[0]
        run = measure(server, [args.oitcheck, "scan", seed, "--exhaustive", *SCAN, work / "report.json"], work)
        print(f"| {name} | {page.stat().st_size // 1000} | {run['wall']:.2f} | {run['cpu']:.2f} | {run['mib']:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("oitcheck", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=["one", "hundred", "verdicts", "nasty"])
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    args.oitcheck = args.oitcheck.resolve()
    missing = [tool for tool in ("nginx", "wget2", "/usr/bin/time") if not shutil.which(tool)]
    if missing:
        sys.exit(f"needed and not installed: {' '.join(missing)}")
    work = args.work or Path(tempfile.mkdtemp(prefix="oitcheck-bench-", dir="/dev/shm"))
    work.mkdir(parents=True, exist_ok=True)
    server = Server(work)
    try:
        for name, (kind, *rest) in SITES.items():
            if not (work / name).exists() and {name, "verdicts" if kind == "fixture" else name} & set(args.only):
                subprocess.run([sys.executable, HERE / "make_site.py", kind, work / name, *rest], check=True, stdout=sys.stderr)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start, {args.rounds} rounds, medians; ratios within a round.")
        if "one" in args.only:
            measure_crawl("One site of 2,000 pages, every page fetched", "one", args, server, work)
        if "hundred" in args.only:
            measure_crawl("100 sites of 100 pages, every page fetched", "hundred", args, server, work)
        if "verdicts" in args.only:
            measure_verdicts("Verdicts on 2,000 pages, everything published", "published", args, server, work)
            measure_verdicts("Verdicts on 2,000 pages, 8 missing, 5 stale, 2 broken", "lacking", args, server, work)
        if "nasty" in args.only:
            measure_nasty(args, server, work)
        print(f"\nload {os.getloadavg()[0]:.1f} at the end")
    finally:
        server.stop()
        if not args.work:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
