"""One call as steps: what to send, when to send it again, and what it may cost; without I/O."""
