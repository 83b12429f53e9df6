"""What acceptance and browser tests share: the real programs started on free ports, and a client of their API."""
