"""A report of LinkedIn Pages: one HTML file from the tables in a DuckDB file.

`figures` reads the tables into typed data, `charts` draws them with Bokeh, and `page` writes
the file. Makes no calls to LinkedIn.
"""
