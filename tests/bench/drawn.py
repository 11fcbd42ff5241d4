#!/usr/bin/env python3
"""Measures how long a browser takes to draw a page for oitcheck, and how much memory it takes.

    drawn.py OITCHECK [--pages N] [--public]

Serves a site of N (20) pages on loopback, each an empty element and a program that asks for JSON and
draws it after 100 ms, scans it and reads the times from the capture. Memory is the PSS of the
browser's processes, five times a second, the largest sum. With --public the site is asked at the
pace of a stranger's. Prints Markdown. Run as root, or PSS of the sandboxed processes is hidden.
"""

import argparse
import gzip
import http.server
import json
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

PROGRAM = """fetch('/api' + location.pathname).then(r => r.json()).then(p => setTimeout(() => {
  document.title = p.title; document.getElementById('app').innerHTML = p.body; }, 100));"""
SHELL = "<!DOCTYPE html><meta charset=utf-8><div id=app></div><script src=/app.js></script>"


def make_handler(pages):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            kind, body = "text/html; charset=utf-8", SHELL
            if self.path == "/app.js":
                kind, body = "text/javascript", PROGRAM
            elif self.path.startswith("/api/"):
                name = self.path[5:]
                menu = "".join(f"<li><a href=/p{i}>แผนพัฒนาท้องถิ่น ส่วนที่ {i}</a></li>" for i in range(pages))
                rows = "".join(f"<tr><td>โครงการที่ {i} ของหน้า {name}</td><td>{i * 1000}</td></tr>" for i in range(200))
                kind = "application/json"
                body = json.dumps({"title": f"แผนพัฒนาท้องถิ่น {name}",
                                   "body": f"<ul>{menu}</ul><table>{rows}</table>"})
            elif self.path in ("/robots.txt", "/sitemap.xml") or self.path.startswith("/oitcheck"):
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            data = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler


def browser_memory():
    """Sum of PSS in MiB, and the number of processes, of browsers oitcheck began."""
    total = count = 0
    roots = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            roots[folder] = (folder / "cmdline").read_bytes()
        except OSError:
            pass
    for folder, line in roots.items():
        if b"oitcheck-browser-" not in line and b"/chromium/chromium" not in line:
            continue
        try:
            for row in (folder / "smaps_rollup").read_text().splitlines():
                if row.startswith("Pss:"):
                    total += int(row.split()[1])
                    count += 1
        except OSError:
            pass
    return total / 1024, count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("oitcheck")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--public", action="store_true")
    options = parser.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), make_handler(options.pages))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    most = [0.0, 0]
    with tempfile.TemporaryDirectory() as folder:
        command = [options.oitcheck, "scan", f"http://127.0.0.1:{server.server_port}/", "--quiet", "--exhaustive",
                   "--max-rendered", "1000", "--keep", folder, "--json", f"{folder}/report.json"]
        if options.public:
            command += ["--delay", "250ms"]
        began = time.monotonic()
        scan = subprocess.Popen(command)
        while scan.poll() is None:
            most = max(most, list(browser_memory()))
            time.sleep(0.2)
        took = time.monotonic() - began
        times = []
        for capture in pathlib.Path(folder).glob("*.warc.gz"):
            for line in gzip.open(capture):
                if b'"purpose":"rendered"' in line:
                    answer = json.loads(line)
                    if answer["outcome"] == "ok":
                        times.append(answer["elapsed_ms"] / 1000)
    print(f"| drawn pages | median s | fastest | slowest | whole scan s | browser PSS MiB | processes |")
    print("|---|---|---|---|---|---|---|")
    print(f"| {len(times)} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f} | {took:.1f} "
          f"| {most[0]:.0f} | {most[1]} |")


main()
