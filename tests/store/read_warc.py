#!/usr/bin/env python3
"""Reads WARC files as ISO 28500:2017 describes them and prints what is wrong with them.

python3 read_warc.py FILE.warc.gz...    exit 0: nothing is wrong with any; else one line a fault

Written from the standard and RFC 9112, with the standard library alone, to be another reader than
the one under src/. Files named together may refer to each other's records. Beside a file its
folder's .cdxj indexes are checked against it.
"""
import hashlib
import json
import pathlib
import re
import sys
import zlib

TYPES = {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion",
         "continuation"}
# Section 5: which fields a record of a type must, or must not, have.
MANDATORY = ["WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type"]
WITH_TARGET = {"response", "resource", "request", "revisit", "conversion", "continuation"}
REPEATABLE = {"warc-concurrent-to"}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")
RECORD_ID = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>\s]+>")
UUID = re.compile(r"<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
STATUS_LINE = re.compile(rb"HTTP/1\.[01] \d{3} [^\r\n]*")


class Fault(Exception):
    pass


def members(data):
    """Annex D: (offset, length, inflated bytes) of each gzip member."""
    at = 0
    while at < len(data):
        inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        inflated = inflater.decompress(data[at:])
        if not inflater.eof:
            raise Fault(f"the member at {at} does not end")
        length = len(data) - at - len(inflater.unused_data)
        yield at, length, inflated
        at += length


def parse_record(data):
    """Section 4: version, named fields, an empty line, the block, two line ends; nothing more."""
    head, separator, rest = data.partition(b"\r\n\r\n")
    if not separator:
        raise Fault("the header does not end")
    version, *lines = head.split(b"\r\n")
    if version != b"WARC/1.1":
        raise Fault(f"version line {version!r}")
    fields = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not TOKEN.fullmatch(name):
            raise Fault(f"field line {line!r}")
        key = name.decode().lower()
        if key in fields and key not in REPEATABLE:
            raise Fault(f"{key} stands twice")
        fields.setdefault(key, []).append(value.decode("utf-8").strip())
    for name in MANDATORY:
        if name.lower() not in fields:
            raise Fault(f"no {name}")
    length = fields["content-length"][0]
    if not re.fullmatch(r"\d+", length):
        raise Fault(f"Content-Length {length!r}")
    block, end = rest[:int(length)], rest[int(length):]
    if len(block) != int(length) or end != b"\r\n\r\n":
        raise Fault(f"a block of {length} bytes is followed by {end[:20]!r}, {len(end)} bytes")
    return fields, block


def check_digest(labelled, data, what):
    algorithm, colon, value = labelled.partition(":")
    if not colon or algorithm not in hashlib.algorithms_guaranteed:
        raise Fault(f"{what} digest {labelled!r}")
    if hashlib.new(algorithm, data).hexdigest() != value:
        raise Fault(f"the {what} digest does not match")


def parse_http(block, is_whole):
    """RFC 9112: the body of a response whose fields must frame it as it is stored."""
    head, separator, body = block.partition(b"\r\n\r\n")
    if not separator:
        raise Fault("the HTTP head does not end")
    status, *lines = head.split(b"\r\n")
    if not STATUS_LINE.fullmatch(status):
        raise Fault(f"status line {status!r}")
    lengths = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not TOKEN.fullmatch(name.rstrip()):
            raise Fault(f"HTTP field {line!r}")
        if name.lower() in (b"transfer-encoding", b"content-encoding"):
            raise Fault(f"{name.decode()} of a body that is stored decoded")
        if name.lower() == b"content-length":
            lengths.append(int(value))
    if len(lengths) != 1 or (is_whole and lengths[0] != len(body)):
        raise Fault(f"Content-Length {lengths} of a body of {len(body)} bytes")
    return body


def one(fields, name):
    return fields.get(name.lower(), [None])[0]


class Archive:
    def __init__(self):
        self.records = {}   # by id: (file, fields)
        self.bodies = {}    # by (address, date): payload digest
        self.faults = []
        self.counts = {}

    def check_fields(self, fields):
        kind = one(fields, "WARC-Type")
        if kind not in TYPES:
            raise Fault(f"type {kind!r}")
        if not UUID.fullmatch(one(fields, "WARC-Record-ID")):
            raise Fault(f"record id {one(fields, 'WARC-Record-ID')!r}")
        if not DATE.fullmatch(one(fields, "WARC-Date")):
            raise Fault(f"date {one(fields, 'WARC-Date')!r}")
        target = one(fields, "WARC-Target-URI")
        if (kind in WITH_TARGET and not target) or (kind == "warcinfo" and target):
            raise Fault(f"a {kind} with target {target!r}")
        if target and not re.fullmatch(r"https?://[!-~]+", target):
            raise Fault(f"target {target!r}")
        if int(one(fields, "Content-Length")) and not one(fields, "Content-Type"):
            raise Fault("no Content-Type")
        if kind == "revisit" and not one(fields, "WARC-Profile"):
            raise Fault("a revisit without a profile")
        for name in ("WARC-Concurrent-To", "WARC-Refers-To", "WARC-Warcinfo-ID"):
            for value in fields.get(name.lower(), []):
                if not RECORD_ID.fullmatch(value):
                    raise Fault(f"{name} {value!r}")

    def take(self, path, data, is_first):
        fields, block = parse_record(data)
        self.check_fields(fields)
        kind, identity = one(fields, "WARC-Type"), one(fields, "WARC-Record-ID")
        if is_first != (kind == "warcinfo"):
            raise Fault(f"{kind} stands {'first' if is_first else 'later'}")
        if identity in self.records:
            raise Fault(f"{identity} is taken")
        self.records[identity] = (path, fields)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        check_digest(one(fields, "WARC-Block-Digest"), block, "block")
        payload = block
        if one(fields, "Content-Type") == "application/http;msgtype=response":
            payload = parse_http(block, kind != "revisit")
        if kind in ("response", "resource"):
            check_digest(one(fields, "WARC-Payload-Digest"), payload, "payload")
            self.bodies[one(fields, "WARC-Target-URI"), one(fields, "WARC-Date")] = \
                one(fields, "WARC-Payload-Digest")
        if one(fields, "Content-Type") == "application/json":
            json.loads(block)
        return fields

    def read(self, path):
        index = {}
        try:
            for offset, length, inflated in members(path.read_bytes()):
                try:
                    index[offset, length] = self.take(path, inflated, offset == 0)
                except Fault as fault:
                    self.faults.append(f"{path}: record at {offset}: {fault}")
        except (Fault, zlib.error) as fault:
            self.faults.append(f"{path}: {fault}")
        return index

    def check_references(self):
        for path, fields in self.records.values():
            for name in ("warc-concurrent-to", "warc-refers-to", "warc-warcinfo-id"):
                for identity in fields.get(name, []):
                    if identity not in self.records:
                        self.faults.append(f"{path}: {name} {identity} is nowhere")
            if one(fields, "WARC-Type") == "revisit":
                place = one(fields, "WARC-Refers-To-Target-URI"), one(fields, "WARC-Refers-To-Date")
                if self.bodies.get(place) != one(fields, "WARC-Payload-Digest"):
                    self.faults.append(f"{path}: the revisit's original is not at {place}")

    def check_index(self, path, indexes):
        lines = path.read_text().splitlines()
        if lines != sorted(lines):
            self.faults.append(f"{path}: is not sorted")
        found = 0
        for line in lines:
            _, time, text = line.split(" ", 2)
            entry = json.loads(text)
            if entry["filename"] not in indexes:
                continue
            found += 1
            fields = indexes[entry["filename"]].get((int(entry["offset"]), int(entry["length"])))
            date = re.sub(r"\D", "", one(fields, "WARC-Date"))[:14] if fields else None
            if not fields or (one(fields, "WARC-Target-URI"), one(fields, "WARC-Payload-Digest"),
                              date) != (entry["url"], entry["digest"], time):
                self.faults.append(f"{path}: wrong line {line!r}")
        return found


def main():
    archive = Archive()
    paths = [pathlib.Path(name) for name in sys.argv[1:]]
    indexes = {path.name: archive.read(path) for path in paths}
    archive.check_references()
    listed = sum(archive.check_index(index, indexes)
                 for index in {found for path in paths for found in path.parent.glob("*.cdxj")})
    print("\n".join(archive.faults + [f"{sum(archive.counts.values())} records "
                                      f"{json.dumps(archive.counts, sort_keys=True)}, "
                                      f"{listed} in indexes"]))
    return 1 if archive.faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
