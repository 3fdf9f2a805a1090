"""Running for years on a shared machine: settings, logs, metrics, the word to the service manager."""
