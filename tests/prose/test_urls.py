from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych import urls

SAFE = [
    "https://example.org",
    "HTTP://EXAMPLE.ORG/A",
    "http://example.org:8080/a/b?c=d&e=f#g",
    "https://medium.com/@someone/post",
    "https://例え.jp/パス",
    "https://кц.рф/",
    "https://example.org./",
    "https://en.wikipedia.org/wiki/A_(b)",
    "https://web.archive.org/web/2024/https://example.org/a?b='c'",
    "https://192.0.2.1/",
    "https://[2001:db8::1]:443/",
    "https://localhost",
]
UNSAFE = {
    "": "empty",
    "  ": "empty",
    "https://x.org/" + "a" * 3000: "too-long",
    "java\nscript:alert(1)": "control",
    "https://x.org/\x00": "control",
    "https://x.org/\u202egpj.exe": "control",
    "https://x\u200b.org": "control",
    " https://x.org": "spaces",
    "https://x.org/a b": "spaces",
    "https://x.org/a\u00a0b": "spaces",
    "https:\\\\x.org": "backslash",
    'https://x.org/"onload=': "characters",
    "https://x.org/<b>": "characters",
    "/a": "relative",
    "a.html": "relative",
    "#a": "relative",
    "?a": "relative",
    "www.x.org": "relative",
    "//x.org": "protocol-relative",
    "javascript:alert(1)": "scheme",
    "JaVaScRiPt://x.org/%0aalert(1)": "scheme",
    "data:text/html,x": "scheme",
    "vbscript:x": "scheme",
    "file:///etc/passwd": "scheme",
    "ftp://x.org": "scheme",
    "mailto:a@x.org": "scheme",
    "x.org:80": "scheme",
    "https:": "no-host",
    "https:/x.org": "no-host",
    "https:///x.org": "no-host",
    "https://": "no-host",
    "https://:80/": "no-host",
    "https://?a": "no-host",
    "https://a@x.org": "userinfo",
    "https://a:b@x.org": "userinfo",
    "https://x.org@evil.org/": "userinfo",
    "https://a..b/": "host",
    "https://-a.org/": "host",
    "https://a%2eorg/": "host",
    "https://x.org／evil": "host",
    "https://x.org\uff1fevil": "host",
    "https://[::1": "host",
    "https://[x]/": "host",
    "https://x.org:": "port",
    "https://x.org:99999": "port",
    "https://x.org:8a/": "port",
    "https://x.org:٣/": "port",
}


@pytest.mark.parametrize("text", SAFE)
def test_safe(text: str) -> None:
    assert urls.reason(text) is None
    assert urls.safe(text) == text


@pytest.mark.parametrize(("text", "reason"), UNSAFE.items())
def test_unsafe(text: str, reason: str) -> None:
    assert urls.reason(text) == reason
    assert urls.safe(text) is None


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [
                    "http",
                    "https",
                    "javascript",
                    ":",
                    "/",
                    "//",
                    "@",
                    "\\",
                    "x.org",
                    "?",
                    "#",
                    "[",
                    "]",
                    "%",
                    "é",
                    "\t",
                ]
            )
        ).map("".join),
        st.text().map("https://".__add__),
    )
)
def test_what_is_safe_is_an_absolute_web_address(text: str) -> None:
    if urls.safe(text) is None:
        return
    parts = urlsplit(text)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None
    assert parts.password is None
    assert text.isprintable()
    assert not any(character in text for character in '\\<>"` \t\r\n')
