package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A report's tree as {@code --json} prints it: on one line. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** @param tree maps, lists, texts, numbers and truth values */
    static String of(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and texts are JSON", e);
        }
    }
}
