"""Where a reader reports an error, with what it is about already filled in.

In: `site.contact` (an e-mail address or a web address), what is reported on. Out: the address of the link.
It must not know pages or templates.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from diptych import urls


def address(contact: str, subject: str, about: str) -> str:
    """A mail with this subject, or the form's address with `about` (a path in the site) in its query."""
    if urls.safe(contact) is None:
        return f"mailto:{quote(contact, safe='@')}?subject={quote(subject, safe='')}"
    parts = urlsplit(contact)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "about"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("about", about)])))
