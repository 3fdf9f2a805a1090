"""What a question asks for: from its text to slots (intent, offices, years, indicator, measures, level, version)."""

from assistant.question.slots import Slots
from assistant.question.understanding import understand

__all__ = ["Slots", "understand"]
