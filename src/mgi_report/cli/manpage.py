"""x."""


def manual_page(a: object) -> str:
    """X."""
    return ""
