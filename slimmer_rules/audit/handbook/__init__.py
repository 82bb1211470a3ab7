"""The handbook: a rulebook as a static website that works without a server."""
