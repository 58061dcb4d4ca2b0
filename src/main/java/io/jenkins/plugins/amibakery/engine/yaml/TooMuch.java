package io.jenkins.plugins.amibakery.engine.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A text goes beyond what is read; its problem is in words of our own. */
final class TooMuch extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param at where; null when that is not known */
    TooMuch(String what, Mark at) {
        super(null, null, what, at, null, null);
        this.what = what;
    }

    String what() {
        return what;
    }
}
