"""The web chat: a Gradio page over an assistant. Nothing outside this folder knows Gradio."""

import os

# Before Gradio is imported anywhere: no telemetry, no question to its makers for a newer version.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
