package io.jenkins.plugins.amibakery.engine.context;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How large a context is, and what makes it so.
 *
 * @param files how many files and links
 * @param bytes of all files
 * @param largest the directories with the most of both, the largest first
 */
public record ContextSize(long files, long bytes, List<String> largest) {
    /** From so many files on nobody wants them to count. */
    static final long MANY = 100_000;

    /** From so many bytes on nobody wants them to count. */
    static final long MUCH = 5_000_000_000L;

    private static final int NAMED = 3;

    public static ContextSize of(Collection<InputFile> all) {
        Map<String, long[]> byDirectory = new TreeMap<>();
        long[] whole = new long[2];
        for (InputFile file : all) {
            if (file.kind() != InputFile.Kind.DIRECTORY) {
                int slash = file.name().indexOf('/', file.name().indexOf('/') + 1);
                count(whole, file);
                count(
                        byDirectory.computeIfAbsent(file.name().substring(0, Math.max(slash, 0)), name -> new long[2]),
                        file);
            }
        }
        Comparator<Map.Entry<String, long[]>> order = Comparator.comparing(
                one -> (double) one.getValue()[0] / MANY + (double) one.getValue()[1] / MUCH,
                Comparator.reverseOrder());
        List<String> largest = byDirectory.entrySet().stream()
                .filter(one -> !one.getKey().isEmpty())
                .sorted(order)
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .toList();
        return new ContextSize(whole[0], whole[1], largest);
    }

    private static void count(long[] sum, InputFile file) {
        sum[0]++;
        sum[1] += file.size();
    }

    /** One line; with what to write into a {@code .bakeignore} where it is larger than anybody wants. */
    public String shown() {
        String size = files + (files == 1 ? " file, " : " files, ") + human(bytes);
        if (files <= MANY && bytes <= MUCH) {
            return size;
        }
        return size + ", which is much to read for each bake: put what is no input into " + BakeIgnore.NAME
                + ", such as " + largest.stream().map(name -> "/" + name + "/").collect(Collectors.joining(" "));
    }

    private static String human(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return bytes < 10_000_000
                ? bytes / 1_000 + " kB"
                : String.format(
                        Locale.ROOT,
                        "%.1f %s",
                        bytes / (bytes < 10_000_000_000L ? 1e6 : 1e9),
                        bytes < 10_000_000_000L ? "MB" : "GB");
    }
}
