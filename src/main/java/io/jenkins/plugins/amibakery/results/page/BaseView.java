package io.jenkins.plugins.amibakery.results.page;

import hudson.Util;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A base AMI as a page shows it. */
@Restricted(NoExternalUse.class)
public final class BaseView {
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
