package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Trees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What somebody was asked to approve, as it was asked. Saved in build.xml with the plan; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ApprovalRecord extends Persisted {
    private String input;
    private String question;
    private String answer;
    private String text;
    private ArrayList<CheckRecord> checks;
    private long asked;
    private long until;

    /**
     * @param input id of the {@code input} step that asks
     * @param question one line
     * @param answer what the button that approves says
     * @param text all that is known of it, line by line
     * @param asked in milliseconds since 1970
     * @param until in milliseconds since 1970; 0 for ever
     */
    public ApprovalRecord(
            String input,
            String question,
            String answer,
            String text,
            Collection<CheckRecord> checks,
            long asked,
            long until) {
        this.input = input;
        this.question = question;
        this.answer = answer;
        this.text = text;
        this.checks = new ArrayList<>(checks);
        this.asked = asked;
        this.until = until;
        readResolve();
    }

    /** Id of the {@code input} step that asks. */
    @Exported
    public String getInput() {
        return input;
    }

    @Exported
    public String getQuestion() {
        return question;
    }

    /** What the button that approves says. */
    @Exported
    public String getAnswer() {
        return answer;
    }

    /** All that was known of it, line by line. */
    @Exported
    public String getText() {
        return text;
    }

    @Exported(inline = true)
    public List<CheckRecord> getChecks() {
        return Collections.unmodifiableList(checks);
    }

    /** When it was asked, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "asked")
    public String getAskedText() {
        return Storable.instant(asked);
    }

    /** How long an answer is waited for, such as {@code 2026-11-22T16:22:33Z}; empty for ever. */
    @Exported(name = "until")
    public String getUntilText() {
        return Storable.instant(until);
    }

    /** The same in milliseconds since 1970; 0 for ever. */
    public long getUntil() {
        return until;
    }

    /** As a Pipeline gets it. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("input", input);
        tree.put("question", question);
        tree.put("answer", answer);
        tree.put("text", text);
        tree.put("checks", Trees.list(checks, CheckRecord::tree));
        tree.put("asked", getAskedText());
        tree.put("until", getUntilText());
        return tree;
    }
}
