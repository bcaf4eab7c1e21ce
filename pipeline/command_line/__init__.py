"""What the commands of `plans` share: options, languages, the terminal; and all commands but check, build and serve."""
