package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.ContextTexts;
import io.jenkins.plugins.amibakery.engine.context.InputFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the programs that run on this machine may read outside of the checkout, as far as their texts say: the commands of the template, the
 * scripts it names, and those that these name in turn. What lies there does not count, so a text that leads there is not known.
 */
final class LocalReading {
    /** Programs, libraries and devices: those of the machine, as versions of its tools are. */
    private static final Pattern SYSTEM = Pattern.compile(
            "/(?:usr|bin|sbin|lib|lib64)(?:/.*)?|/dev/(?:null|stdin|stdout|stderr|u?random|zero|fd/.*)");

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w./:}*?\\])$-])(?<path>/[\\w.][\\w./-]*)");
    private static final Pattern HOME =
            Pattern.compile("(?<![\\w/.])~(?:[\\w-]*/|\\s|$)|\\$\\{?HOME\\b|expanduser|Path\\.home\\(");
    private static final Pattern GIT = Pattern.compile("(?<![\\w./-])(?:git|hg|svn)(?=\\s+[a-z-])");
    private static final Pattern FIRST_LINE = Pattern.compile("\\A#!.*");

    /** The template's commands come first. */
    private record Text(String name, String text) {}

    private final List<Text> texts = new ArrayList<>();

    /**
     * @param commands what the template itself runs here
     * @param scripts names of the scripts it runs here
     * @param files all of the context
     */
    LocalReading(String commands, Set<String> scripts, Collection<InputFile> files) {
        texts.add(new Text("", commands));
        Set<String> read = new HashSet<>();
        StringBuilder all = new StringBuilder(commands);
        boolean more = true;
        while (more) {
            more = false;
            for (InputFile file : files) {
                String last = file.name().substring(file.name().lastIndexOf('/') + 1);
                boolean run = scripts.contains(file.name()) || all.indexOf(last) >= 0;
                if (file.kind() == InputFile.Kind.FILE && run && read.add(file.name())) {
                    Optional<String> text = ContextTexts.of(file).filter(one -> isProgram(file.name(), one));
                    text.ifPresent(one -> texts.add(new Text(file.name(), one)));
                    text.ifPresent(all::append);
                    more |= text.isPresent();
                }
            }
        }
    }

    private static boolean isProgram(String name, String text) {
        return text.startsWith("#!") || name.matches(".*\\.(?:sh|bash|zsh|py|pl|rb|js|mk)|(?:.*/)?Makefile");
    }

    /** A place in a text, and why what it reads is not known. */
    record Found(String file, String text, String why) {}

    /** What leads out of the checkout; the template's own commands have no file. */
    List<Found> outside(boolean checkoutKnown) {
        List<Found> found = new ArrayList<>();
        for (Text one : texts) {
            String text = FIRST_LINE.matcher(one.text()).replaceFirst("");
            if (LocalEnvironment.isIndirect(text)) {
                found.add(new Found(one.name(), "", "it reads the environment without naming variables"));
            }
            first(HOME, text)
                    .ifPresent(word -> found.add(new Found(
                            one.name(),
                            word,
                            "it may read from the home directory of whoever runs it, which is not known")));
            first(GIT, text)
                    .ifPresent(word -> found.add(new Found(
                            one.name(), word, "it may read what version control keeps, which does not count")));
            Matcher absolute = ABSOLUTE.matcher(text);
            while (absolute.find()) {
                if (!SYSTEM.matcher(absolute.group("path")).matches()) {
                    found.add(new Found(
                            one.name(),
                            absolute.group("path"),
                            "it names a path of this machine, and what lies there is not known"));
                    break;
                }
            }
            if (!checkoutKnown && (text.contains("..") || one.name().startsWith("../"))) {
                found.add(
                        new Found(
                                one.name(),
                                "..",
                                "it may read above the template's directory, and no version control says how far the checkout goes"));
            }
        }
        return found;
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group().strip()) : Optional.empty();
    }
}
