package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The remote API without a Jenkins, to be compared with the tree of a report. */
public final class RemoteApi {
    /** What the API says of each task, and no report knows. */
    public static final Set<String> OF_EVERY_TASK =
            Set.of("commit", "startedBy", "endpoint", "bakeryVersion", "began", "ended");

    private RemoteApi() {}

    /** What the remote API says of a bean: a map for each bean, by the methods that Jenkins asks. */
    public static Map<String, Object> exported(Object bean) {
        Map<String, Object> facts = new TreeMap<>();
        for (Method method : bean.getClass().getMethods()) {
            Exported exported = method.getAnnotation(Exported.class);
            if (exported != null) {
                try {
                    facts.put(name(method, exported), value(method.invoke(bean)));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(method.toString(), e);
                }
            }
        }
        return facts;
    }

    private static String name(Method method, Exported exported) {
        return exported.name().isEmpty()
                ? Introspector.decapitalize(method.getName().replaceFirst("^(get|is)", ""))
                : exported.name();
    }

    private static Object value(Object value) {
        if (value instanceof Collection<?> all) {
            return all.stream().map(RemoteApi::value).toList();
        }
        return value != null && value.getClass().isAnnotationPresent(ExportedBean.class) ? exported(value) : value;
    }

    /** @param otherwise the names of what is told in another form */
    public static void assertSame(Map<String, Object> api, Map<String, Object> tree, Set<String> otherwise) {
        Map<String, Object> facts = new LinkedHashMap<>(tree);
        facts.keySet().removeAll(otherwise);
        assertThat(api).containsAllEntriesOf(facts);
    }

    /** The names that only the remote API has. */
    public static Collection<String> only(Map<String, Object> api, Map<String, Object> tree, Set<String> besides) {
        assertThat(api.keySet()).containsAll(besides);
        Map<String, Object> rest = new TreeMap<>(api);
        rest.keySet().removeAll(tree.keySet());
        rest.keySet().removeAll(besides);
        return rest.keySet();
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> first(Map<String, Object> facts, String name) {
        return (Map<String, Object>) ((List<?>) facts.get(name)).get(0);
    }

    /** Names are free text, which XML cannot have as names of elements: the remote API has a list of pairs. */
    public static List<Map<String, Object>> pairs(String key, Map<?, ?> map) {
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(entry -> Map.<String, Object>of(key, entry.getKey(), "value", entry.getValue()))
                        .toList();
    }
}
