"""`python -m linkedin_api.cli` is the command `linkedin`."""

from linkedin_api.cli import main

if __name__ == "__main__":
    main()
