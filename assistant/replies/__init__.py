"""One module per kind of question: each turns slots and facts into a draft answer."""
