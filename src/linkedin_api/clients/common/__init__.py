"""What programs for 0.3 import; new programs use `linkedin_api`."""
