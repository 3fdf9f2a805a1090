"""A report in short: what it achieved, what stands out, what an evaluator should ask. Facts and places only."""
