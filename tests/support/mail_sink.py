"""A mail server on a free port of 127.0.0.1 that keeps what it gets, for tests.

mail_sink.py FILE [--login USER:PASSWORD] [--certificate CERT KEY] [--smtps] [--answers CODE...]

Prints its port. Each message is appended to FILE as one line of JSON: from, to, data. The first
recipients are answered with CODE...; from then on all are welcome. The password "busy" gets a 454.
Ends when its input ends.
"""

import argparse
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, path, answers):
        self.path, self.answers = path, list(answers)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers:
            return self.answers.pop(0) + " not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = {"from": envelope.mail_from, "to": envelope.rcpt_tos,
                   "data": envelope.content.decode("latin-1"), "tls": session.ssl is not None,
                   "user": getattr(session, "user", "")}
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(message) + "\n")
        return "250 OK"


def check_login(expected):
    def check(server, session, envelope, mechanism, data):
        given = data.login.decode() + ":" + data.password.decode()
        session.user = data.login.decode()
        if data.password == b"busy":
            return AuthResult(success=False, handled=False, message="454 4.7.0 Not now")
        return AuthResult(success=given == expected, handled=given == expected)
    return check


async def serve(arguments):
    loop = asyncio.get_running_loop()
    options, tls = {}, None
    if arguments.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*arguments.certificate)
    if tls and not arguments.smtps:
        options.update(tls_context=tls, require_starttls=True)
    if arguments.login:
        options.update(authenticator=check_login(arguments.login), auth_required=True,
                       auth_require_tls=bool(tls) and not arguments.smtps)
    keeper = Keeper(arguments.file, arguments.answers)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="localhost", loop=loop, **options), "127.0.0.1", 0,
        ssl=tls if arguments.smtps else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


parser = argparse.ArgumentParser()
parser.add_argument("file")
parser.add_argument("--login")
parser.add_argument("--certificate", nargs=2)
parser.add_argument("--smtps", action="store_true")
parser.add_argument("--answers", nargs="*", default=[])
asyncio.run(serve(parser.parse_args()))
