package io.jenkins.plugins.amibakery.engine.cloud;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses such as {@code 10.0.0.0/8}, as NO_PROXY lists them.
 *
 * @param address any address in it
 * @param bits how many leading bits all of it share, 0 to 32
 */
record Cidr(int address, int bits) {
    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Reads a block; empty when the text is not a valid one. */
    static Optional<Cidr> of(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2 || !parts[1].matches("\\d{1,2}") || Integer.parseInt(parts[1]) > 32) {
            return Optional.empty();
        }
        return address(parts[0]).map(address -> new Cidr(address, Integer.parseInt(parts[1])));
    }

    /** Whether a host is written as an address, and lies in the block. */
    boolean contains(String host) {
        int shift = 32 - bits;
        return address(host)
                .filter(other -> shift == 32 || other >>> shift == address >>> shift)
                .isPresent();
    }

    private static Optional<Integer> address(String text) {
        Matcher numbers = ADDRESS.matcher(text);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        int address = 0;
        for (int i = 1; i <= 4; i++) {
            address = address << 8 | Integer.parseInt(numbers.group(i)) & 0xff;
        }
        return Optional.of(address);
    }
}
