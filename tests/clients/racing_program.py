"""A program that renews the token of a profile each time it gets a line.

    racing_program.py KIND FOLDER

KIND is `locks`, or `no-locks` for a file system that has none. It prints a hash of the token.
"""

import errno
import hashlib
import sys

from linkedin_api.clients.auth import file_lock, providers, renewal
from linkedin_api.profiles import Profiles


def refuse(*_):
    raise OSError(errno.ENOTSUP, "no locks")


def main(kind, folder):
    if kind == "no-locks":
        file_lock.fcntl.flock = refuse
    for module in (providers, renewal):
        module.LOOK_SECONDS = 0.002  # both are always waiting for each other
    print("ready", flush=True)
    for _ in sys.stdin:
        profiles = Profiles(folder)
        provider = profiles.provider(profiles.load("work"))
        provider.refuse(provider.token(), "expired")
        print(hashlib.sha256(provider.token().encode()).hexdigest(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
