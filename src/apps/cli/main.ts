// The command line's entry.
process.exitCode = 2;
