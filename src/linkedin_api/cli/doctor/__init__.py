"""`linkedin doctor`: what stands between this machine and LinkedIn, one line each."""
