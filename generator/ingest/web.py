"""Asking a service for something: politely, patiently, and nobody else whatever an answer says.

This is the only module that opens a connection to a host. A build never comes here.
"""

import email.utils
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any
from urllib.parse import urlsplit

from generator import __version__

LARGEST = 8 * 1024 * 1024
"""Bytes of an answer; a longer one is none that we asked for."""
_RETRIES = 3
_FIRST_WAIT, _LONGEST_WAIT = 3.0, 120.0
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswerError(Exception):
    """Why there is no answer. `busy`: others would get none either; else it is about what was asked."""

    def __init__(self, reason: str, *, busy: bool) -> None:
        super().__init__(reason)
        self.reason, self.busy = reason, busy


@dataclass(slots=True)
class Client:
    """Asks one service: only its own host, over http or https, with a pause between questions.

    sleep: how to wait; timeout: seconds for each step of an answer, and three times as many for the whole of it
    """

    address: str
    pause: float = 0.0
    sleep: Callable[[float], None] = time.sleep
    timeout: float = 20.0
    contact: str = ""
    _asked: bool = field(default=False, init=False)

    def get(self, path: str) -> bytes:
        """Return the answer. Raises NoAnswerError after three more tries, or at once where they would not help."""
        for attempt in range(_RETRIES + 1):
            if self._asked and self.pause:
                self.sleep(self.pause)
            self._asked = True
            try:
                return self._ask(self.address + path)
            except _TryAgainError as again:
                if attempt == _RETRIES:
                    raise NoAnswerError(again.reason, busy=True) from again
                wait = again.wait if again.wait is not None else _FIRST_WAIT * 2**attempt
                self.sleep(min(wait, _LONGEST_WAIT))
        raise AssertionError("unreachable")

    def _ask(self, url: str) -> bytes:
        agent = f"sitegen/{__version__}" + (f" (mailto:{self.contact})" if self.contact else "")
        request = urllib.request.Request(url, headers={"User-Agent": agent, "Accept": "*/*"})
        try:
            with _opener(self.address).open(request, timeout=self.timeout) as answer:
                return self._body(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(error) from error
        except (TimeoutError, http.client.HTTPException, OSError) as error:
            cause = getattr(error, "reason", error)
            what = "timed out" if isinstance(cause, TimeoutError) else str(cause) or type(cause).__name__
            raise _TryAgainError(f"no answer: {what}") from error

    def _body(self, answer: IO[bytes]) -> bytes:
        parts: list[bytes] = []
        size, latest = 0, time.monotonic() + 3 * self.timeout
        while part := answer.read(65_536):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise NoAnswerError(f"the answer is longer than {LARGEST // 1024 // 1024} MB", busy=False)
            if time.monotonic() > latest:
                raise _TryAgainError("no answer: timed out")
        return b"".join(parts)


class _TryAgainError(Exception):
    """A failure that may pass, with the seconds that the service asks to wait."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


def is_local(address: str) -> bool:
    """Return whether an address is one of this machine, over http."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "http" and (parts.hostname or "") in _LOCAL
    except ValueError:
        return False


def _refused(error: urllib.error.HTTPError) -> Exception:
    """Return what an answer that is none means: to come back later, or that it is no use."""
    if error.code == 429 or error.code >= 500:
        return _TryAgainError(
            f"it answered {error.code} ({error.reason})", _seconds(error.headers.get("Retry-After", ""))
        )
    if 300 <= error.code < 400:
        return NoAnswerError("it led elsewhere, where we do not go", busy=False)
    what = "it does not know it" if error.code == 404 else f"it answered {error.code} ({error.reason})"
    return NoAnswerError(what, busy=error.code in (401, 403))


def _seconds(said: str) -> float | None:
    """Return how long a service asks to wait: in seconds, or until a date."""
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to the same host, and never from https to http."""

    def __init__(self, address: str) -> None:
        self._from = urlsplit(address)

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        to = urlsplit(newurl)
        if to.netloc != self._from.netloc or to.scheme not in (self._from.scheme, "https"):
            raise urllib.error.HTTPError(req.full_url, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(address: str) -> urllib.request.OpenerDirector:
    """Return an opener for http and https alone: it can open no file, and asks no proxy for this machine itself."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if is_local(address) else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(address),
    ):
        opener.add_handler(handler)
    return opener
