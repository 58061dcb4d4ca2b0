package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of an HCL block and of the blocks in it. */
final class HclSettings {
    private static final Pattern VARIABLE = Pattern.compile("\\bvar\\.([\\w-]+)");
    private static final Pattern LOCAL = Pattern.compile("\\blocal\\.([\\w-]+)");

    private HclSettings() {}

    /** @param prefix stands before each path */
    static List<Setting> of(HclBlock block, String prefix) {
        List<Setting> settings = new ArrayList<>();
        block.attributes().forEach((name, source) -> settings.add(setting(prefix + name, source)));
        Map<String, Integer> count = new HashMap<>();
        for (HclBlock inner : block.blocks()) {
            String name = String.join(".", join(inner));
            int number = count.merge(name, 1, Integer::sum);
            List<Setting> nested = of(inner, prefix + name + (number > 1 ? "[" + number + "]" : "") + ".");
            settings.addAll(nested.isEmpty() ? List.of(setting(prefix + name, "{}")) : nested);
        }
        return settings;
    }

    /** A dynamic block makes blocks of the type in its label. */
    private static List<String> join(HclBlock block) {
        List<String> words = new ArrayList<>(block.labels());
        words.add(block.type().equals("dynamic") ? words.size() : 0, block.type());
        return words;
    }

    static Setting setting(String path, String source) {
        boolean text = source.length() > 1 && source.startsWith("\"") && source.indexOf('"', 1) == source.length() - 1;
        boolean plain = text || source.matches("[\\w.-]+");
        String shown = text ? source.substring(1, source.length() - 1) : HclTokens.of(source);
        return new Setting(path, shown, plain, all(VARIABLE, source), all(LOCAL, source));
    }

    private static Set<String> all(Pattern pattern, String source) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
