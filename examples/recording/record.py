"""Records a function's calls as executions, over plain HTTP, with the standard library only.

    EXECGRAPH_URL=http://127.0.0.1:4000 python3 record.py
"""

import contextlib
import contextvars
import json
import os
import sys
import traceback
import urllib.request
import uuid
from datetime import datetime, timezone

SERVER = os.environ.get("EXECGRAPH_URL", "http://127.0.0.1:4000")
URL = SERVER.rstrip("/").removesuffix("/graphql") + "/graphql"
TOKEN = os.environ.get("EXECGRAPH_TOKEN")

RECORD = """
mutation Record($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { ok id problem { code message field } } }
}
"""
UPDATE = """
mutation Update($input: UpdateExecutionsInput!) {
  updateExecutions(input: $input) { results { ok id problem { code message field } } }
}
"""

parent = contextvars.ContextVar("parent", default=None)


def send(query, executions, **options):
    """Sends one mutation. Raises if it was refused, as a whole or for one of its executions."""
    body = {"query": query, "variables": {"input": {"executions": executions, **options}}}
    headers = {"content-type": "application/json"}
    if TOKEN:
        headers["authorization"] = f"Bearer {TOKEN}"
    request = urllib.request.Request(URL, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=15) as response:
        answer = json.load(response)
    if answer.get("errors"):
        raise RuntimeError(answer["errors"][0]["message"])
    for payload in answer["data"].values():
        for result in payload["results"]:
            if result["problem"]:
                raise RuntimeError(result["problem"]["message"])


def sent(query, executions, **options):
    """Whether it was recorded. If not, stderr says why, and the work goes on."""
    try:
        send(query, executions, **options)
        return True
    except Exception as problem:
        print(f"not recorded: {problem}", file=sys.stderr)
        return False


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextlib.contextmanager
def recorded(flow, **inputs):
    """What runs within is one execution. One within another is its child."""
    execution = {"id": str(uuid.uuid4()), "flow": flow, "parentId": parent.get(), "inputs": inputs}
    # The id is our own, and IGNORE makes it safe to send again.
    began = sent(RECORD, [{**execution, "attempts": [{"number": 1, "startedAt": now()}]}], onConflict="IGNORE")
    within = parent.set(execution["id"])
    outputs = {}
    finish = {"number": 1, "verdict": "OK"}
    try:
        yield outputs
    except BaseException:
        finish.update(verdict="FAILED", error=traceback.format_exc())
        raise
    finally:
        parent.reset(within)
        patch = {"id": execution["id"], "finishAttempt": {**finish, "finishedAt": now()}, "outputs": outputs}
        if began:
            sent(UPDATE, [patch])


if __name__ == "__main__":
    with recorded("Crawl", site="example.com") as outputs:
        for page in range(3):
            try:
                with recorded("Fetch", page=page) as fetched:
                    fetched["bytes"] = 1_000 // (2 - page)
            except ZeroDivisionError:
                outputs["failed"] = page
    print("done")
