"""LinkedIn as calls: what a programmer imports."""
