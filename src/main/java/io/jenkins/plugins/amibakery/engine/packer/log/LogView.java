package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.command.PlainText;
import java.util.Optional;

/**
 * Makes packer's events readable for a person who follows a bake. Not for several threads.
 *
 * <pre>
 * web: Launching a source AWS instance...
 * web: Instance ID: i-3928afdd1a237cebe
 * </pre>
 *
 * <p>What it gives is not masked; the caller does that, as the last thing before anybody sees it.
 */
public final class LogView {
    private boolean named;
    private String only = "";

    /** A view whose lines begin with the build they are of as soon as there is a second one. */
    public LogView() {
        this(false);
    }

    /** @param severalBuilds whether lines begin with the build they are of from the first */
    public LogView(boolean severalBuilds) {
        named = severalBuilds;
    }

    /** The line to show, with line feeds in it where packer speaks several lines; empty for what only machines read. */
    public Optional<String> line(PackerEvent event) {
        if (event instanceof PackerEvent.Say say) {
            return isSummary(say.text()) ? Optional.empty() : shown(say.builder(), say.text());
        }
        if (event instanceof PackerEvent.Message message) {
            return shown(message.builder(), message.text());
        }
        if (event instanceof PackerEvent.ErrorText error) {
            return isSummary(error.text()) ? Optional.empty() : shown(error.builder(), error.text());
        }
        return event instanceof PackerEvent.Text text ? shown("", text.text()) : Optional.empty();
    }

    /** What packer repeats at its end, and our report says better. */
    private static boolean isSummary(String text) {
        return text.startsWith("\n==> ") || text.startsWith("--> ");
    }

    private Optional<String> shown(String builder, String text) {
        String clean = PlainText.of(text).strip();
        if (clean.isEmpty()) {
            return Optional.empty();
        }
        meet(builder);
        String prefix = named && !builder.isEmpty() ? PlainText.of(BuilderName.shortName(builder)) + ": " : "";
        return Optional.of(prefix + (prefix.isEmpty() ? clean : clean.replace("\n", "\n" + prefix)));
    }

    private void meet(String builder) {
        named |= !only.isEmpty() && !builder.isEmpty() && !only.equals(builder);
        only = builder.isEmpty() ? only : builder;
    }
}
