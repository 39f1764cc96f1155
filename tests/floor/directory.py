"""A real OpenLDAP on this machine: Debian's slapd with a few people, a group, and encryption."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.floor.debian import debian, eventually, free_port, is_heard, running

SUFFIX = "dc=norrvik,dc=example"
PEOPLE, GROUPS = f"ou=people,{SUFFIX}", f"ou=groups,{SUFFIX}"
MANAGER, PASSWORD = f"cn=spoc,{SUFFIX}", "of-the-directory"
# an account that may write all and is bound by the policy all the same
DESK = f"cn=desk,{SUFFIX}"
KARIN, ASA, PRINTERS = f"uid=karin,{PEOPLE}", f"uid=asa,{PEOPLE}", f"cn=printers,{GROUPS}"
POLICY = f"cn=policy,{SUFFIX}"
OLD = "old-word-of-karin"
CONFIGURATION = f"""
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile /run/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCertificateFile /etc/cert.pem
TLSCertificateKeyFile /etc/key.pem
database mdb
suffix "{SUFFIX}"
rootdn "{MANAGER}"
rootpw {PASSWORD}
directory /var/db
maxsize 16777216
access to *
  by dn.exact="{DESK}" write
  by anonymous auth
  by * read
overlay ppolicy
ppolicy_default "{POLICY}"
ppolicy_hash_cleartext
"""
ENTRIES = f"""
dn: {SUFFIX}
objectClass: dcObject
objectClass: organization
dc: norrvik
o: Norrvik

dn: {PEOPLE}
objectClass: organizationalUnit
ou: people

dn: {GROUPS}
objectClass: organizationalUnit
ou: groups

dn: {POLICY}
objectClass: person
objectClass: pwdPolicy
cn: policy
sn: policy
pwdAttribute: userPassword
pwdLockout: TRUE
pwdMaxFailure: 2
pwdMinLength: 8
pwdCheckQuality: 2

dn: {DESK}
objectClass: person
cn: desk
sn: desk
userPassword: {PASSWORD}

dn: {KARIN}
objectClass: inetOrgPerson
uid: karin
cn: Karin Holm
sn: Holm
mail: karin.holm@norrvikhospital.example
userPassword: {OLD}

dn: {ASA}
objectClass: inetOrgPerson
uid: asa
cn: Asa Ekman
sn: Ekman
employeeType: administrator
userPassword: {OLD}

dn: {PRINTERS}
objectClass: groupOfNames
cn: printers
member: {ASA}
"""


@dataclass
class RealDirectory:
    """Where it is, and whom it is signed by."""

    root: Path
    port: int
    authority: str

    def told(self, **further: str) -> dict[str, str]:
        """Return what an action is told of it."""
        return {
            "host": "127.0.0.1",
            "port": str(self.port),
            "security": "starttls",
            "authority": self.authority,
            "user": DESK,
            "password": PASSWORD,
            "base": PEOPLE,
            "groups": GROUPS,
            "never": "(employeeType=administrator)",
            **further,
        }


@contextmanager
def directory() -> Iterator[RealDirectory]:
    """Have a directory running for a block."""
    with debian("slapd") as root:
        for name in ("var/db", "run"):
            (root / name).mkdir(exist_ok=True)
        (root / "etc/slapd.conf").write_text(CONFIGURATION)
        (root / "entries.ldif").write_text(ENTRIES.lstrip())
        authority = _certified(root)
        add = ["chroot", str(root), "/usr/sbin/slapadd", "-f", "/etc/slapd.conf"]
        subprocess.run([*add, "-l", "/entries.ldif"], check=True, capture_output=True, timeout=60)
        port = free_port()
        where = f"ldap://127.0.0.1:{port}/"
        command = ("/usr/sbin/slapd", "-d", "0", "-h", where, "-f", "/etc/slapd.conf")
        with running(root, *command):
            eventually(lambda: is_heard(port), root=root)
            yield RealDirectory(root, port, authority)


def _certified(root: Path) -> str:
    """Write a certificate for this machine that signs itself, and return it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    here = x509.SubjectAlternativeName(
        [x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("127.0.0.1")]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (root / "etc/cert.pem").write_bytes(pem)
    (root / "etc/key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return pem.decode()
