package io.jenkins.plugins.amibakery.results.page;

import java.net.URI;
import java.net.URISyntaxException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A named text that leads somewhere if it is an address of the web. */
@Restricted(NoExternalUse.class)
public final class LinkedText {
    private final String name;
    private final String text;

    /** @param text may be anything */
    LinkedText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public String getText() {
        return text;
    }

    /** The same text if it is a whole address of http or https, and null otherwise: no other scheme becomes a link. */
    public String getUrl() {
        if (!text.matches("(?i)https?://[\\x21-\\x7e]+")) {
            return null;
        }
        try {
            return new URI(text).getHost() == null ? null : text;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
