"""A temporary certificate authority: made when a sandbox starts, deleted when it stops.

Its private key never leaves the memory of this process, so nobody can sign more with it, even
if a program still trusts its certificate.

Imported only when a sandbox with TLS is started, since trustme may be absent.
"""

from __future__ import annotations

import shutil
import ssl
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

from linkedin_api.sandbox.addresses import UncertifiableHost

#: Some systems trust no certificate that is valid for longer than 398 days.
_LIFE = timedelta(days=397)


@dataclass(frozen=True, slots=True)
class Certificates:
    """What a server needs to speak TLS, and its clients to trust it.

    Attributes:
        context: of the server.
        ca_file: PEM file with the authority's certificate, in a folder of its own.
    """

    context: ssl.SSLContext
    ca_file: Path

    def forget(self) -> None:
        """Remove the file."""
        shutil.rmtree(self.ca_file.parent, ignore_errors=True)


def make_certificates(names: Sequence[str]) -> Certificates:
    """Make an authority and one certificate for all of these hosts.

    The key of the certificate passes through a file that only its owner can read, because
    `ssl` takes it from nowhere else.

    Raises:
        UncertifiableHost: a certificate cannot have one of them.
    """
    authority = trustme.CA(
        organization_name="LinkedIn sandbox", organization_unit_name="for one run, by nobody"
    )
    for name in names:
        try:
            authority.issue_cert(name)
        except UnicodeError as error:
            sentence = f"no certificate can be made for {name!r}: {error}"
            raise UncertifiableHost(sentence) from error
    # TLS uses the machine's time, not the sandbox's clock.
    leaf = authority.issue_cert(*names, not_after=datetime.now(UTC) + _LIFE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    # Only the owner may look into the folder, and only the owner can put another file there.
    ca_file = Path(tempfile.mkdtemp(prefix="linkedin-sandbox-")) / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    ca_file.chmod(0o600)
    return Certificates(context, ca_file)
