"""Guard: connections to public addresses only, so that no address given from outside reaches machines inside.

A name is resolved once and the connection goes to the very address that was checked: an answer that changes between
check and use changes nothing. Redirects pass the same check, since each opens a connection here.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


LONGEST = 3600.0
"""Seconds of the longest wait for one read, whatever is asked."""


class ForbiddenAddressError(httpcore.ConnectError):
    """The name leads to an address that is not public."""


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public network, also when it holds another address inside.

    Example:
        >>> is_public(ipaddress.ip_address("169.254.169.254")), is_public(ipaddress.ip_address("::ffff:10.0.0.1"))
        (False, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(held is not None and not is_public(held) for held in inner):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens TCP connections after checking the address; none waits beyond a moment that its owner sets.

    Args:
        allow_private: let addresses through that are not public.

    Attributes:
        until: ``time.monotonic()`` after which nothing is waited for, headers that drip byte by byte among it.
    """

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private
        self._beneath = httpcore.SyncBackend()
        self.until = float("inf")

    def left(self, timeout: float | None) -> float:
        """Return the seconds that may be waited, at most the timeout; raises ReadTimeout when there are none."""
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            message = "the server takes too long"
            raise httpcore.ReadTimeout(message)
        return min(seconds, timeout if timeout is not None else seconds, LONGEST)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the address that the host's name leads to now."""
        address = self._resolve(host, port)
        return _Timed(self._beneath.connect_tcp(address, port, self.left(timeout), local_address, socket_options), self)

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = [str(item[4][0]) for item in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            message = f"the name {host!r} leads nowhere"
            raise httpcore.ConnectError(message) from error
        for address in found:
            if not self._allow_private and not is_public(ipaddress.ip_address(address.partition("%")[0])):
                message = f"the name {host!r} leads to {address}, which is not public"
                raise ForbiddenAddressError(message)
        return found[0]


class _Timed(httpcore.NetworkStream):
    """A connection on which no read or write waits beyond the moment its backend knows."""

    def __init__(self, beneath: httpcore.NetworkStream, clock: GuardedBackend) -> None:
        self._beneath = beneath
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._beneath.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._beneath.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._beneath.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._beneath.start_tls(ssl_context, server_hostname, self._clock.left(timeout)), self._clock)

    def get_extra_info(self, info: str) -> object:
        return self._beneath.get_extra_info(info)
