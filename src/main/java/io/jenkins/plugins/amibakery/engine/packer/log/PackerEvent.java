package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.time.Instant;
import java.util.List;

/**
 * One line of packer's machine-readable log, decoded.
 *
 * <p>{@code builder} is packer's full name of the build it speaks of, such as {@code bake.amazon-ebs.web}, and empty where
 * packer speaks of the whole run; {@link BuilderName#shortName} has the name for people. {@code at} is packer's clock in
 * whole seconds. A text of several lines has line feeds in it and packer's prefix in none of them.
 */
public sealed interface PackerEvent {
    /** A line and the mark of one that was cut. */
    int MOST = Limits.LINE + 64;

    /** Refuses what is too long for a line of packer's. */
    static void line(String builder, String text) {
        Limits.text("the name of a build", builder, MOST);
        Limits.text("a line", text, MOST);
    }

    /** Something packer, or from 1.13 on a provisioner, says. */
    record Say(Instant at, String builder, String text) implements PackerEvent {
        public Say {
            line(builder, text);
        }
    }

    /** Something a provisioner prints or a detail of packer's; up to 1.12 only. */
    record Message(Instant at, String builder, String text) implements PackerEvent {
        public Message {
            line(builder, text);
        }
    }

    /** An error line, which is no failure in itself: what provisioners write to their standard error comes this way. */
    record ErrorText(Instant at, String builder, String text) implements PackerEvent {
        public ErrorText {
            line(builder, text);
        }
    }

    /**
     * One property of an artifact that a build made.
     *
     * @param index number of the artifact; one AMI appears again for each post-processor that passes it on
     * @param part such as {@code id}, {@code builder-id}, {@code string}, {@code files-count} or {@code end}
     * @param value the property's value; empty where it has none
     */
    record Artifact(Instant at, String builder, int index, String part, String value) implements PackerEvent {
        public Artifact {
            line(builder, value);
            Limits.text("a part of an artifact", part, MOST);
        }
    }

    /** How many artifacts follow for a build. */
    record ArtifactCount(Instant at, String builder, int count) implements PackerEvent {
        public ArtifactCount {
            line(builder, "");
        }
    }

    /** A build failed, for this reason. */
    record BuildError(Instant at, String builder, String text) implements PackerEvent {
        public BuildError {
            line(builder, text);
        }
    }

    /** How many builds failed; packer never says so when it was interrupted. */
    record ErrorCount(Instant at, int count) implements PackerEvent {}

    /** Packer's version, when asked for it; {@code part} is version, version-prelease (packer's spelling) or version-commit. */
    record Version(Instant at, String part, String value) implements PackerEvent {
        public Version {
            line(part, value);
        }
    }

    /** What {@code packer inspect} says of a JSON template; {@code kind} is variable, builder or provisioner. */
    record TemplateItem(Instant at, String kind, List<String> values) implements PackerEvent {
        public TemplateItem {
            values = List.copyOf(values);
            Limits.texts("the values of a line", values, MOST, MOST);
        }
    }

    /** A line that is not in packer's format, or of a type this version does not know, as it stood there. */
    record Text(String text) implements PackerEvent {
        public Text {
            line("", text);
        }
    }
}
