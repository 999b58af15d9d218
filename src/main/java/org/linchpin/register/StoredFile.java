package org.linchpin.register;

/**
 * The bytes of a submission, as they came.
 *
 * @param name the file's name as its sender called it
 * @param bytes how many
 * @param sha256 their SHA-256 in hexadecimal digits
 */
record StoredFile(String name, long bytes, String sha256) {}
