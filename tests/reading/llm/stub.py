"""A model server on this machine that answers from a script, in either wire format.

A step of the script is an answer (a dict, written as JSON, or a text), a `Fault`, or a function of
the request's body that gives one of these. The last step is repeated.
"""

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs


@attrs.frozen
class Fault:
    status: int
    headers: dict = attrs.field(factory=dict)
    body: str = "scripted"


@attrs.frozen
class Cut:
    """An answer that stopped at the longest allowed."""

    text: str


@attrs.frozen
class Raw:
    """A body that is sent as it is."""

    body: str


@attrs.frozen
class Wild:
    """Whatever a server may do with an open connection."""

    do: object


@attrs.frozen
class Seen:
    path: str
    headers: dict
    body: dict

    @property
    def text(self):
        """All that was said to the model."""
        return json.dumps(self.body, ensure_ascii=False)


class Server:
    def __init__(self, steps):
        self.steps = list(steps)
        self.seen = []
        self.address = ""

    def next(self, body):
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        return step(body) if callable(step) else step


def wrapped(path, text, *, cut):
    if path.endswith("/chat/completions"):
        choice = {"message": {"content": text}, "finish_reason": "length" if cut else "stop"}
        return {"choices": [choice], "usage": {"total_tokens": 100}}
    return {
        "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": text}],
        "stop_reason": "max_tokens" if cut else "end_turn",
        "usage": {"input_tokens": 60, "output_tokens": 40},
    }


def handler(server):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.seen.append(
                Seen(self.path, {name.lower(): said for name, said in self.headers.items()}, body)
            )
            step = server.next(body)
            if isinstance(step, Fault):
                self.answer(step.status, step.body, step.headers)
            elif isinstance(step, Wild):
                with suppress(OSError):
                    step.do(self.wfile)
            elif isinstance(step, Raw):
                self.answer(200, step.body, {})
            else:
                cut = isinstance(step, Cut)
                text = step.text if cut else step if isinstance(step, str) else json.dumps(step)
                self.answer(200, json.dumps(wrapped(self.path, text, cut=cut)), {})

        def answer(self, status, text, headers):
            sent = text.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

    return Handler


@contextmanager
def serving(*steps):
    """Serve the steps of a script; give the server with its address and what it saw."""
    server = Server(steps)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(server)) as http:
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
