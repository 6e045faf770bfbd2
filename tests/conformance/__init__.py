"""What postdesk says of posts, held against what their generators do. Skips where one is not installed."""
