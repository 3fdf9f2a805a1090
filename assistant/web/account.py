"""Signing in and out, the account: what its requests do."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote

import anyio.to_thread

from assistant.access.users import User
from assistant.access.visitor import Role, Visitor
from assistant.web import cookie, pages, peer, respond
from assistant.web.body import Refused
from assistant.web.office import Office
from assistant.web.peer import Peer
from corpus.errors import BadInput

PATHS = frozenset({"/masuk", "/keluar", "/akun", "/akun/(?:sandi|pribadi)"})
KNOWING = frozenset({"/keluar", "/masuk", "/metrics"})
"""Paths that are open to everybody, and still ask who comes."""
_NEXT = re.compile(r"/(?:akun)?(?:\?[A-Za-z0-9%&=+._~-]*)?")
_FROM_ONE_ADDRESS = 4  # users that may each fail as often as they are allowed to, behind one address
_FROM_ANYWHERE = 10  # as many times may a name fail altogether


def sign_in(scope: Mapping[str, Any]) -> str:
    """The address of the page for signing in, that leads back to the one asked for."""
    query = scope.get("query_string", b"").decode("latin-1")
    place = scope["path"] + (f"?{query}" if query else "")
    return f"/masuk?next={quote(place, safe='')}" if place != "/" else "/masuk"


class Account:
    """One request for signing in or out, or to the account."""

    def __init__(self, office: Office, visitor: Visitor, caller: Peer, token: str) -> None:
        self.office, self.visitor, self.peer, self.token = office, visitor, caller, token
        self.problem = ""

    async def answer(self, scope: Mapping[str, Any], form: bytes, send: respond.Send) -> None:
        """Answer the request; raises Refused where no users are registered."""
        if not self.office.guarded:
            raise Refused(404, "belum ada pengguna terdaftar")
        accepted = peer.header(dict(scope), b"accept-language")
        self.lang = "en" if accepted.strip().lower().startswith("en") else "id"
        self.say = pages.words(accepted)
        fields = _fields(form)
        act = {
            ("/masuk", "POST"): self._sign_in, ("/keluar", "POST"): self._sign_out,
            ("/akun/sandi", "POST"): self._password, ("/akun/pribadi", "POST"): self._personal,
        }.get((scope["path"], scope["method"]))  # fmt: skip
        if act is not None:
            await act(fields, send)
        elif scope["path"] == "/masuk":
            query = parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=20)
            await self._page(send, 200, _next(query.get("next", ["/"])[-1]))
        else:
            await self._account(send, 200)

    async def _sign_in(self, fields: Mapping[str, str], send: respond.Send) -> None:
        name, password = fields.get("name", "").strip().lower()[:40], fields.get("password", "")
        place = _next(fields.get("next", "/"))
        failures, here = self.office.failures, f"@{self.peer.address}"
        keys = {f"{name}{here}": 1, here: _FROM_ONE_ADDRESS, name: _FROM_ANYWHERE}
        wait = max(failures.wait(key, times) for key, times in keys.items())
        if wait:
            self.problem = self.say("wait", minutes=math.ceil(wait / 60))
            await self._page(send, 429, place, name, [("retry-after", str(math.ceil(wait)))])
            return
        # Counted before the password is looked at: many attempts at once are as many attempts.
        for key in keys:
            failures.note(key)
        user = await anyio.to_thread.run_sync(self.office.users.verify, name, password)
        if user is None:
            await self._noted("login_failed", name, "wrong")
            self.problem = self.say("wrong")
            await self._page(send, 401, place, name)
            return
        failures.forget(f"{name}{here}")
        failures.undo(here)
        failures.undo(name)
        await self._welcome(user, place, send)

    async def _welcome(self, user: User, place: str, send: respond.Send) -> None:
        """Begin a session under a new token, whatever token came along: nobody else can know it."""
        await anyio.to_thread.run_sync(self.office.sessions.end, self.token)
        token = await anyio.to_thread.run_sync(self.office.sessions.begin, user.name)
        self.visitor = Visitor(user.name, user.role, False, "", self.peer.address, self.visitor.request)
        await self._noted("login")
        await respond.redirect(send, place, [cookie.given(token, secure=self.peer.secure)])

    async def _sign_out(self, fields: Mapping[str, str], send: respond.Send) -> None:
        await anyio.to_thread.run_sync(self.office.sessions.end, self.token)
        if self.visitor.name:
            await self._noted("logout")
        await respond.redirect(send, "/masuk", [cookie.taken(secure=self.peer.secure)])

    async def _password(self, fields: Mapping[str, str], send: respond.Send) -> None:
        name, here = self.visitor.name, f"{self.visitor.name}@{self.peer.address}"
        wait = self.office.failures.wait(here)
        if wait:
            self.problem = self.say("wait", minutes=math.ceil(wait / 60))
            await self._account(send, 429)
            return
        self.office.failures.note(here)
        if await anyio.to_thread.run_sync(self.office.users.verify, name, fields.get("old", "")) is None:
            self.problem = self.say("old_wrong")
            await self._account(send, 403)
            return
        self.office.failures.forget(here)
        if fields.get("new") != fields.get("new_again"):
            self.problem = self.say("differ")
            await self._account(send, 400)
            return
        try:
            await anyio.to_thread.run_sync(self.office.users.set_password, name, fields.get("new", ""))
        except BadInput as error:
            self.problem = str(error)
            await self._account(send, 400)
            return
        await self._noted("password_changed", name)
        self.problem = self.say("changed")
        await self._page(send, 200, "/", name, [cookie.taken(secure=self.peer.secure)])

    async def _personal(self, fields: Mapping[str, str], send: respond.Send) -> None:
        if not self.office.may_see(self.visitor.role):
            raise Refused(403, "peran Anda tidak mengizinkan ini")
        shown = fields.get("shown") == "1"
        await anyio.to_thread.run_sync(self.office.sessions.show_personal, self.token, shown)
        await self._noted("personal_shown" if shown else "personal_hidden")
        await respond.redirect(send, "/akun")

    async def _page(
        self, send: respond.Send, status: int, place: str, name: str = "", headers: list[tuple[str, str]] | None = None
    ) -> None:
        page = pages.sign_in(self.say, problem=self.problem, next_=place, name=name, lang=self.lang)
        await respond.text(send, status, page, "text/html", headers or ())

    async def _account(self, send: respond.Send, status: int) -> None:
        admin = self.visitor.may(Role.ADMIN)
        page = pages.account(
            self.say, self.visitor, may_see=self.office.may_see(self.visitor.role), problem=self.problem, admin=admin,
            users=await anyio.to_thread.run_sync(self.office.users.list) if admin else (),
            trail=await anyio.to_thread.run_sync(self.office.trail.last) if admin else (), lang=self.lang,
        )  # fmt: skip
        await respond.text(send, status, page, "text/html")

    async def _noted(self, action: str, what: str = "", outcome: str = "ok") -> None:
        self.office.metrics.acts.labels(action, "ok" if outcome == "ok" else "failed").inc()
        await anyio.to_thread.run_sync(self.office.trail.note, self.visitor, action, what, outcome)


def _fields(form: bytes) -> dict[str, str]:
    try:
        found = parse_qs(form.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise Refused(400, "formulir tidak dapat dibaca") from error
    return {name: values[-1] for name, values in found.items()}


def _next(place: str) -> str:
    """Where signing in leads to: one of our own pages, whatever was sent."""
    return place if _NEXT.fullmatch(place) else "/"
