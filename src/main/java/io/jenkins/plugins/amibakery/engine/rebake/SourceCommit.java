package io.jenkins.plugins.amibakery.engine.rebake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A commit in a job's source control.
 *
 * @param id its id
 * @param author who wrote it; empty when that is not known
 * @param paths the files it changed, relative to the repository
 */
public record SourceCommit(String id, String author, List<String> paths) {
    private static final int BRIEF = 7;

    public SourceCommit {
        paths = List.copyOf(paths);
    }

    /** Reads what {@code git log --raw --format=raw} prints, as Jenkins keeps it for a change log: the newest commit first. */
    public static List<SourceCommit> read(String log) {
        List<SourceCommit> commits = new ArrayList<>();
        String id = "";
        String author = "";
        List<String> paths = new ArrayList<>();
        for (String line : log.lines().toList()) {
            if (line.startsWith("commit ")) {
                add(commits, id, author, paths);
                id = line.substring("commit ".length()).strip();
                author = "";
                paths = new ArrayList<>();
            } else if (line.startsWith("author ")) {
                author = line.substring("author ".length()).replaceFirst("\\s*<.*", "");
            } else if (line.startsWith(":") && line.contains("\t")) {
                paths.addAll(
                        Arrays.asList(line.substring(line.indexOf('\t') + 1).split("\t")));
            }
        }
        add(commits, id, author, paths);
        return commits;
    }

    private static void add(List<SourceCommit> commits, String id, String author, List<String> paths) {
        if (!id.isEmpty()) {
            commits.add(new SourceCommit(id, author, paths));
        }
    }

    /** For a person: its first digits and its author. */
    String shown() {
        return "commit " + id.substring(0, Math.min(BRIEF, id.length())) + (author.isEmpty() ? "" : " by " + author);
    }
}
