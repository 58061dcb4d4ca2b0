package hudson;

import java.util.Map;
import java.util.TreeMap;

/** Environment variables; on Windows their names ignore case. */
public class EnvVars extends TreeMap<String, String> {
    public EnvVars() {}

    public EnvVars(Map<String, String> values) {
        super(values);
    }

    public void override(String text, String text2) {}

    public EnvVars overrideAll(Map<String, String> values) {
        return null;
    }

    public EnvVars overrideExpandingAll(Map<String, String> values) {
        return null;
    }

    public String expand(String text) {
        return null;
    }

    public String get(String text, String text2) {
        return null;
    }

    public String put(String text, String text2) {
        return super.put(text, text2);
    }
}
