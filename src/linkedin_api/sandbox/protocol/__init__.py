"""Rest.li as a server speaks it: from a request to a call, and from a call to its answer."""
