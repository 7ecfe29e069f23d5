"""Decides which addresses a page may link to: every URL from content goes through here.

In: an address as an editor typed it. Out: the same address when it is safe, else a machine code saying why
it is not. Must not know: who links, HTML, the network (nothing is ever fetched).

Stricter than the URL standard on purpose: browsers repair `https:\\host`, drop tabs and newlines and accept
user names that look like hosts; whoever checks the text must see the address that the browser will open.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2048
"""Characters. No browser or archive guarantees more."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(?=.{1,253}\.?$)(?:[^\W_](?:[\w-]{0,61}\w)?\.)*[^\W_](?:[\w-]{0,61}\w)?\.?")
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]")
_PORT = re.compile(r"[0-9]{1,5}")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def safe(text: str) -> str | None:
    """The address unchanged if a page may link to it, else None."""
    return text if reason(text) is None else None


def reason(text: str) -> str | None:
    """Why a page may not link to this address, or None.

    Codes: empty, too-long, control (control and invisible characters), spaces, backslash, characters
    (quotes and angle brackets), relative, protocol-relative, scheme (not http or https), no-host, userinfo,
    host, port.
    """
    return _text_reason(text) or _address_reason(text)


def _text_reason(text: str) -> str | None:
    if not text.strip():
        return "empty"
    if len(text) > LONGEST:
        return "too-long"
    if any(unicodedata.category(character) in _INVISIBLE for character in text):
        return "control"
    if any(character.isspace() for character in text):
        return "spaces"
    if "\\" in text:
        return "backslash"
    if any(character in '<>"`' for character in text):
        return "characters"
    return None


def _address_reason(text: str) -> str | None:
    if text.startswith("//"):
        return "protocol-relative"
    scheme = _SCHEME.match(text)
    if scheme is None:
        return "relative"
    if scheme[1].lower() not in ("http", "https"):
        return "scheme"
    rest = text[scheme.end() :]
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0] if rest.startswith("//") else ""
    if "@" in authority:
        return "userinfo"
    if not authority or authority.startswith(":"):
        return "no-host"
    return _authority_reason(authority)


def _authority_reason(authority: str) -> str | None:
    host, colon, port = authority, "", ""
    if not authority.endswith("]"):
        host, colon, port = authority.rpartition(":") if ":" in authority else (authority, "", "")
    if colon and (not _PORT.fullmatch(port) or int(port) > 65535):
        return "port"
    if host.startswith("["):
        return None if _IPV6.fullmatch(host) else "host"
    # Browsers normalise before they look for the end of the host, so a full-width slash must count as one.
    normal = unicodedata.normalize("NFKC", host)
    return None if _HOST.fullmatch(host) and _HOST.fullmatch(normal) else "host"
