"""READ: bytes → Document."""
