#!/usr/bin/env python3
"""A web server for many sites that answers each request after a while; standard library only.

    slow_server.py ROOT --sites N [--delay-ms 100] [--port P] [--log FILE]

ROOT/<name>/ are document roots; site k (address 127.2.x.y, port P) is the k-th of them, counted
round and round, so that few folders make many sites. The first line on stdout says how many sites
there are and where the first is; a line for each follows in seeds.txt beside ROOT. Keep-alive,
GET only; an address without a file is 404. Ends on SIGTERM. At its end FILE gets one line per
site: requests, seconds from its first request to its last answer.
"""

import argparse
import asyncio
import resource
import signal
import sys
import time
from pathlib import Path


def address(k):
    return f"127.2.{k // 250}.{k % 250 + 1}"


def load(root):
    sites = []
    for folder in sorted(p for p in root.iterdir() if p.is_dir()):
        pages = {}
        for file in folder.rglob("*"):
            if not file.is_file():
                continue
            body = file.read_bytes()
            kind = "text/html"
            if file.suffix == ".pdf":
                kind = "application/pdf"
            elif body.find(b"windows-874", 0, 400) >= 0:
                kind = "text/html; charset=windows-874"
            head = (f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                    f"ETag: \"{abs(hash(body))}\"\r\n\r\n").encode()
            path = "/" + file.relative_to(folder).as_posix()
            pages[path] = head + body
            if path.endswith("/index.html"):
                pages[path[:-10]] = head + body
        sites.append(pages)
    return sites


NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 22\r\n\r\n<title>404</title>none"


class Talk(asyncio.Protocol):
    def __init__(self, server):
        self.server, self.rest = server, b""

    def connection_made(self, transport):
        self.transport = transport
        ip = transport.get_extra_info("sockname")[0].split(".")
        self.site = int(ip[2]) * 250 + int(ip[3]) - 1

    def data_received(self, data):
        self.rest += data
        while (end := self.rest.find(b"\r\n\r\n")) >= 0:
            head, self.rest = self.rest[:end], self.rest[end + 4:]
            path = head.split(b" ", 2)[1].decode("latin-1")
            self.server.loop.call_later(self.server.delay, self.answer, path, time.monotonic())

    def answer(self, path, asked):
        log = self.server.log.setdefault(self.site, [0, asked, 0])
        log[0] += 1
        log[2] = time.monotonic()
        if not self.transport.is_closing():
            pages = self.server.sites[self.site % len(self.server.sites)]
            self.transport.write(pages.get(path, NOT_FOUND))


class Server:
    def __init__(self, args):
        self.sites, self.delay, self.log = load(args.root), args.delay_ms / 1000, {}
        self.loop = asyncio.get_running_loop()


async def serve(args):
    server = Server(args)
    end = asyncio.Event()
    server.loop.add_signal_handler(signal.SIGTERM, end.set)
    listeners = [await server.loop.create_server(lambda: Talk(server), address(k), args.port, backlog=1024)
                 for k in range(args.sites)]
    seeds = [f"http://{address(k)}:{args.port}/" for k in range(args.sites)]
    (args.root.parent / "seeds.txt").write_text("\n".join(seeds) + "\n")
    print(args.sites, seeds[0], flush=True)
    await end.wait()
    for listener in listeners:
        listener.close()
    if args.log:
        args.log.write_text("".join(f"{k} {n} {last - first:.3f}\n" for k, (n, first, last) in sorted(server.log.items())))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--sites", type=int, required=True)
    parser.add_argument("--delay-ms", type=float, default=100)
    parser.add_argument("--port", type=int, default=8097)
    parser.add_argument("--log", type=Path)
    args = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    asyncio.run(serve(args))


if __name__ == "__main__":
    sys.exit(main())
