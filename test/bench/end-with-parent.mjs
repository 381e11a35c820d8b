// Loaded into a role that a benchmark runs as a separate process, so that the role does not outlive a killed benchmark.
process.on('disconnect', () => process.exit(1));
