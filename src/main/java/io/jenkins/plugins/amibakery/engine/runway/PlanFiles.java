package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files a deployment is made from, as a text: a digest of all of them, and a line for each, so that it can be told which has
 * changed.
 *
 * <pre>
 * 6c1f…64 digits
 * 0a1b2c3d4e5f ../templates/web.json
 * 99887766aabb app.cfn/cfngin.yml
 * fetched app.cfn/cfngin.yml https://git.example/blueprints at branch main
 * newest ../templates/web.json line 7: $Latest is …
 * ami ami-0d53cc9bd365ad65b app.cfn/prod.env line 3
 * </pre>
 */
public final class PlanFiles {
    /** Of more files none is named. */
    private static final int MOST_NAMED = 2_000;

    private static final int MOST_NEWEST = 100;
    private static final int TOLD = 5;
    private static final int SHORT = 12;
    private static final String FETCHED = "fetched ";
    private static final String NEWEST = "newest ";
    private static final String AMI = "ami ";
    private static final Pattern AMI_ID = Pattern.compile("\\bami-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b");

    private PlanFiles() {}

    /**
     * Digests runway.yml and what is beside it, all within the chosen modules, and what they name elsewhere, each by its path and
     * content.
     *
     * @throws DeployFailedException when one cannot be read
     */
    public static String digest(RunwaySelection selection) {
        try {
            Path root = selection.directory().toRealPath();
            MessageDigest all = PlanDigest.newSha256();
            StringBuilder named = new StringBuilder();
            PlanSources sources = PlanSources.of(root, selection.moduleDirectories());
            Set<Path> files = sources.files();
            List<String> newest = new ArrayList<>();
            Map<String, String> amis = new TreeMap<>();
            for (Path file : files) {
                String name = root.relativize(file).toString();
                byte[] content = Files.readAllBytes(file);
                newest.addAll(NewestAtDeploy.in(name.replace('\n', ' '), content));
                findAmis(name.replace('\n', ' '), content, amis);
                byte[] digest = PlanDigest.newSha256().digest(content);
                all.update(name.getBytes(StandardCharsets.UTF_8));
                all.update((byte) 0);
                all.update(digest);
                named.append('\n')
                        .append(PlanDigest.hex(digest), 0, SHORT)
                        .append(' ')
                        .append(name.replace('\n', ' '));
            }
            if (files.size() > MOST_NAMED) {
                named.setLength(0);
            }
            Stream.concat(sources.fetched().stream(), selection.fetchedModules().stream())
                    .forEach(one -> named.append('\n').append(FETCHED).append(one.replace('\n', ' ')));
            newest.stream()
                    .limit(MOST_NEWEST)
                    .forEach(one -> named.append('\n').append(NEWEST).append(one));
            amis.forEach((id, place) ->
                    named.append('\n').append(AMI).append(id).append(' ').append(place));
            return PlanDigest.hex(all.digest()) + named;
        } catch (IOException e) {
            throw new DeployFailedException(
                    DeployFailureCause.CONFIG_INVALID, "The files of the deployment cannot be read: " + e.getMessage());
        }
    }

    private static void findAmis(String name, byte[] content, Map<String, String> amis) {
        int number = 0;
        for (String line : FileLines.of(content)) {
            number++;
            String place = name + " line " + number;
            AMI_ID.matcher(line).results().forEach(found -> amis.putIfAbsent(found.group(), place));
        }
    }

    /** The ids of AMIs that such a text says the files name, each with the first place. */
    public static Map<String, String> amis(String files) {
        Map<String, String> amis = new TreeMap<>();
        files.lines()
                .filter(line -> line.startsWith(AMI))
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3)
                .forEach(words -> amis.put(words[1], words[2]));
        return amis;
    }

    /** Why such a text does not fix a deployment: what is fetched from elsewhere may be another by then. */
    static List<String> gaps(String files) {
        return files.lines()
                .filter(line -> line.startsWith(FETCHED))
                .map(line -> line.substring(FETCHED.length()))
                .map(line -> line.replaceFirst(" ", " fetches ") + ", which is not pinned to a commit")
                .toList();
    }

    /** Where such a text says that whatever is newest is taken, a line each. */
    public static List<String> newest(String files) {
        return files.lines()
                .filter(line -> line.startsWith(NEWEST))
                .map(line -> line.substring(NEWEST.length()))
                .toList();
    }

    /** What of the files differs, in a few words. */
    static String moved(String now, String approved) {
        Map<String, String> left = byName(now);
        Map<String, String> right = byName(approved);
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        names.removeIf(name -> String.valueOf(left.get(name)).equals(String.valueOf(right.get(name))));
        if (left.isEmpty() || right.isEmpty() || names.isEmpty()) {
            return "the files of the deployment have changed";
        }
        return "the files of the deployment have changed: " + told(names);
    }

    private static String told(Collection<String> names) {
        List<String> told = new ArrayList<>(names.stream().limit(TOLD).toList());
        if (names.size() > TOLD) {
            told.add((names.size() - TOLD) + " more");
        }
        return String.join(", ", told);
    }

    private static Map<String, String> byName(String files) {
        Map<String, String> byName = new TreeMap<>();
        files.lines()
                .skip(1)
                .filter(line -> !line.startsWith(NEWEST) && !line.startsWith(AMI))
                .forEach(line -> byName.put(line.substring(line.indexOf(' ') + 1), line));
        return byName;
    }
}
