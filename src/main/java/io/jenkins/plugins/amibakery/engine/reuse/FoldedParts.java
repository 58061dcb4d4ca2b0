package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of a key by directories where there are so many that nobody could read them, nor any report hold them. */
final class FoldedParts {
    /** So many parts a key may have for its files. */
    static final int MOST = 5_000;

    private FoldedParts() {}

    /** The same parts, or one for all that lies in the same directory: as few directories as are needed. */
    static List<KeyPart> of(List<KeyPart> files) {
        List<KeyPart> folded = files;
        for (int depth = 12; folded.size() > MOST && depth > 0; depth--) {
            folded = folded(files, depth);
        }
        return folded.size() > MOST ? List.of(one("files", files)) : folded;
    }

    private static List<KeyPart> folded(List<KeyPart> files, int depth) {
        Map<String, List<KeyPart>> groups = new TreeMap<>();
        files.forEach(file -> groups.computeIfAbsent(start(file.name(), depth), name -> new ArrayList<>())
                .add(file));
        List<KeyPart> folded = new ArrayList<>();
        groups.forEach((name, parts) -> folded.add(parts.size() == 1 ? parts.get(0) : one(name, parts)));
        return folded;
    }

    private static String start(String name, int depth) {
        int end = -1;
        for (int i = 0; i < depth; i++) {
            end = name.indexOf('/', end + 1);
            if (end < 0) {
                return name;
            }
        }
        return name.substring(0, end);
    }

    private static KeyPart one(String name, List<KeyPart> parts) {
        StringBuilder all = new StringBuilder();
        parts.stream()
                .sorted()
                .forEach(part -> all.append(part.kind())
                        .append(' ')
                        .append(part.digest())
                        .append(' ')
                        .append(part.name())
                        .append('\0'));
        return new KeyPart(KeyPart.Kind.DIRECTORY, name, Sha256.of(all.toString()), parts.size() + " entries");
    }
}
