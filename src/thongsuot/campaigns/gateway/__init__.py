"""Bytes go: the process that sends a share in SMS over the operator's own line, and what it needs."""
