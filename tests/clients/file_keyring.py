"""A keyring that several processes share: a folder, with a file for each entry."""

import os
from pathlib import Path

from keyring.backend import KeyringBackend

from linkedin_api.clients.named_files import read_private, write_private

#: The variable that names the folder.
VARIABLE = "KEYRING_FOLDER"


class Keyring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        try:
            return read_private(_file(username))
        except FileNotFoundError:
            return None

    def set_password(self, service, username, password):
        write_private(_file(username), password)


def _file(username):
    return Path(os.environ[VARIABLE], username.replace("/", "-"))
