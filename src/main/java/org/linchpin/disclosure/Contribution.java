package org.linchpin.disclosure;

/**
 * Units of one operator in one sector.
 *
 * @param key whose modules they surely have; empty where that is open
 * @param operator the operator's number
 */
record Contribution(String sector, String key, int operator, double units) {}
