package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Consoles as instances write them. */
final class Consoles {
    private static final int PIECE = 160;

    private Consoles() {}

    /** A report in its lines, as the script on the instance tells it. */
    static List<String> lines(String nonce, String name, String... report) {
        return lines(nonce, name, (String.join("\n", report) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(String nonce, String name, byte[] report) {
        String base64 = Base64.getEncoder().encodeToString(report);
        int count = (base64.length() + PIECE - 1) / PIECE;
        List<String> lines = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String piece = base64.substring((number - 1) * PIECE, Math.min(base64.length(), number * PIECE));
            String line = ConsoleReport.tag(nonce) + " " + name + " " + number + "/" + count + " " + piece;
            lines.add(line + " " + Sha256.of(line).substring(0, 8));
        }
        return lines;
    }

    /** The same between what a kernel and a login prompt write. */
    static String with(String nonce, String name, String... report) {
        return "[  OK  ] Reached target\r\n\r\n" + String.join("\r\n\r\n", lines(nonce, name, report))
                + "\r\nDebian login: \r\n";
    }

    /** Bytes in their lines. */
    static String sent(String nonce, String name, byte[] bytes) {
        return String.join("\r\n", lines(nonce, name, bytes)) + "\r\n";
    }

    static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
