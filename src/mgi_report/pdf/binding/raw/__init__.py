"""Parts of our own making, joined without making objects of what is in them."""
