"""What Gradio does beside each question is left out, and nothing that the page needs of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest
from gradio import state_holder, utils

from assistant.ui import lean


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(state_holder, "SessionState", state_holder.SessionState)
    monkeypatch.setattr(utils, "MatplotlibBackendMananger", utils.MatplotlibBackendMananger)
    yield


def blocks() -> tuple[gr.Blocks, gr.State, gr.Textbox]:
    with gr.Blocks() as page:
        turns, box = gr.State(["first"]), gr.Textbox("asked", label="question")
    return page, turns, box


def test_a_session_has_values_of_its_own() -> None:
    page, turns, box = blocks()
    one, other = lean.Session(page), lean.Session(page)
    one[turns._id].append("second")
    assert (one[turns._id], other[turns._id]) == (["first", "second"], ["first"])
    assert one[box._id] is other[box._id] is box


def test_a_component_is_described_once_an_event_changed_it() -> None:
    page, _, box = blocks()
    session, whole = lean.Session(page), state_holder.SessionState(page)
    assert session.config_values == {}
    session._update_value_in_config(box._id, "asked anew")
    whole._update_value_in_config(box._id, "asked anew")
    assert session.config_values[box._id] == whole.config_values[box._id]
    assert lean.Session(page).config_values == {}


@pytest.mark.usefixtures("restored")
def test_the_sessions_of_a_page_are_lean_ones() -> None:
    page, turns, _ = blocks()
    lean.sessions()
    holder: Any = state_holder.StateHolder()  # type: ignore[no-untyped-call]
    holder.set_blocks(page)
    assert isinstance(holder["a"], lean.Session)
    assert holder["a"][turns._id] == ["first"]


def test_nobody_is_told_of_places_in_the_queue() -> None:
    page, *_ = blocks()
    page.queue()
    lean.queue(page)
    waiting: Any = page._queue
    waiting.broadcast_estimations("none such", 0)  # Gradio's own raises KeyError
    # Gradio does the statistics anew once so many events have passed since the last time.
    waiting.events_recorded = 1000
    assert waiting.compute_analytics_summary([{"function": "ask", "status": "success", "process_time": 1.0}]) == {
        "functions": {}
    }
