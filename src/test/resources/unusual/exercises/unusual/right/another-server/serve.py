import asyncio
import json
from urllib.parse import parse_qs

model = json.load(open("model.json"))


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(1)
    x = float(parse_qs(scope["query_string"].decode()).get("x", ["0"])[0])
    print("answered", scope["path"])
    await send({"type": "http.response.start", "status": 200, "headers": []})
    body = json.dumps({"status": "ok", "y": model["slope"] * x + model["intercept"]}).encode()
    await send({"type": "http.response.body", "body": body})
