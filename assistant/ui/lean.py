"""What Gradio does beside each question and this page has no use for, left out: it cost more than the answers."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import Any

import gradio as gr
from gradio import state_holder, utils


def queue(blocks: gr.Blocks) -> None:
    """Leave out the queue's own statistics and its word to all who wait at every step of every other.

    The statistics are worked out of the last ten thousand events after each event; ours are in `ops.metrics`. The place
    in the queue is shown nowhere. To be called after `Blocks.queue`.
    """
    waiting: Any = blocks._queue
    waiting.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize
    waiting.ANALYTICS_MAX_EVENTS = 1
    waiting.broadcast_estimations = _told_nobody


def sessions() -> None:
    """Leave out of a new session what only deep links need, and of each event the look for matplotlib."""
    loose: Any = state_holder
    loose.SessionState = Session
    loose = utils
    loose.MatplotlibBackendMananger = nullcontext


class Session(state_holder.SessionState):
    """A session that describes a component once an event has changed it, not all of them when the page is opened."""

    def __init__(self, blocks: gr.Blocks) -> None:
        super().__init__(_Nothing(blocks.default_config))  # type: ignore[arg-type]


class _Nothing:
    """A page of no components, with the settings of another."""

    def __init__(self, config: Any) -> None:  # noqa: ANN401 - Gradio's own
        self.default_config = config
        self.blocks: dict[int, Any] = {}


def _told_nobody(concurrency_id: str, after: int | None = None) -> None:
    """None is told of their place."""
