"""An endpoint on loopback that gives tokens as Microsoft and Google do, over TLS."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CODE, ADDRESS = "HXQ7-44ZK", "https://sign-in.example/device"


@dataclass
class TokenGiver:
    """What it was asked, and what it answers when asked for a token."""

    address: str = ""
    certificate: Path = Path()
    asked: list[dict[str, str]] = field(default_factory=list)
    answers: list[dict[str, object]] = field(default_factory=list)
    meanwhile: Callable[[], object] = list

    def gives(self, access: str, **further: object) -> None:
        """Let the next question be answered by a token."""
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 3600}
        self.answers.append({**answer, **further})

    def refuses(self, error: str, description: str = "") -> None:
        """Let the next question be answered by a refusal."""
        self.answers.append({"error": error, "error_description": description})


class Talk(BaseHTTPRequestHandler):
    """One question."""

    giver: TokenGiver

    def do_GET(self) -> None:
        """Say where one asks for what."""
        base = self.giver.address + "/" + self.path.split("/")[1]
        self.say(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            }
        )

    def do_POST(self) -> None:
        """Give a code, or what is answered next."""
        length = int(self.headers["Content-Length"])
        words = parse_qs(self.rfile.read(length).decode())
        self.giver.asked.append({name: value[0] for name, value in words.items()})
        if self.path.endswith("/devicecode"):
            code = {"user_code": CODE, "device_code": "d", "verification_uri": ADDRESS}
            return self.say({**code, "expires_in": 900, "interval": 5})
        self.giver.meanwhile()
        answer = self.giver.answers.pop(0)
        return self.say(answer, 400 if "error" in answer else 200)

    def say(self, words: dict[str, object], status: int = 200) -> None:
        body = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def private_key() -> tuple[rsa.RSAPrivateKey, bytes]:
    """Return a key, and the same as text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key, key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@contextmanager
def giving(folder: Path) -> Iterator[TokenGiver]:
    """Have an endpoint for a block; whoever asks must trust its certificate."""
    giver = TokenGiver(certificate=folder / "certificate.pem")
    _write_certificate(giver.certificate)
    talk = type("TalkWithOne", (Talk,), {"giver": giver})
    with ThreadingHTTPServer(("127.0.0.1", 0), talk) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(giver.certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        giver.address = f"https://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield giver
        server.shutdown()


def _write_certificate(path: Path) -> None:
    key, text = private_key()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(text + certificate.public_bytes(serialization.Encoding.PEM))
