"""Access: signing in and out, who a request comes from, and what strangers may see."""
