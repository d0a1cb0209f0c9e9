import subprocess

CHECKS = {
    "uptime": ["uptime"],
    "disk": ["df", "-h", "/"],
    "kernel": ["uname", "-r"],
    "updates": ["apt", "list", "--upgradable"],
}


class Unreachable(Exception):
    pass


def run(host: str, check: str) -> str:
    command = CHECKS[check]
    done = subprocess.run(
        ["ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", host, *command],
        capture_output=True,
        text=True,
        timeout=30,
    )
    if done.returncode == 255:
        raise Unreachable(host)
    return done.stdout


def allowed(host: str) -> bool:
    return bool(host) and "@" not in host and not any(char.isspace() for char in host)
