"""What is on disk, kept as a library: read once, kept in a cache, followed file by file."""
