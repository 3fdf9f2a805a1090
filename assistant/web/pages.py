"""The pages for signing in and of the account: plain HTML without scripts."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence

from assistant.access.trail import Entry
from assistant.access.users import User
from assistant.access.visitor import Visitor
from corpus.vocabulary import load

Say = Callable[..., str]
_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"Liberation Sans",sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
form{display:grid;gap:.75rem;max-width:22rem}label{display:grid;gap:.25rem}
input,button{font:inherit;padding:.5rem .75rem;border-radius:.375rem;border:1px solid #64748b}
button{background:#0f766e;color:#fff;border-color:#0f766e;cursor:pointer}
[role=alert]{border-left:.25rem solid #b45309;padding:.5rem .75rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}td,th{text-align:left;padding:.25rem .5rem;
border-bottom:1px solid #94a3b8;overflow-wrap:anywhere}section{margin-top:2rem}
""".replace("\n", "")


def words(accepted: str) -> Say:
    """The words in the language that a browser asks for (its Accept-Language): English where it comes first."""
    found = load("words", "assistant.web")["en" if accepted.strip().lower().startswith("en") else "id"]
    return lambda key, **parts: found[key].format(**parts)


def sign_in(say: Say, *, problem: str = "", next_: str = "/", name: str = "", lang: str = "id") -> str:
    """The page for signing in; `next_` is where it leads to."""
    fields = (
        f'<label>{_t(say("name"))}<input name="name" autocomplete="username" required maxlength="40" '
        f'value="{_t(name)}" autofocus></label>'
        f'<label>{_t(say("password"))}<input name="password" type="password" autocomplete="current-password" required '
        f'maxlength="256"></label><input type="hidden" name="next" value="{_t(next_)}">'
    )
    form = f'<form method="post" action="/masuk">{fields}<button>{_t(say("sign_in"))}</button></form>'
    return _page(say("sign_in"), f"{_alert(problem)}{form}", say, lang)


def account(
    say: Say, visitor: Visitor, *, may_see: bool, problem: str = "", users: Sequence[User] = (),
    trail: Sequence[Entry] = (), admin: bool = False, lang: str = "id",
) -> str:  # fmt: skip
    """The account of a visitor; for an admin also the users and the trail."""
    who = say("signed_in", name=visitor.name, role=say(visitor.role.word))
    out = f'<form method="post" action="/keluar"><button>{_t(say("sign_out"))}</button></form>'
    parts = [f'{_alert(problem)}<p>{_t(who)} <a href="/">{_t(say("back"))}</a></p>{out}']
    if may_see:
        parts.append(_section(say("personal"), _personal(say, visitor)))
    parts.append(_section(say("change"), _password(say)))
    if admin:
        listed = [(user.name, say(user.role.word), user.created) for user in users]
        how = f"<p>{_t(say('users_how'))}</p>"
        parts.append(_section(say("users"), how + _table([say("name"), say("role"), say("since")], listed)))
        acts = [(e.at, f"{e.who} {e.address}", e.action, e.object, e.outcome) for e in trail]
        heads = [say("when"), say("who"), say("action"), say("object"), say("outcome")]
        parts.append(_section(say("trail"), _table(heads, acts)))
    return _page(say("account"), "".join(parts), say, lang)


def _personal(say: Say, visitor: Visitor) -> str:
    state, do, value = ("personal_shown", "hide", "0") if visitor.personal else ("personal_hidden", "show", "1")
    return (
        f'<p>{_t(say(state))}</p><form method="post" action="/akun/pribadi">'
        f'<input type="hidden" name="shown" value="{value}"><button>{_t(say(do))}</button></form>'
    )


def _password(say: Say) -> str:
    fields = "".join(
        f'<label>{_t(say(name))}<input name="{name}" type="password" autocomplete="{hint}" required maxlength="256">'
        "</label>"
        for name, hint in (("old", "current-password"), ("new", "new-password"), ("new_again", "new-password"))
    )
    return f'<form method="post" action="/akun/sandi">{fields}<button>{_t(say("save"))}</button></form>'


def _page(title: str, body: str, say: Say, lang: str) -> str:
    return (
        f'<!doctype html><html lang="{_t(lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{_t(title)} - {_t(say("title"))}'
        f"</title><style>{_STYLE}</style></head><body><main><h1>{_t(title)} - {_t(say('title'))}</h1>{body}</main>"
        "</body></html>"
    )


def _section(title: str, body: str) -> str:
    return f"<section><h2>{_t(title)}</h2>{body}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{_t(text)}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_t(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _alert(text: str) -> str:
    return f'<p role="alert">{_t(text)}</p>' if text else ""


def _t(text: str) -> str:
    return html.escape(text, quote=True)
