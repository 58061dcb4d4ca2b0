package io.jenkins.plugins.amibakery.config;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each setting may be: one rule a setting, for the form, for configuration-as-code and for scripts. */
final class Settings {
    private static final int LONGEST_SHOWN = 60;

    private Settings() {}

    /** A text as it is kept: without blanks around it; null when nothing is left. */
    static String text(String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /**
     * The code of a region; null for none.
     *
     * @throws IllegalArgumentException with one clear line when it is not written like one
     */
    static String region(String given) {
        String code = text(given);
        return code == null ? null : new Region(code).code();
    }

    /**
     * The address of another EC2; null for none.
     *
     * @throws IllegalArgumentException with one clear line when it is no address of the web
     */
    static String endpoint(String given) {
        String address = text(given);
        if (address != null) {
            return accepted(address).toString();
        }
        return address;
    }

    /**
     * Public keys that are trusted; null for none.
     *
     * @throws IllegalArgumentException with one clear line when it is no list of them
     */
    static String trustedKeys(String given) {
        String list = text(given);
        if (list != null) {
            TrustedKey.read(list);
        }
        return list;
    }

    /**
     * Names of environments, with blanks or commas between them, each with the name of another after a colon if wanted; null for none.
     *
     * @throws IllegalArgumentException with one clear line when one is no name of an environment
     */
    static String environments(String given) {
        String names = text(given);
        protectedBy(names).forEach((name, required) -> {
            requireEnvironment(name);
            if (!required.isEmpty()) {
                requireEnvironment(required);
            }
            if (name.equals(required)) {
                throw new IllegalArgumentException("'" + name + ":" + required
                        + "' requires the environment itself; name another, such as prod:qa.");
            }
        });
        return names;
    }

    private static void requireEnvironment(String name) {
        if (!DeployRequest.isEnvironment(name)) {
            throw new IllegalArgumentException("Not an environment: '" + Limits.brief(name, LONGEST_SHOWN)
                    + "'; a name is letters, digits, '.', '_' and '-', such as prod, or prod:qa.");
        }
    }

    /** The protected environments in a setting, each with the one that an AMI must have passed before; empty for none. */
    static Map<String, String> protectedBy(String names) {
        Map<String, String> all = new LinkedHashMap<>();
        if (names != null) {
            for (String name : names.split("[\\s,]+")) {
                String[] parts = name.split(":", 2);
                all.put(parts[0], parts.length == 1 ? "" : parts[1]);
                if (name.endsWith(":")) {
                    throw new IllegalArgumentException(
                            "'" + name + "' names no environment after the colon; write it like prod:qa.");
                }
            }
        }
        return all;
    }

    private static URI accepted(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The endpoint is no address: '" + address + "'; one is written like http://localhost:5555.", e);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The endpoint has more than scheme, host, port and path: '" + address
                    + "'; one is written like http://localhost:5555.");
        }
        return AwsAccess.ofEnvironment(Map.of()).withEndpoint(uri).endpoint().orElseThrow();
    }

    /** Whether calls to an endpoint, and with them the data of an account, can be read on their way to another machine. */
    static boolean isReadable(String endpoint) {
        URI address = URI.create(endpoint);
        return "http".equalsIgnoreCase(address.getScheme())
                && !address.getHost().matches("(?i)localhost|127\\..*|\\[::1]");
    }

    /**
     * A limit.
     *
     * @param name the setting
     * @param given 0 for no limit
     * @throws IllegalArgumentException with one clear line when it is below that
     */
    static int limit(String name, int given) {
        if (given < 0) {
            throw notALimit(name, String.valueOf(given));
        }
        return given;
    }

    /** The same of what was typed; nothing is no limit. */
    static int limit(String name, String given) {
        String number = text(given);
        if (number == null) {
            return 0;
        }
        try {
            return limit(name, Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) notALimit(name, number).initCause(e);
        }
    }

    private static IllegalArgumentException notALimit(String name, String given) {
        return new IllegalArgumentException(name + " is '" + given + "'; it is a whole number, at most "
                + Integer.MAX_VALUE + ", or 0 for no limit.");
    }
}
