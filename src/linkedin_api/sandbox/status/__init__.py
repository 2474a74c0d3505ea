"""The status page: what a sandbox did, and the buttons that steer it."""
