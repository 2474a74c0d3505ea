"""LinkedIn Ads for Airbyte: a drop-in for the connector `source-linkedin-ads`.

    specification  the schema of the configuration, as data
    settings       a configuration, parsed for the reader
    rows           rows in the known connector's form
    streams        the streams: tables of the reader, and their rows in that form
    states         the states of streams, in the known forms
    messages       the messages of one stream
    source         the connector

Everything else is that of LinkedIn Pages: failures, state files, the order of messages.
"""
