# The command `linkedin`, with DuckDB, PostgreSQL and the sandbox.
#
#   docker build --tag linkedin .
#   docker run --rm --env-file linkedin.env --volume "$PWD:/data" linkedin pages sync
#   docker run --rm --publish 127.0.0.1:8686:8686 linkedin sandbox --host 0.0.0.0
FROM python:3.11-slim
WORKDIR /package
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN pip install --no-cache-dir ".[cli,postgres,sandbox,keyring]" \
    && useradd --create-home linkedin \
    && install --directory --owner linkedin /data
USER linkedin
WORKDIR /data
ENTRYPOINT ["linkedin"]
