import os
from functools import cache

from bson import json_util
from pymongo import MongoClient
from pymongo.database import Database


@cache
def db() -> Database:
    client = MongoClient(os.environ["MONGO_URL"], serverSelectionTimeoutMS=5000)
    return client[os.environ.get("MONGO_DB", "app")]


def dump(value) -> str:
    return json_util.dumps(value)
