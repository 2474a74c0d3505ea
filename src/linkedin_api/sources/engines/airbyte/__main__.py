"""`python -m linkedin_api.sources.engines.airbyte` is the command `source-linkedin-pages`."""

from linkedin_api.sources.engines.airbyte import main

if __name__ == "__main__":
    main()
