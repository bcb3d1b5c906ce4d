"""A small reader of the Tonus protocol, written from the pages in Protocol/ alone."""
