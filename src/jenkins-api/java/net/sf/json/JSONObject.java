package net.sf.json;

import java.util.Set;

/** An object of a submitted form. */
public final class JSONObject {
    public static JSONObject fromObject(Object object) {
        return null;
    }

    public JSONObject optJSONObject(String text) {
        return null;
    }

    public Object remove(String text) {
        return null;
    }

    public Object put(String text, Object value) {
        return null;
    }

    public String optString(String text) {
        return null;
    }

    public boolean optBoolean(String text) {
        return false;
    }

    public Set<String> keySet() {
        return null;
    }

    public boolean has(String text) {
        return false;
    }
}
