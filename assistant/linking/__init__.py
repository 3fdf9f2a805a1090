"""From the words of a question to the facts of one office that they are about."""

from assistant.linking.coded import parts_of
from assistant.linking.indicators import main_indicators
from assistant.linking.scope import Scope, scopes, without
from assistant.linking.subject import Subject, wants_money
from assistant.linking.subjects import meant, subjects
from assistant.linking.totals import is_of_income

__all__ = [
    "Scope",
    "Subject",
    "is_of_income",
    "main_indicators",
    "meant",
    "parts_of",
    "scopes",
    "subjects",
    "wants_money",
    "without",
]
