"""One walk from a plan's text to its published data packages and pages."""
