"""Accounts of a small server, kept with a digest of the password."""

import hashlib
import os

ACCOUNTS: dict[str, tuple[bytes, bytes]] = {}


def add(name: str, password: str) -> None:
    salt = os.urandom(16)
    stored = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
    ACCOUNTS[name] = (salt, stored)
