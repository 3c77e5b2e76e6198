"""Data out: what is compared, for programs. One small pure function a format."""
