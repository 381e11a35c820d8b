// Loaded into a role that a benchmark runs as a process of its own: it does not outlive a benchmark that is killed.
process.on('disconnect', () => process.exit(1));
