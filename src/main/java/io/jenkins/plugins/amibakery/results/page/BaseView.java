package io.jenkins.plugins.amibakery.results.page;

import hudson.Util;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A base AMI as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BaseView {
    /** A filter in the canonical form of a query, which is JSON. */
    private static final Pattern CONDITION = Pattern.compile("\"([^\"]+)\":\\[([^\\]]*)\\]");

    private final BaseRecord record;
    private final String endpoint;
    private final long now;

    /**
     * @param endpoint of a test cloud; empty for AWS
     * @param now in milliseconds since 1970
     */
    BaseView(BaseRecord record, String endpoint, long now) {
        this.record = record;
        this.endpoint = endpoint;
        this.now = now;
    }

    public BaseRecord getRecord() {
        return record;
    }

    /** Null when its id is not known. */
    public AmiLink getLink() {
        return AmiLink.to(record.getAmiId(), record.getRegion(), endpoint);
    }

    /** How the recipe finds it, such as {@code name=debian-12-amd64-*, owners=136693071363}; empty when it names the AMI itself. */
    public String getConditions() {
        String conditions = CONDITION
                .matcher(record.getQuery())
                .results()
                .map(found -> found.group(1) + "=" + found.group(2).replace("\"", ""))
                .collect(Collectors.joining(", "));
        return conditions.isEmpty() ? record.getQuery() : conditions;
    }

    /** From when on EC2 calls it deprecated; null for never or when it is not known. */
    public Date getEnd() {
        return Storable.date(record.getDeprecated());
    }

    /** Whether that is over. */
    public boolean isOver() {
        return record.getDeprecated() > 0 && record.getDeprecated() <= now;
    }

    /** How long ago its owner made it; empty when that is not known. */
    public String getAge() {
        return record.getCreated() == 0 ? "" : Util.getTimeSpanString(Math.max(0, now - record.getCreated()));
    }
}
