package io.jenkins.plugins.amibakery.engine.packer.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one readable line of an error text: packer wraps its own, and AWS's two SDKs each put noise of their own around it. */
final class ErrorText {
    private static final int LONGEST_READ = 8_192;
    private static final int LONGEST_SHOWN = 500;
    private static final Pattern BUNDLED =
            Pattern.compile("^Warning: Bundled plugins used.{0,2000}?'packer hcl2_upgrade [^']*' ?");
    private static final Pattern OLD_SDK = Pattern.compile(",? ?status code: \\d+, request id: [\\w-]*");
    private static final Pattern NEW_SDK =
            Pattern.compile("(?:exceeded maximum number of attempts, \\d+, )?https response error StatusCode: \\d+, "
                    + "RequestID: [^,]*, (?:api error )?");
    private static final Pattern NOT_READY = Pattern.compile(
            "[Ff]ailed with ResourceNotReady error, which can have a variety of causes\\. .{0,200}? original error: ");
    private static final Pattern ENCODED = Pattern.compile(" ?Encoded authorization failure message: \\S+");
    private static final Pattern ERRORS = Pattern.compile("\\b\\d+ error(?:s|\\(s\\))? occurred: ?");
    private static final Pattern PLACE = Pattern.compile(" ?on (\\S+) line (\\d+)(?:, in ([^:]*))?: ?");

    private ErrorText() {}

    /** The text on one line, without packer's frame around it. */
    static String flat(String text) {
        String some = text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text;
        String line = some.replaceAll("\\s+", " ").strip();
        return BUNDLED.matcher(line).replaceFirst("").strip();
    }

    /** A flat text as it is shown: noise removed, a place in a template first, no longer than a person reads. */
    static String shown(String flat) {
        String text = flat.replace("(source code not available)", "");
        text = OLD_SDK.matcher(text).replaceAll("");
        text = NEW_SDK.matcher(text).replaceAll("");
        text = NOT_READY.matcher(text).replaceAll("");
        text = ENCODED.matcher(text).replaceAll("");
        text = ERRORS.matcher(text).replaceAll("");
        text = text.replaceFirst("^(?:Error: )+", "").replaceAll("\\s+", " ").strip();
        return cut(placeFirst(text.replaceFirst("^\\* ", "")));
    }

    private static String placeFirst(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.find()) {
            return text;
        }
        String before = text.substring(0, place.start());
        String after = text.substring(place.end()).strip();
        String where = place.group(3) == null ? "" : " in " + place.group(3);
        return place.group(1) + ":" + place.group(2) + ": " + before + where + (after.isEmpty() ? "" : ": " + after);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + " …" : text;
    }
}
