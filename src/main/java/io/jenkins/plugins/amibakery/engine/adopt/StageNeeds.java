package io.jenkins.plugins.amibakery.engine.adopt;

import java.util.List;
import java.util.stream.Stream;

/** Inserts provisioners into a stage, for those of its builds that take part. */
final class StageNeeds {
    private final TemplateText.Stage stage;
    private final TemplateText.Words words;
    private final List<String> only;
    private final String sudo;
    private int before;

    StageNeeds(TemplateText.Stage stage, TemplateText.Words words) {
        this.stage = stage;
        this.words = words;
        List<TemplateText.Build> partakers =
                stage.builds().stream().filter(TemplateText.Build::takesPart).toList();
        this.only = partakers.size() == stage.builds().size()
                ? List.of()
                : partakers.stream().map(TemplateText.Build::full).toList();
        boolean root = !partakers.isEmpty()
                && partakers.stream().allMatch(build -> build.user().equals("root"));
        this.sudo = root ? "" : "sudo -n ";
        this.before = stage.provisioners().size();
    }

    /** The first provisioner in which all these words stand; -1 when there is none. */
    int first(String... wanted) {
        List<String> there = stage.provisioners();
        for (int i = 0; i < there.size(); i++) {
            if (Stream.of(wanted).allMatch(there.get(i)::contains)) {
                return i;
            }
        }
        return -1;
    }

    /** From now on before all others. */
    void atStart() {
        before = 0;
    }

    /** From now on before one of them, by its number from 0; at the end when that is negative. */
    void atEnd(int provisioner) {
        before = provisioner < 0 ? stage.provisioners().size() : provisioner;
    }

    /** Inserts one that runs a script beside the template as root. */
    void run(String script, String after, boolean told) {
        String command = sudo + (told ? "env {{ .Vars }} " : "") + "sh '{{ .Path }}' " + after;
        insert("shell", "script", words.beside(script), "execute_command", command);
    }

    /** @param settings names and values in turn */
    void insert(String type, String... settings) {
        stage.insert(before, Provisioner.of(type, only, settings));
    }
}
