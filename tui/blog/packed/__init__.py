"""Posts as bytes: `packing` writes values, `post` a post with what is sought in it."""
