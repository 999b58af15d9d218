package org.linchpin.access;

/**
 * What a role may do, with whose rows, and what for. The purpose goes into the trail with each reading.
 *
 * @param action what
 * @param reach whose rows
 * @param purpose what for, as a reader of the trail understands it
 */
public record Permission(Action action, Reach reach, String purpose) {}
