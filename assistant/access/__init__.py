"""Who may do what: users, sessions, roles, and the trail of who changed the library. Off where nobody is registered."""
