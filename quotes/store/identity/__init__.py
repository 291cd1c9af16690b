"""Who is who across documents: which appearances are one person, which reports one occasion, and why."""
