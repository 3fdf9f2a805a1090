"""Tables: from runs of tab-separated lines to tables with header paths and whole rows."""
