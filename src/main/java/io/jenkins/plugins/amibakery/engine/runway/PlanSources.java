package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the files a deployment is made from: those beside runway.yml that configure, all in the chosen modules' directories, and
 * whatever any of these names outside of them, as {@code template_path}, {@code sys_path}, {@code package_sources}, Terraform's
 * {@code source} and links do. Not for several threads.
 */
final class PlanSources {
    /** What tools leave behind while they work, none of it an input. */
    private static final Set<String> LEAVINGS =
            Set.of(".runway", ".git", ".terraform", "node_modules", "__pycache__", ".pytest_cache", "cdk.out");

    private static final Pattern CONFIG =
            Pattern.compile("(?i)\\.env.*|.+\\.(ya?ml|env|py|toml|cfg|ini|tfvars|lock|j2)|pipfile|\\.runway-version");

    /** Text for people, in which a path means nothing. */
    private static final Pattern PROSE = Pattern.compile("(?i).+\\.(md|rst|txt|adoc|html)");

    private static final Pattern OUTWARD = Pattern.compile("(?:\\.\\./)+[\\w@+-][\\w./@+-]*");

    private static final Set<String> DIRECTORIES = Set.of("sys_path", "source", "source_code", "path", "paths");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private static final int LARGEST_TEXT = 1_000_000;
    private static final int MOST_FILES = 20_000;

    private final Set<Path> files = new TreeSet<>();
    private final Set<Path> walked = new TreeSet<>();
    private final List<Path> unread = new ArrayList<>();
    private final Set<String> fetched = new TreeSet<>();

    private PlanSources() {}

    /** Every file, by its absolute path. */
    Set<Path> files() {
        return files;
    }

    /** What CFNgin fetches from elsewhere and is not fixed by a commit, each as {@code FILE WHAT}. */
    Set<String> fetched() {
        return fetched;
    }

    /**
     * Finds them.
     *
     * @throws DeployFailedException when they are too many to be a deployment's
     */
    static PlanSources of(Path root, List<Path> modules) throws IOException {
        PlanSources sources = new PlanSources();
        try (Stream<Path> beside = Files.list(root)) {
            for (Path file : beside.sorted().toList()) {
                if (CONFIG.matcher(String.valueOf(file.getFileName())).matches()) {
                    sources.add(file);
                }
            }
        }
        List<Path> whole =
                modules.stream().map(one -> one.toAbsolutePath().normalize()).toList();
        for (Path module : whole) {
            sources.add(module);
        }
        while (!sources.unread.isEmpty()) {
            sources.follow(sources.unread.remove(sources.unread.size() - 1), root, whole);
        }
        return sources;
    }

    /** A file, or a directory with all in it, also where a link leads there. */
    private void add(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            walk(path);
        } else if (Files.isRegularFile(path) && files.add(path)) {
            unread.add(path);
            Path beside = path.getParent();
            if (String.valueOf(path.getFileName()).endsWith(".j2") && beside != null) {
                // Jinja's includes are looked for beside it.
                walk(beside);
            }
        }
        if (files.size() > MOST_FILES) {
            throw new DeployFailedException(
                    DeployFailureCause.CONFIG_INVALID,
                    "The deployment names more than " + MOST_FILES + " files, among them those of '" + path
                            + "': a path in runway.yml or a module's files leads too far up");
        }
    }

    private void walk(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!walked.add(real)) {
            return;
        }
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean left = !path.equals(real) && LEAVINGS.contains(String.valueOf(path.getFileName()));
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                add(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void follow(Path file, Path root, List<Path> modules) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > LARGEST_TEXT || PROSE.matcher(name).matches()) {
            return;
        }
        // Bytes that are no text do no harm: what they spell is not there.
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<Path> bases = new ArrayList<>(modules);
        bases.add(0, root);
        bases.add(0, file.getParent());
        for (Matcher found = OUTWARD.matcher(text); found.find(); ) {
            addFrom(bases, found.group(), true);
        }
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            try {
                Map<String, Object> content = YamlFile.read(file, name);
                fetch(root.relativize(file).toString(), content.get("package_sources"));
                values(content, "", bases);
            } catch (DeployFailedException e) {
                // A template with tags of CloudFormation's, say: its paths were looked for as in any text.
                return;
            }
        }
    }

    /** Sources of {@code package_sources}, as CFNgin's schema has them: a branch, a tag and an object of S3 may be another tomorrow. */
    private void fetch(String file, Object sources) {
        if (sources instanceof Map<?, ?> kinds) {
            each(kinds.get("git"))
                    .filter(one -> !COMMIT.matcher(text(one, "commit")).matches())
                    .forEach(one -> {
                        String at = Stream.of("commit", "branch", "tag")
                                .filter(kind -> !text(one, kind).isEmpty())
                                .findFirst()
                                .map(kind -> kind + " " + text(one, kind))
                                .orElse("its default branch");
                        fetched.add(file + " " + text(one, "uri") + " at " + at);
                    });
            each(kinds.get("s3"))
                    .forEach(one -> fetched.add(file + " s3://" + text(one, "bucket") + "/" + text(one, "key")));
        }
    }

    private static Stream<Map<?, ?>> each(Object list) {
        return list instanceof List<?> all
                ? all.stream().filter(Map.class::isInstance).map(one -> (Map<?, ?>) one)
                : Stream.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) == null ? "" : String.valueOf(map.get(key));
    }

    private void values(Object value, String key, List<Path> bases) throws IOException {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<String, Object> one : YamlFile.named(map).entrySet()) {
                values(one.getValue(), one.getKey(), bases);
            }
        } else if (value instanceof List<?> list) {
            for (Object one : list) {
                values(one, key, bases);
            }
        } else if (value instanceof String text && !text.isBlank() && text.length() < 1_000) {
            // Up to a lookup that only Runway knows, the directory it will choose from.
            String known = text.replaceFirst("[^/]*\\$\\{.*", "");
            addFrom(bases, known, !known.equals(text) || DIRECTORIES.contains(key));
        }
    }

    private void addFrom(List<Path> bases, String written, boolean directories) throws IOException {
        if (written.isEmpty()) {
            return;
        }
        for (Path base : bases) {
            try {
                Path path = base.resolve(written).normalize();
                // './' is meant beside the file; from runway.yml's directory it would be the whole of the deployment.
                boolean meant = base.equals(bases.get(0)) || !bases.get(1).startsWith(path);
                boolean whole = directories && meant && Files.isDirectory(path) && path.getParent() != null;
                if (whole || Files.isRegularFile(path)) {
                    add(path);
                }
            } catch (InvalidPathException e) {
                return;
            }
        }
    }
}
