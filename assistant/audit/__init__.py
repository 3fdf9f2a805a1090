"""The audit: what an attentive evaluator would find in a report's own figures."""
