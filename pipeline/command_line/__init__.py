"""What the commands of `plans` share: options, languages, the terminal; and the commands that read and draft."""
