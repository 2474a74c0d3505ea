"""A program that renews the token of a profile each time it gets a line.

    racing_program.py KIND FOLDER

KIND is `files`; `no-locks` for files where the file system has no locks; or `keyring`. It prints a
hash of the token.
"""

import errno
import hashlib
import sys

import keyring
from file_keyring import Keyring

from linkedin_api.clients import file_lock
from linkedin_api.clients.auth import providers, renewal
from linkedin_api.profiles import Profiles

#: How many times as often as usual a process looks for what the other has stored, and how many
#: times as long: a busy disk may take seconds to keep a file.
OFTEN, LONG = 50, 20


def refuse(*_):
    raise OSError(errno.ENOTSUP, "no locks")


def main(kind, folder):
    if kind == "no-locks":
        file_lock.fcntl.flock = refuse
    keyring.set_keyring(Keyring())
    for module in (providers, renewal):  # both are always waiting for each other
        module.LOOK_SECONDS /= OFTEN
        module._LOOKS *= OFTEN * LONG
    print("ready", flush=True)
    for _ in sys.stdin:
        profiles = Profiles(folder)
        provider = profiles.provider(profiles.load("work"))
        provider.refuse(provider.token(), "expired")
        print(hashlib.sha256(provider.token().encode()).hexdigest(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
