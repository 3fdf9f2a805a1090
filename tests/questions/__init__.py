"""A question set made from templates; what is expected comes from the facts alone, never from the answering code."""
