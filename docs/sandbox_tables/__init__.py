"""The tables of the page on the sandbox, and what they list: not part of the package.

The documentation prints them, and tests compare them with what the sandbox does.
"""
