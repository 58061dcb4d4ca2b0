package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Step.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells what simple commands print, where that can be told without running them. */
final class ShellPrinter {
    private static final String UNKNOWN = "$()";
    private static final Map<String, String> MACHINES = Map.of(
            "uname -m",
            Variants.MACHINE,
            "arch ",
            Variants.MACHINE,
            "dpkg --print-architecture",
            Variants.DEBIAN_MACHINE);
    private static final int LONGEST = 20_000;

    private final ShellValues values;
    private final Function<String, Optional<String>> inputs;

    ShellPrinter(ShellValues values, Function<String, Optional<String>> inputs) {
        this.values = values;
        this.inputs = inputs;
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What they print, without line feeds at the end; with {@code $()} in it where that is not known. */
    String prints(List<Step> steps) {
        if (steps.size() != 1 || steps.get(0).sort() != Step.Sort.COMMAND) {
            return UNKNOWN;
        }
        String text = of(steps.get(0));
        return text.length() > LONGEST ? UNKNOWN : text.replaceFirst("\\n+$", "");
    }

    private String of(Step step) {
        String program =
                step.words().isEmpty() ? "cat" : last(step.words().get(0).text());
        List<String> words = new ArrayList<>();
        step.words().stream().skip(1).forEach(word -> words.addAll(values.words(word)));
        String machine = MACHINES.get(program + " " + String.join(" ", words));
        if (machine != null || !program.matches("echo|printf|cat|which|command|type|basename")) {
            return machine == null ? UNKNOWN : machine;
        }
        boolean option = !words.isEmpty() && words.get(0).matches("-[nepP]+|-v");
        List<String> plain = option ? words.subList(1, words.size()) : words;
        boolean found = program.matches("which|basename") || program.matches("command|type") && option;
        return switch (program) {
            case "echo" -> String.join(" ", plain);
            case "printf" -> printf(plain);
            case "cat" -> cat(step, plain);
            default ->
                found && plain.size() == 1 ? program.equals("basename") ? last(plain.get(0)) : plain.get(0) : UNKNOWN;
        };
    }

    private static String printf(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String format = words.get(0).replace("\\n", "\n").replace("\\t", "\t");
        StringBuilder text = new StringBuilder();
        int next = 1;
        do {
            String turn = format;
            while (turn.contains("%s")) {
                String value = next < words.size() ? words.get(next++) : "";
                int at = turn.indexOf("%s");
                turn = turn.substring(0, at) + value.replace("%", "%%") + turn.substring(at + 2);
            }
            text.append(turn.replace("%%", "%"));
        } while (next < words.size() && format.contains("%s"));
        return text.toString();
    }

    private String cat(Step step, List<String> words) {
        Optional<Redirect> input = step.redirects().stream()
                .filter(one -> one.operator().startsWith("<"))
                .findFirst();
        if (words.isEmpty() && input.isPresent()) {
            String target = values.text(input.get().target());
            return input.get().operator().equals("<") ? inputs.apply(target).orElse(UNKNOWN) : target;
        }
        return words.size() == 1 ? inputs.apply(words.get(0)).orElse(UNKNOWN) : UNKNOWN;
    }
}
