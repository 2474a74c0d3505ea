"""The tables as data: LinkedIn Pages, LinkedIn Learning, and what a table is made of."""
