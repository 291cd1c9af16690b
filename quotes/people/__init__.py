"""RESOLVE: mentions → people and roles."""
