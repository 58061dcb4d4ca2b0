package io.jenkins.plugins.amibakery.engine.adopt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of JSON and where it stands in its text.
 *
 * @param text the value of a text or number; empty for others
 * @param isContainer whether it is an object or a list
 * @param start the offset of its first character
 * @param end the offset after its last; of containers alone
 * @param members what is in it
 */
record JsonPlace(String text, boolean isContainer, int start, int end, List<Member> members) {
    /**
     * A member of an object or a list.
     *
     * @param name empty in a list
     * @param start where it begins, with its name
     */
    record Member(String name, int start, JsonPlace value) {}

    /** Reads a text that is known to be JSON. */
    static JsonPlace of(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static JsonPlace value(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        JsonToken token = parser.currentToken();
        if (!token.isStructStart()) {
            return new JsonPlace(token == JsonToken.VALUE_NULL ? "" : parser.getText(), false, start, -1, List.of());
        }
        List<Member> members = new ArrayList<>();
        while (!parser.nextToken().isStructEnd()) {
            int at = (int) parser.currentTokenLocation().getCharOffset();
            String name = "";
            if (token == JsonToken.START_OBJECT) {
                name = parser.currentName();
                parser.nextToken();
            }
            members.add(new Member(name, at, value(parser)));
        }
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return new JsonPlace("", true, start, end, List.copyOf(members));
    }

    Optional<Member> member(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /** The text of a member; empty when there is none. */
    String textOf(String name) {
        return member(name).map(member -> member.value().text()).orElse("");
    }

    /** The values of a list, or the one that stands for a list of one. */
    List<JsonPlace> list(String name) {
        return member(name)
                .map(Member::value)
                .map(value ->
                        value.members().stream().anyMatch(one -> one.name().isEmpty())
                                ? value.members().stream().map(Member::value).toList()
                                : value.members().isEmpty() ? List.<JsonPlace>of() : List.of(value))
                .orElse(List.of());
    }
}
