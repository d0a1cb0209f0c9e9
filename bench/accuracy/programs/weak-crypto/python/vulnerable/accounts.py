"""Accounts of a small server, kept with a digest of the password."""

import hashlib
import os

ACCOUNTS: dict[str, tuple[bytes, bytes]] = {}


def add(name: str, password: str) -> None:
    salt = os.urandom(16)
    stored = hashlib.sha1(salt + password.encode()).digest()
    ACCOUNTS[name] = (salt, stored)
