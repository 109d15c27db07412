"""Accounts: the book on each back end, and what the server lets whom do."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from litestar import Router, post
from litestar.params import FromPath
from litestar.testing import TestClient

from stemma.accounts import Accounts, Caller, Limits
from stemma.accounts.limits import Rate
from stemma.api import make_app
from stemma.api.guards import COOKIE
from stemma.api.sign_in import sign_in, sign_out
from stemma.api.state import Desk, Door
from stemma.cli.user import command as user
from stemma.errors import NotThere, UsageError
from stemma.store import Store, open_store

GOOD = "a long enough secret"


@pytest.fixture(autouse=True)
def cheap(monkeypatch) -> None:
    """Hash with the least cost: what is tested is not how slow a guess is."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("stemma.accounts.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    from stemma.accounts import passwords

    passwords._nobody.cache_clear()


@pytest.fixture
def store(store_url: str):
    """An empty store on each back end."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store) -> Accounts:
    """A book with an admin, at a time of its own."""
    made = Accounts(store, clock=lambda: made.time)
    made.time = 1_900_000_000.0
    made.add("ada", "admin", GOOD, "setup")
    return made


def test_a_store_begins_without_users(store: Store) -> None:
    """There is no default user."""
    assert Accounts(store).users() == ()


def test_a_password_opens_a_session_that_ends(book: Accounts) -> None:
    """The session's secret names its user until it ends or is signed out."""
    session = book.sign_in("ada", GOOD)
    assert book.session(session.secret) == Caller("ada", "admin", "session", session.csrf)
    book.time += 13 * 3600
    assert book.session(session.secret) is None
    again = book.sign_in("ada", GOOD)
    book.sign_out(again.secret)
    assert book.session(again.secret) is None


@pytest.mark.parametrize(("name", "password"), [("ada", GOOD + "x"), ("ada", ""), ("bob", GOOD), ("", ""), ("ADA", GOOD)])
def test_a_wrong_pair_opens_nothing(book: Accounts, name: str, password: str) -> None:
    """A wrong password and an unknown name are alike, and leave a line in the log."""
    assert book.sign_in(name, password) is None
    assert book.audit(limit=1)[0].action == "sign-in-failed"


def test_no_secret_is_kept(book: Accounts, store: Store) -> None:
    """Password, session and token are not in the database."""
    from sqlalchemy import select

    from stemma.store import schema

    session, issued = book.sign_in("ada", GOOD), book.issue("ada", "x", "reader", days=1, by="ada")
    with store.view() as view:
        tables = (schema.account, schema.session, schema.token, schema.audit)
        kept = str([tuple(row) for table in tables for row in view.connection.execute(select(table))])
    assert "$argon2id$" in kept
    assert not [secret for secret in (GOOD, session.secret, issued.secret) if secret in kept]


def test_another_password_ends_open_sessions(book: Accounts) -> None:
    """Who had the old one is out."""
    session = book.sign_in("ada", GOOD)
    book.set_password("ada", GOOD + "!", "ada")
    assert book.session(session.secret) is None
    assert book.sign_in("ada", GOOD) is None
    assert book.sign_in("ada", GOOD + "!")


def test_a_token_may_no_more_than_its_user_and_ends(book: Accounts) -> None:
    """Its role is the weaker of both, at the time of asking; it can be revoked, and runs out."""
    book.add("eve", "editor", GOOD, "ada")
    issued = book.issue("eve", "script", "admin", days=30, by="ada")
    assert book.bearer(issued.secret) == Caller("eve", "editor", "token")
    book.set_role("eve", "reader", "ada")
    assert book.bearer(issued.secret).role == "reader"
    book.time += 31 * 86_400
    assert book.bearer(issued.secret) is None
    other = book.issue("eve", "script", "reader", days=None, by="ada")
    book.revoke(other.token.number, "ada")
    assert book.bearer(other.secret) is None
    with pytest.raises(NotThere):
        book.revoke(other.token.number, "ada")


def test_a_removed_user_is_out_everywhere(book: Accounts) -> None:
    """Sessions and tokens go with the user; the log stays."""
    book.add("eve", "editor", GOOD, "ada")
    session, issued = book.sign_in("eve", GOOD), book.issue("eve", "x", "reader", days=1, by="ada")
    book.remove("eve", "ada")
    assert (book.session(session.secret), book.bearer(issued.secret)) == (None, None)
    assert [line.action for line in book.audit()][:3] == ["user-remove", "token-issue", "sign-in"]


def test_one_admin_always_stays(book: Accounts) -> None:
    """The last admin can be neither removed nor made less."""
    with pytest.raises(UsageError, match="another admin"):
        book.remove("ada", "ada")
    with pytest.raises(UsageError, match="another admin"):
        book.set_role("ada", "reader", "ada")
    book.add("eve", "admin", GOOD, "ada")
    book.set_role("ada", "reader", "eve")
    assert [u.role for u in book.users()] == ["reader", "admin"]


@pytest.mark.parametrize(("name", "password"), [("eve", "short"), ("eve", "x" * 2000), ("a b", GOOD), ("", GOOD), ("Ada", GOOD), ("averylongname", "averylongname")])
def test_weak_passwords_and_taken_names_are_refused(book: Accounts, name: str, password: str) -> None:
    """The message says what was expected."""
    with pytest.raises(UsageError, match="expected"):
        book.add(name, "reader", password, "ada")


@pytest.mark.parametrize("action", [lambda b: b.set_role("no", "reader", "x"), lambda b: b.set_password("no", GOOD, "x"), lambda b: b.remove("no", "x"), lambda b: b.issue("no", "", "reader", days=1, by="x")])
def test_an_unknown_user_is_said_to_be_unknown(book: Accounts, action) -> None:
    """Nothing is changed for a user that is not there."""
    with pytest.raises(NotThere):
        action(book)


def test_the_log_is_read_in_pages(book: Accounts) -> None:
    """Newest first; `before` goes on below."""
    for k in range(5):
        book.note("ada", "test", str(k))
    first = book.audit(limit=3)
    assert [line.target for line in first] == ["4", "3", "2"]
    assert [line.target for line in book.audit(limit=2, before=first[-1].number)] == ["1", "0"]


def test_limits_forget_in_time() -> None:
    """After the window is over one may ask again; keys are counted apart."""
    now = [0.0]
    limits = Limits(lambda: now[0])
    rate = Rate(2, 10)
    assert [limits.take(k, rate) for k in ("a", "a", "b", "a")] == [None, None, None, 10.0]
    now[0] = 10.5
    assert limits.take("a", rate) is None


# The server.


@pytest.fixture
def desk_app(tmp_path):
    """An app with accounts over an empty store, with one reader, editor and admin."""
    store = open_store(tmp_path / "desk.sqlite")
    book = Accounts(store)
    for name, role in (("rea", "reader"), ("eva", "editor"), ("ada", "admin")):
        book.add(name, role, GOOD, "setup")

    @post("/form/{number:int}", sync_to_thread=False)
    def form(number: FromPath[int]) -> int:
        return number

    app = make_app(store, [Router("/", route_handlers=[form])], Door(names=("desk.example",), accounts=True))
    with TestClient(app, base_url="http://desk.example") as client:
        yield client, app.state.desk


def bearer(desk: Desk, name: str, role: str = "admin") -> dict[str, str]:
    return {"Authorization": f"Bearer {desk.accounts.issue(name, 't', role, days=1, by=name).secret}"}


def test_who_is_not_known_gets_nothing(desk_app) -> None:
    """Every route of the API answers 401 with a problem, the document of the API too."""
    client, _ = desk_app
    for path in ("stories", "search?q=x", "corrections", "me", "users", "audit", "stories.jsonl", "schema/openapi.json"):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), path
        assert answer.headers["content-type"].startswith("application/problem+json")
    assert client.get("/api/v1/me", headers={"Authorization": "Bearer stemma_wrong"}).status_code == 401
    client.cookies.set(COOKIE, "wrong")
    assert client.get("/api/v1/me").status_code == 401


def test_each_role_may_what_it_may(desk_app) -> None:
    """Readers read, editors write, admins see users and log."""
    client, desk = desk_app
    article = [{"text": "The bakers of Wexcombe elected a beekeeper on Tuesday."}]
    expected = {"rea": (200, 403, 403), "eva": (200, 201, 403), "ada": (200, 201, 200)}
    for name, statuses in expected.items():
        headers = bearer(desk, name)
        asked = (
            client.get("/api/v1/stories", headers=headers),
            client.post("/api/v1/articles", headers=headers, json=article),
            client.get("/api/v1/audit", headers=headers),
        )
        assert tuple(a.status_code for a in asked) == statuses, name
    assert client.post("/api/v1/articles", headers=bearer(desk, "ada", "reader"), json=article).status_code == 403


def test_a_correction_is_signed_by_who_is_signed_in(desk_app) -> None:
    """`by` cannot be made up; the log tells."""
    client, desk = desk_app
    said = {"kind": "together", "targets": ["a", "b"], "by": "somebody else", "why": "test"}
    client.post("/api/v1/corrections", headers=bearer(desk, "eva"), json=said)
    (standing,) = client.get("/api/v1/corrections", headers=bearer(desk, "rea")).json()
    assert standing["correction"]["by"] == "eva"
    lines = [(line.who, line.action) for line in desk.accounts.audit()]
    assert ("eva", "correct") in lines


def test_a_cookie_writes_with_its_csrf_value_only(desk_app) -> None:
    """A form field or a header; another session's value is no good."""
    client, desk = desk_app
    cookie = sign_in(desk, "eva", GOOD, address="here")
    caller = desk.accounts.session(cookie.value)
    client.cookies.set(COOKIE, cookie.value)
    assert client.get("/api/v1/me").json() == {"name": "eva", "role": "editor", "via": "session"}
    assert client.post("/form/1").status_code == 403
    assert client.post("/form/1", data={"csrf": "wrong"}).status_code == 403
    assert client.post("/form/1", data={"csrf": caller.csrf}).status_code == 201
    assert client.post("/form/1", headers={"X-CSRF-Token": caller.csrf}).status_code == 201
    crossing = client.post("/form/1", data={"csrf": caller.csrf}, headers={"Origin": "https://evil.example"})
    assert crossing.status_code == 403
    sign_out(desk, cookie.value)
    assert client.get("/api/v1/me").status_code == 401


def test_the_cookie_is_not_for_scripts_and_only_for_https_where_there_is_https(tmp_path) -> None:
    """HttpOnly, SameSite, and beyond loopback Secure with the host's prefix."""
    store = open_store(tmp_path / "desk.sqlite")
    Accounts(store).add("ada", "admin", GOOD, "setup")
    cookie = sign_in(Desk(store, door=Door(secure=True, accounts=True)), "ada", GOOD, address="here")
    assert (cookie.key[:7], cookie.httponly, cookie.samesite, cookie.secure, cookie.path) == ("__Host-", True, "lax", True, "/")
    store.close()


def test_guessing_is_slowed_down(desk_app) -> None:
    """After many failures even the right password waits."""
    from litestar.exceptions import NotAuthorizedException, TooManyRequestsException

    _, desk = desk_app
    for _ in range(20):
        with pytest.raises(NotAuthorizedException):
            sign_in(desk, "eva", "wrong wrong wrong", address="here")
    with pytest.raises(TooManyRequestsException) as met:
        sign_in(desk, "eva", GOOD, address="elsewhere")
    assert int(met.value.headers["Retry-After"]) > 0
    assert sign_in(desk, "rea", GOOD, address="elsewhere")


def test_asking_too_often_is_429_with_a_time_to_wait(desk_app, monkeypatch) -> None:
    """Each caller is counted alone."""
    client, desk = desk_app
    monkeypatch.setattr("stemma.api.guards.READING", Rate(3, 60))
    headers = bearer(desk, "rea")
    statuses = [client.get("/api/v1/me", headers=headers).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert client.get("/api/v1/me", headers=bearer(desk, "eva")).status_code == 200


def test_one_makes_and_ends_ones_own_tokens(desk_app) -> None:
    """A token may do no more than who makes it; another's is not there."""
    client, desk = desk_app
    mine = bearer(desk, "rea")
    made = client.post("/api/v1/tokens", headers=mine, json={"label": "script", "role": "admin"}).json()
    fresh = {"Authorization": f"Bearer {made['secret']}"}
    assert client.get("/api/v1/me", headers=fresh).json()["role"] == "reader"
    number = made["token"]["number"]
    assert client.delete(f"/api/v1/tokens/{number}", headers=bearer(desk, "eva")).status_code == 404
    assert client.delete(f"/api/v1/tokens/{number}", headers=mine).status_code == 204
    assert client.get("/api/v1/me", headers=fresh).status_code == 401
    assert {t["user"] for t in client.get("/api/v1/tokens", headers=mine).json()} == {"rea"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "an admin"),
        (["--name", "desk.example"], "an admin"),
        (["--certificate", __file__], "together"),
    ],
)
def test_serving_beyond_loopback_is_refused_without_accounts(tmp_path, arguments: list[str], said: str) -> None:
    """The message says which command makes an admin."""
    from stemma.cli.serve import command

    result = CliRunner().invoke(command, ["--store", str(tmp_path / "s.sqlite"), *arguments])
    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


def test_serving_beyond_loopback_needs_https_and_a_name(tmp_path) -> None:
    """With an admin, what is missing next is told."""
    from stemma.cli.serve import _door

    store = open_store(tmp_path / "s.sqlite")
    assert _door(store, "127.0.0.1", (), https=False) == Door()
    Accounts(store).add("ada", "admin", GOOD, "setup")
    with pytest.raises(UsageError, match="https"):
        _door(store, "192.0.2.1", (), https=False)
    with pytest.raises(UsageError, match="--name"):
        _door(store, "0.0.0.0", (), https=True)
    assert _door(store, "0.0.0.0", ("Desk.example",), https=True) == Door(("desk.example",), secure=True, accounts=True)
    assert _door(store, "127.0.0.1", (), https=False).accounts
    store.close()


def test_users_are_managed_from_the_command_line(tmp_path) -> None:
    """Add, list, role, password, token, revoke, log, remove."""
    where = ["--store", str(tmp_path / "s.sqlite")]

    def call(*arguments: str, given: str = "") -> str:
        result = CliRunner().invoke(user, [*arguments, *where], input=given, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    call("add", "ada", "--role", "admin", "--password-stdin", given=GOOD + "\n")
    call("add", "eve", given=f"{GOOD}\n{GOOD}\n")
    call("role", "eve", "editor")
    call("password", "eve", "--password-stdin", given=GOOD + "2\n")
    assert "stemma_" in call("token", "eve", "--label", "feeds", "--role", "editor")
    assert '"label":"feeds"' in call("list")
    call("revoke", "1")
    call("remove", "eve")
    actions = [line.split('"action":"')[1].split('"')[0] for line in call("log").splitlines()]
    assert actions == ["user-remove", "token-revoke", "token-issue", "user-password", "user-role", "user-add", "user-add"]
