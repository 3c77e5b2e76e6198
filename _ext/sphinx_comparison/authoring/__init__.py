"""What an editor writes: front matter, directives, labels; and what is recorded of it."""
