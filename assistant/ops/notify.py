"""The word to the service manager (systemd): ready, stopping."""

from __future__ import annotations

import os
import socket


def notify(state: str) -> bool:
    """Tell the service manager a state ("READY=1", "STOPPING=1"); False where none listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
        try:
            sender.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return False
    return True
