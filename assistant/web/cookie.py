"""The cookie that carries a session's token: for our pages only, never for scripts."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

_LONGEST = 4096


def _name(*, secure: bool) -> str:
    # A browser takes a __Host- cookie only over TLS, for exactly this host, for all of its paths.
    return "__Host-tanya" if secure else "tanya"


def of(header: str, *, secure: bool) -> str:
    """The token in a Cookie header; "" where there is none."""
    if not header or len(header) > _LONGEST:
        return ""
    try:
        found = SimpleCookie(header).get(_name(secure=secure))
    except CookieError:
        return ""
    return found.value if found is not None and found.value.isascii() else ""


def given(token: str, *, secure: bool) -> tuple[str, str]:
    """The header that gives a browser its token; it ends with the browser."""
    return (
        "set-cookie",
        f"{_name(secure=secure)}={token}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}",
    )


def taken(*, secure: bool) -> tuple[str, str]:
    """The header that takes it away."""
    return given("", secure=secure)[0], f"{given('', secure=secure)[1]}; Max-Age=0"
