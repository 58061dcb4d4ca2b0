package io.jenkins.plugins.amibakery.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an agent sends that leaves out the checks of its own constructors: a short text replaced in the bytes. */
final class Swollen {
    private Swollen() {}

    /** @param now of at most 65,535 characters, plain ones */
    static byte[] of(byte[] sent, String was, String now) {
        byte[] wanted = utf(was);
        for (int i = 0; i + wanted.length <= sent.length; i++) {
            if (Arrays.equals(sent, i, i + wanted.length, wanted, 0, wanted.length)) {
                byte[] put = utf(now);
                byte[] all = Arrays.copyOf(sent, sent.length - wanted.length + put.length);
                System.arraycopy(put, 0, all, i, put.length);
                System.arraycopy(sent, i + wanted.length, all, i + put.length, sent.length - i - wanted.length);
                return all;
            }
        }
        throw new IllegalArgumentException("'" + was + "' is not in it");
    }

    private static byte[] utf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[bytes.length + 3];
        all[0] = 't';
        all[1] = (byte) (bytes.length >> 8);
        all[2] = (byte) bytes.length;
        System.arraycopy(bytes, 0, all, 3, bytes.length);
        return all;
    }
}
