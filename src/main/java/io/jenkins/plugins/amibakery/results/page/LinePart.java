package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A part of a line as a page shows it: a text, or an AMI, a time or an address that is named in the line. */
@Restricted(NoExternalUse.class)
public final class LinePart {
    private static final Pattern NAMED = Pattern.compile(
            "(?<ami>\\bami-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b)|(?<time>\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)"
                    + "|(?<url>\\bhttps?://[^\\s,;()]+[^\\s,;().:])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9-]+");

    private final String text;
    private final AmiLink ami;

    private LinePart(String text, AmiLink ami) {
        this.text = text;
        this.ami = ami;
    }

    /**
     * The parts of a line, in its order.
     *
     * @param endpoint the address of a test cloud; empty for AWS
     */
    static List<LinePart> of(String line, String endpoint) {
        String region = BETWEEN_WORDS
                .splitAsStream(line)
                .filter(Region::isRegion)
                .findFirst()
                .orElse("");
        List<LinePart> parts = new ArrayList<>();
        Matcher found = NAMED.matcher(line);
        int done = 0;
        while (found.find()) {
            parts.add(new LinePart(line.substring(done, found.start()), null));
            String ami = found.group("ami");
            parts.add(new LinePart(found.group(), ami == null ? null : AmiLink.to(ami, region, endpoint)));
            done = found.end();
        }
        parts.add(new LinePart(line.substring(done), null));
        parts.removeIf(part -> part.text.isEmpty());
        return parts;
    }

    public String getText() {
        return text;
    }

    /** Null for a part that is no time. */
    public Date getTime() {
        try {
            return text.endsWith("Z") && !text.contains(" ") ? Date.from(Instant.parse(text)) : null;
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Null for a part that is no address of the web. */
    public String getUrl() {
        return new LinkedText("", text).getUrl();
    }

    /** Null for a part that is no AMI. */
    public AmiLink getAmi() {
        return ami;
    }
}
