package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The image a deployment is given: an id, or what {@code bakeAmi} returns. Saved; plain values. */
final class AmiChoice implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Ids by the code of their region; an empty code when nobody said it. */
    private final LinkedHashMap<String, String> ids = new LinkedHashMap<>();

    /** What cannot be understood, for a message; null when all can. */
    private String wrong;

    /** Takes an id, an AMI of {@code bakeAmi}, or a list of these; nothing for null and empty texts. */
    static AmiChoice of(Object given) {
        AmiChoice choice = new AmiChoice();
        choice.take(given);
        return choice;
    }

    private void take(Object given) {
        if (given instanceof List<?> list) {
            list.forEach(this::take);
        } else if (given instanceof Map<?, ?> map && map.get("id") != null) {
            Object region = map.get("region");
            ids.put(region == null ? "" : region.toString(), map.get("id").toString());
        } else if (given instanceof Map) {
            wrong = "a map without 'id'";
        } else if (given != null && !given.toString().isBlank()) {
            ids.put("", given.toString().strip());
        }
    }

    /** The same with variables put in. */
    AmiChoice expanded(UnaryOperator<String> expansion) {
        AmiChoice copy = new AmiChoice();
        copy.wrong = wrong;
        ids.forEach((region, id) -> {
            String expanded = expansion.apply(id);
            if (!expanded.isBlank()) {
                copy.ids.put(region, expanded);
            }
        });
        return copy;
    }

    /** As a form shows it. */
    String text() {
        return String.join(",", ids.values());
    }

    /**
     * Checks what can be checked without asking anybody.
     *
     * @param region the region of the deployment; null when runway.yml decides
     */
    void check(String region) {
        if (wrong != null) {
            throw new IllegalArgumentException("ami is " + wrong + "; give an AMI's id, or what bakeAmi returned.");
        }
        ids.values().stream().filter(id -> !id.contains("$")).forEach(AmiId::new);
        if (ids.size() > 1 && region == null) {
            throw new IllegalArgumentException(
                    "ami has AMIs of " + String.join(", ", ids.keySet()) + "; also give region, or one of the AMIs.");
        }
        if (region != null && !ids.isEmpty() && !ids.containsKey("") && !ids.containsKey(region)) {
            throw new IllegalArgumentException(
                    "ami has no AMI of " + region + " but " + shown() + "; give the AMI of that region.");
        }
    }

    private String shown() {
        return ids.entrySet().stream()
                .map(image -> image.getValue() + " of " + image.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The image to deploy; null for none. */
    String id(String region) {
        return ids.isEmpty() ? null : ids.get(region(region));
    }

    /** The region it is in; empty when nobody said. */
    String region(String wanted) {
        if (ids.isEmpty()) {
            return "";
        }
        return wanted != null && ids.containsKey(wanted)
                ? wanted
                : ids.keySet().iterator().next();
    }
}
