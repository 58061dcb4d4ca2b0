package io.jenkins.plugins.amibakery.engine.statement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is signed of a DSSE envelope: its type and its payload, each with its length before it (DSSE v1.0, protocol.md, "PAE"). It begins
 * with {@code DSSEv1}, and the bytes of a {@link Statement} with a length: a signature of one is never one of the other.
 */
final class PreAuthentication {
    private PreAuthentication() {}

    static byte[] of(String type, byte[] payload) {
        byte[] head = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("DSSEv1 " + head.length + " ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(head);
        bytes.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }
}
