package io.jenkins.plugins.amibakery.engine.statement;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is said, fact by fact. What is signed are its {@linkplain #bytes() bytes}: each text with its length before it, so
 * that no two statements have the same.
 *
 * @param domain what sort of statement it is, with its version, such as {@code ami-bakery reuse v1}: a signature for one is
 *     good for no other
 * @param facts names and values, in the order in which the domain has them
 */
public record Statement(String domain, List<Fact> facts) {
    /** Before everything that a key of the bakery signs. */
    private static final String WAY = "ami-bakery statement 1";

    /** One fact of a statement. */
    public record Fact(String name, String value) {}

    public Statement {
        if (domain.isBlank()) {
            throw new IllegalArgumentException("A statement needs a domain, such as 'ami-bakery reuse v1'.");
        }
        facts = List.copyOf(facts);
    }

    /** A statement of a domain, without any fact yet. */
    public static Statement of(String domain) {
        return new Statement(domain, List.of());
    }

    /** The same with one fact more. */
    public Statement with(String name, String value) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(name, value));
        return new Statement(domain, more);
    }

    /**
     * What is signed.
     *
     * @throws IllegalArgumentException when a text is not valid Unicode: half of a surrogate pair has no bytes of its own
     */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, WAY);
            write(out, domain);
            out.writeInt(facts.size());
            for (Fact fact : facts) {
                write(out, fact.name());
                write(out, fact.value());
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A statement has a text that is not valid Unicode.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        out.writeInt(encoded.remaining());
        out.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
    }
}
