"""`linkedin post`: publish, read and change posts; comment and react."""
