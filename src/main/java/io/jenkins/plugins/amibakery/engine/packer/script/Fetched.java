package io.jenkins.plugins.amibakery.engine.packer.script;

/**
 * Something that a script fetches by a plain request for one address without a version: whether it is still the same could be asked there.
 *
 * @param file the script
 * @param line its line, from 1; 0 when no line can be told
 * @param url the address
 */
public record Fetched(String file, int line, String url) {}
