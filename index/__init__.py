"""Passages, embedding, vector store, lexical search, fusion and generations on disk.

This room knows reports, but neither questions nor answers: it imports from `corpus` only.
"""
