"""What an assistant may call: one module for each subject."""
