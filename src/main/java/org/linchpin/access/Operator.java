package org.linchpin.access;

/**
 * An organisation that brings in registers of what it has installed.
 *
 * @param id its number inside the database
 * @param code its key outside
 * @param name its name
 * @param invented whether it was made up for the demonstration
 */
public record Operator(int id, String code, String name, boolean invented) {}
