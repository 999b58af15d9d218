package org.linchpin.database;

/**
 * Whether this is a demonstration: accounts with a known password and invented registers. Only ever on the embedded
 * database, which listens on loopback alone.
 */
public record Demonstration(boolean on) {}
