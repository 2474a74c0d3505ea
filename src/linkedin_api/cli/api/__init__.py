"""`linkedin api`: one command for each of the fourteen Rest.li methods."""
