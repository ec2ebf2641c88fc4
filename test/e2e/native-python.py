"""The calls of a kokoro-webui client in Python: refused without a key, then a stream with a one-time token."""

import asyncio
import json
import sys
import urllib.request

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus


async def main(base: str, key: str) -> dict:
    url = base.replace("http", "ws") + "/ws/speak-stream"
    report = {}
    try:
        async with connect(url):
            report["refused"] = None
    except InvalidStatus as refusal:
        report["refused"] = refusal.response.status_code

    request = urllib.request.Request(
        base + "/api/ws-token", method="POST", headers={"Authorization": f"Bearer {key}"}
    )
    with urllib.request.urlopen(request) as response:
        token = json.load(response)
    protocols = ["kokoro-stream", f"kokoro-auth.{token['token']}.{token['proof']}"]
    async with connect(url, subprotocols=protocols) as socket:
        report["protocol"] = socket.subprotocol
        await socket.send(json.dumps({"text": "Hello there. Bye.", "format": "pcm"}))
        frames = [frame async for frame in socket]
    report["types"] = [json.loads(f)["type"] if isinstance(f, str) else len(f) for f in frames]
    report["close"] = socket.close_code

    async with connect(url, additional_headers={"X-API-Key": key}) as socket:
        await socket.send(json.dumps({"text": "Hello. " * 300, "target_chunk_chars": 80, "format": "pcm"}))
        await socket.recv()
        await socket.send(json.dumps({"type": "cancel"}))
        frames = [frame async for frame in socket]
    report["cancelled"] = json.loads(frames[-1])["type"]
    return report


print(json.dumps(asyncio.run(main(*sys.argv[1:]))))
