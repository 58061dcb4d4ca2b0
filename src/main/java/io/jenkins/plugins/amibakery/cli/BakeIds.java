package io.jenkins.plugins.amibakery.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes the ids of bakes that a terminal starts: when, and four random bytes, such as {@code 20261122-162233-9f3a01c4}. */
final class BakeIds {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final SecureRandom RANDOM = new SecureRandom();

    private BakeIds() {}

    static String next() {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        return WHEN.format(Clock.systemUTC().instant()) + "-" + HexFormat.of().formatHex(random);
    }
}
