"""A real post office on this machine: Postfix takes letters, Dovecot keeps mailboxes and answers.

One of its people is away: their answer comes from Dovecot's own vacation responder.
"""

import os
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.floor.debian import debian, eventually, free_port, is_heard, running

DOMAIN, PASSWORD = "norrvikhospital.example", "secret"
DESK, KARIN, AWAY = f"it@{DOMAIN}", f"karin.holm@{DOMAIN}", f"erik.lund@{DOMAIN}"
PACKAGES = ("postfix", "dovecot-core", "dovecot-imapd", "dovecot-lmtpd", "dovecot-sieve")
USERS = {"root": 0, "postfix": 5001, "postdrop": 5002, "dovecot": 5003, "dovenull": 5004}
USERS |= {"vmail": 5005, "nobody": 65534}
QUEUES = "active bounce corrupt defer deferred flush hold incoming private public saved trace pid"

MAIN = f"""
compatibility_level = 3.6
queue_directory = /var/spool/postfix
data_directory = /var/lib/postfix
daemon_directory = /usr/lib/postfix/sbin
myhostname = post.{DOMAIN}
mydestination =
alias_maps =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
virtual_mailbox_domains = {DOMAIN}
virtual_transport = lmtp:unix:/run/dovecot/lmtp
maillog_file = /said
maillog_file_prefixes = /said
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
DOVECOT = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = /run/dovecot
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
passdb {{
  driver = passwd-file
  args = /etc/dovecot/people
}}
userdb {{
  driver = static
  args = uid=vmail gid=vmail home=/var/mail/%u
}}
mail_location = maildir:~/Maildir
submission_host = 127.0.0.1:{smtp}
plugin {{
  sieve = file:/etc/dovecot/%u.sieve
}}
protocol lmtp {{
  mail_plugins = sieve
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0666
  }}
}}
"""
VACATION = 'require ["vacation"];\nvacation :days 1 "I am back on Monday.";\n'


@dataclass(frozen=True)
class PostOffice:
    """Where it is."""

    root: Path
    smtp: int
    imap: int

    def take(self, letters: Iterable[bytes], sender: str = KARIN) -> None:
        """Hand letters to the desk over, as another mail server does."""
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=30) as server:
            for each in letters:
                server.sendmail(sender, [DESK], each)

    def letters_of(self, address: str) -> list[bytes]:
        """Return what came into a mailbox and was not read there."""
        folder = self.root / "var/mail" / address / "Maildir/new"
        return [each.read_bytes() for each in sorted(folder.glob("*"))]


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Have a post office for a block."""
    with debian(*PACKAGES) as root:
        office = PostOffice(root, free_port(), free_port())
        _furnish(office)
        with (
            running(root, "/usr/sbin/dovecot", "-F"),
            running(root, "/usr/lib/postfix/sbin/master", "-d"),
        ):
            for port in (office.smtp, office.imap):
                eventually(lambda port=port: is_heard(port), root=root)
            yield office


def _furnish(office: PostOffice) -> None:
    root, etc = office.root, office.root / "etc"
    users = [f"{name}:x:{number}:{number}::/:/bin/false\n" for name, number in USERS.items()]
    (etc / "passwd").write_text("".join(users))
    groups = [f"{name}:x:{number}:\n" for name, number in USERS.items()]
    (etc / "group").write_text("".join(groups))
    (etc / "postfix/main.cf").write_text(MAIN)
    (etc / "postfix/master.cf").write_text(MASTER.format(port=office.smtp))
    (etc / "dovecot/dovecot.conf").write_text(DOVECOT.format(smtp=office.smtp, imap=office.imap))
    people = [f"{each}:{{PLAIN}}{PASSWORD}\n" for each in (DESK, KARIN, AWAY)]
    (etc / "dovecot/people").write_text("".join(people))
    (etc / f"dovecot/{AWAY}.sieve").write_text(VACATION)
    for name in QUEUES.split():
        _folder(root / "var/spool/postfix" / name, "postfix", 0o700)
    (root / "var/spool/postfix/pid").chmod(0o755)
    os.chown(root / "var/spool/postfix/pid", 0, 0)
    _folder(root / "var/spool/postfix/maildrop", "postfix", 0o1730)
    _folder(root / "var/lib/postfix", "postfix", 0o700)
    _folder(root / "var/mail", "vmail", 0o700)


def _folder(place: Path, user: str, mode: int) -> None:
    place.mkdir(parents=True, exist_ok=True)
    os.chown(place, USERS[user], USERS[user])
    place.chmod(mode)
