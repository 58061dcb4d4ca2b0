package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.results.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a plan changes in one stack. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class StackChangeRecord extends Persisted {
    private String region;
    private String name;
    private boolean changes;
    private String summary;
    private ArrayList<Resource> resources;
    private ArrayList<Parameter> parameters;

    private StackChangeRecord(StackChange change) {
        region = change.region();
        name = change.name();
        changes = change.changes();
        summary = change.summary();
        resources = new ArrayList<>();
        change.resources().forEach(resource -> resources.add(new Resource(resource)));
        parameters = new ArrayList<>();
        change.parameters().forEach(parameter -> parameters.add(new Parameter(parameter)));
        readResolve();
    }

    public static StackChangeRecord of(StackChange change) {
        return new StackChangeRecord(change);
    }

    /** Empty when Runway did not say. */
    @Exported
    public String getRegion() {
        return region;
    }

    /** The whole name, namespace included. */
    @Exported
    public String getName() {
        return name;
    }

    /** For a person: {@code img-mgr-prod-asg (us-west-2)}. */
    public String getPlace() {
        return region.isEmpty() ? name : Messages.Stack_place(name, region);
    }

    @Exported
    public boolean isChanges() {
        return changes;
    }

    /** For a person, such as {@code 2 resources modified: LaunchTemplate, AutoScalingGroup}. */
    @Exported
    public String getSummary() {
        return summary;
    }

    @Exported(inline = true)
    public List<Resource> getResources() {
        return Collections.unmodifiableList(resources);
    }

    @Exported(inline = true)
    public List<Parameter> getParameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** A resource that changes. */
    @ExportedBean
    public static final class Resource extends Persisted {
        private String id;
        private String type;
        private String effect;

        private Resource(StackChange.Resource resource) {
            id = resource.id();
            type = resource.type();
            effect = resource.effect().name().toLowerCase(Locale.ROOT);
            readResolve();
        }

        @Exported
        public String getId() {
            return id;
        }

        @Exported
        public String getType() {
            return type;
        }

        /** The effect for a person. */
        public String getWord() {
            return effect.replace('_', ' ');
        }

        /** Such as {@code modified} or {@code replaced}. */
        @Exported
        public String getEffect() {
            return effect;
        }
    }

    /** A parameter that changes. */
    @ExportedBean
    public static final class Parameter extends Persisted {
        private String name;
        private String before;
        private String after;

        private Parameter(StackChange.Parameter parameter) {
            name = parameter.name();
            before = parameter.before();
            after = parameter.after();
            readResolve();
        }

        @Exported
        public String getName() {
            return name;
        }

        /** Empty when it is new. */
        @Exported
        public String getBefore() {
            return before;
        }

        /** Empty when it is gone. */
        @Exported
        public String getAfter() {
            return after;
        }
    }
}
