"""The tests' SMTP server: takes letters for anybody and puts them into the mailbox of the name before the @, where
dovecot finds them. `mail_smtp.py HOME OWNER PORT TLS_PORT`; who is `nobody-here@…` is refused."""

import asyncio
import os
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP

home, owner, port, tls_port = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
count = 0


class Deliverer:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name, _, _ = address.partition("@")
        if name == "nobody-here" or "/" in name or name.startswith("."):
            return "550 5.1.1 No such user here"
        if name == "try-later":
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        for address in envelope.rcpt_tos:
            maildir = home / "users" / address.partition("@")[0] / "Maildir"
            for place in (maildir.parent, maildir, *(maildir / part for part in ("new", "cur", "tmp"))):
                place.mkdir(exist_ok=True)
                own(place, 0o700)
            count += 1
            name = f"{time.time_ns()}.{os.getpid()}_{count}.test"
            written = maildir / "tmp" / name
            head = f"Return-Path: <{(envelope.mail_from or '').strip('<>')}>\r\n".encode()
            written.write_bytes(head + envelope.original_content)
            own(written, 0o600)
            written.rename(maildir / "new" / name)
        return "250 OK"


def own(path: Path, mode: int) -> None:
    path.chmod(mode)
    if os.getuid() == 0:
        os.chown(path, owner, -1)


async def main() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(home / "server.pem", home / "server.key")
    loop = asyncio.get_running_loop()
    make = lambda context=None: SMTP(Deliverer(), tls_context=context, hostname="localhost")
    await loop.create_server(lambda: make(context), "127.0.0.1", port)
    await loop.create_server(make, "127.0.0.1", tls_port, ssl=context)
    await asyncio.Event().wait()


asyncio.run(main())
