import os

from motor.motor_asyncio import AsyncIOMotorClient

_client = AsyncIOMotorClient(os.environ.get("MONGO_URL", "mongodb://127.0.0.1"))
_tickets = _client.desk.tickets

HIDDEN = {"_id": 0, "internal": 0}


async def of_customer(customer: str) -> list[dict]:
    return await _tickets.find({"customer": {"$eq": customer}}, HIDDEN).to_list(50)


async def find(query: dict) -> list[dict]:
    return await _tickets.find({**query, "public": True}, HIDDEN).to_list(50)


async def close(number: int) -> bool:
    result = await _tickets.update_one({"number": number}, {"$set": {"open": False}})
    return result.modified_count == 1
