package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs in Python, and one-liners in Perl: what leads out of the image, the context and the input in them. */
final class CodeRules {
    /** Modules of Python that only compute, or that work on files. */
    private static final Set<String> MODULES =
            Set.of(("__future__ abc argparse array ast base64 binascii bisect bz2 calendar cmath codecs"
                            + " collections configparser contextlib copy csv dataclasses datetime decimal difflib email enum errno filecmp fileinput"
                            + " fnmatch fractions functools getopt glob grp gzip hashlib heapq hmac html io ipaddress itertools jinja2 json keyword"
                            + " linecache locale logging lzma math mimetypes numbers operator os pathlib platform plistlib pprint pwd random re"
                            + " secrets shelve shlex shutil stat statistics string struct sys syslog tarfile tempfile textwrap time token tokenize"
                            + " toml tomllib traceback types typing unicodedata uuid warnings weakref xml yaml zipfile zlib")
                    .split(" "));

    private static final Set<String> RUN = Set.of(
            "venv",
            "compileall",
            "py_compile",
            "ensurepip",
            "zipfile",
            "tarfile",
            "gzip",
            "base64",
            "json.tool",
            "site",
            "platform");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)(?:^|;)\\s*(?:from\\s+(?<from>[\\w.]+)\\s+import|import\\s+(?<import>[\\w., \\t]+))");

    private static final Pattern OUTSIDE = Pattern.compile(
            "\\b(?:os\\.(?:system|popen|exec\\w+|spawn\\w+|posix_spawnp?|fork\\w*)|__import__|eval|exec|compile|importlib)\\s*\\(|__builtins__");

    private static final Pattern PERL = Pattern.compile(
            "\\b(?:system|exec|qx|open|socket|require|use\\s+(?!strict|warnings|utf8)|do\\s+[\"'$]|eval\\s+[^{]|syscall|fork)\\b|`");

    private final Function<String, Optional<String>> inputs;

    CodeRules(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    /** What becomes of a command that runs a program in such a language. */
    Verdict judge(ShellCommand command, PythonRules python) {
        return command.program().startsWith("perl") ? perl(command) : python(command, python);
    }

    private static Verdict perl(ShellCommand command) {
        List<String> words = command.words();
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).matches("-[A-Za-z0-9.]*[eE]") && i + 1 < words.size()) {
                return PERL.matcher(words.get(i + 1)).find() || words.get(i + 1).startsWith("$")
                        ? Verdict.floats("no rule knows what this Perl does")
                        : Verdict.PINNED;
            }
        }
        return Verdict.floats("no rule reads programs in Perl");
    }

    private Verdict python(ShellCommand command, PythonRules python) {
        List<String> words = command.words();
        int at = 1;
        while (at < words.size() && words.get(at).matches("-[bBdEiIOqsSuvx]+|-[WX].+")) {
            at++;
        }
        String first = at < words.size() ? words.get(at) : "-";
        List<String> rest = words.subList(Math.min(at + 1, words.size()), words.size());
        if (first.equals("-m") && !rest.isEmpty()) {
            return module(command.of(rest), python);
        } else if (first.equals("-c") && !rest.isEmpty()) {
            return text(rest.get(0));
        } else if (first.equals("-")) {
            return command.input() == null || command.input().isEmpty()
                    ? Verdict.floats("what " + command.program() + " is given to run is not known")
                    : text(command.input());
        }
        Optional<String> text = inputs.apply(first);
        return text.isPresent() ? text(text.get()).in(first) : Verdict.floats("no rule knows what " + first + " does");
    }

    private static Verdict module(ShellCommand module, PythonRules python) {
        if (module.words().get(0).equals("pip")) {
            Verdict pip = python.judge(module);
            return pip != null ? pip : Verdict.PINNED;
        }
        return RUN.contains(module.words().get(0))
                ? Verdict.PINNED
                : Verdict.floats(
                        "no rule knows what Python's module " + module.words().get(0) + " does");
    }

    /** What becomes of a program that names its language in its first line. */
    Verdict script(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.contains("python") ? text(text) : Verdict.floats("no rule reads what runs by " + first);
    }

    private static Verdict text(String text) {
        if (FloatingScan.isMarked(text)) {
            return Verdict.PINNED;
        }
        Matcher imported = IMPORT.matcher(text);
        while (imported.find()) {
            String names = imported.group("from") == null ? imported.group("import") : imported.group("from");
            Optional<String> unknown = Stream.of(names.split(","))
                    .map(name -> name.strip().replaceFirst("\\s.*", ""))
                    .filter(name -> !name.isEmpty() && !MODULES.contains(name.replaceFirst("\\..*", "")))
                    .findFirst();
            if (unknown.isPresent()) {
                return Verdict.floats("no rule knows what Python does with " + unknown.get());
            }
        }
        Matcher outside = OUTSIDE.matcher(text);
        return outside.find()
                ? Verdict.floats(
                        "no rule knows what Python does by " + outside.group().replaceFirst("\\s*\\($", ""))
                : Verdict.PINNED;
    }
}
