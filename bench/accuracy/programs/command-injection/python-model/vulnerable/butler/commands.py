import logging
import os
import subprocess

from .models import Job

SOURCE = os.environ.get("BUTLER_SOURCE", "/srv/data")
TARGET = os.environ.get("BUTLER_TARGET", "/srv/backup")
log = logging.getLogger("butler")


def backup(job: Job) -> str:
    line = f"tar -C {SOURCE} -cf - . | zstd -q -o {TARGET}/{job.archive}"
    log.info("running %s", line)
    subprocess.check_call(line, shell=True, timeout=3600)
    return job.archive


def prune(job: Job) -> int:
    names = sorted(name for name in os.listdir(TARGET) if name.startswith(job.label + "-"))
    for name in names[: -job.keep]:
        os.remove(os.path.join(TARGET, name))
    return max(len(names) - job.keep, 0)


def free() -> str:
    done = subprocess.run(["df", "-h", TARGET], capture_output=True, text=True, check=True)
    return done.stdout
