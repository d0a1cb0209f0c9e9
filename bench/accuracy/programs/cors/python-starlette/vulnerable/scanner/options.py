import os

PORT = int(os.environ.get("SCANNER_PORT", "8733"))
ORIGINS = os.environ.get("SCANNER_ORIGINS", "*").split(",")
HOSTS = ["localhost", "127.0.0.1"]
