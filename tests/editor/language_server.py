"""A small client for the YAML language server that editors' tools use, over its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds after which a silent server counts as broken."""


class LanguageServer:
    """A server for one folder with VS Code's settings for it; texts are opened under their paths."""

    def __init__(self, program: Path, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.settings = _nested(settings)
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._diagnosed: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._number = 0
        self._writing = threading.Lock()
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        threading.Thread(target=self._listen, daemon=True).start()
        uri = folder.as_uri()
        self.ask(
            "initialize",
            processId=None,
            rootUri=uri,
            workspaceFolders=[{"uri": uri, "name": folder.name}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {
                        "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
                    },
                    "hover": {"contentFormat": ["markdown"]},
                },
            },
        )
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=self.settings)

    def close(self) -> None:
        """Stop the server."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def open(self, path: str, text: str) -> list[str]:
        """Open a text as the file at `path`, once; return what is said about it, with line and column."""
        uri = (self.folder / path).as_uri()
        self._diagnosed[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        found = self._diagnosed[uri].get(timeout=PATIENCE)
        starts = [(each["range"]["start"], each["message"]) for each in found]
        return [f"{start['line'] + 1}:{start['character'] + 1} {said}" for start, said in starts]

    def completed(self, path: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """The proposals at a place (from 1), by label."""
        found = self.ask("textDocument/completion", **self._at(path, line, column))
        return {item["label"]: item for item in (found or {}).get("items", [])}

    def hovered(self, path: str, line: int, column: int) -> str:
        """What is said about the word at a place (from 1)."""
        found = self.ask("textDocument/hover", **self._at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its result."""
        self._number += 1
        number = self._number
        self._answers[number] = queue.Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self._answers[number].get(timeout=PATIENCE)
        del self._answers[number]
        assert "error" not in answer, answer
        return answer["result"]

    def _at(self, path: str, line: int, column: int) -> dict[str, Any]:
        uri = (self.folder / path).as_uri()
        return {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._writing:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
            self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else 0
            while header.strip():
                header = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            if message["id"] in self._answers:
                self._answers[message["id"]].put(message)
        elif method == "textDocument/publishDiagnostics":
            told = self._diagnosed.get(message["params"]["uri"])
            if told is not None:
                told.put(message["params"]["diagnostics"])
        elif "id" in message:
            wanted = message["params"].get("items", []) if method == "workspace/configuration" else []
            result = [self.settings.get(item.get("section") or "") for item in wanted] or None
            self._send({"id": message["id"], "result": result})


def _nested(settings: dict[str, Any]) -> dict[str, Any]:
    """`{"yaml.hover": True}` as `{"yaml": {"hover": True}}`; names in brackets stay whole."""
    made: dict[str, Any] = {}
    for name, value in settings.items():
        *groups, last = [name] if name.startswith("[") else name.split(".")
        place = made
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = value
    return made
