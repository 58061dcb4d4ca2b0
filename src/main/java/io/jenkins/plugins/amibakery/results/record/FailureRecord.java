package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.OneLine;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One reason why a task is no success. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class FailureRecord extends Persisted {
    private String where;
    private String cause;
    private String detail;
    private String remedy;

    private FailureRecord(String where, Enum<?> cause, String detail, String remedy) {
        this.where = where;
        this.cause = cause == null ? "" : cause.name().toLowerCase(Locale.ROOT);
        this.detail = detail;
        this.remedy = remedy;
        readResolve();
    }

    public static FailureRecord of(Failure failure) {
        return new FailureRecord(
                failure.where(),
                failure.cause(),
                failure.detail(),
                failure.cause().remedyInJenkins());
    }

    public static FailureRecord of(DeployFailure failure) {
        return new FailureRecord(
                failure.where(),
                failure.cause(),
                failure.detail(),
                failure.cause().remedyInJenkins());
    }

    /** One of which nothing is known but a line. */
    public static FailureRecord of(String line) {
        return new FailureRecord("", null, line, "");
    }

    /** What failed, such as a packer build or a stack; empty for all of it. */
    @Exported
    public String getWhere() {
        return where;
    }

    /** The kind of failure in a word, such as {@code disk_full}; empty when it is not known. */
    @Exported
    public String getCause() {
        return cause;
    }

    @Exported
    public String getDetail() {
        return detail;
    }

    /** What to do, in the words of somebody who has the steps' parameters; empty when nobody knows. */
    @Exported
    public String getRemedy() {
        return remedy;
    }

    /** All of it for a person. */
    public String line() {
        return remedy.isEmpty() ? detail : OneLine.of(where, detail, remedy);
    }
}
