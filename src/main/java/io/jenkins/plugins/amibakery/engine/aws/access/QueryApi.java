package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A service of AWS that speaks its Query protocol: a form is posted, XML comes back. */
public final class QueryApi {
    private final SignedCalls calls;
    private final String version;

    /** @param version the date of the service's interface */
    QueryApi(SignedCalls calls, String version) {
        this.calls = calls;
        this.version = version;
    }

    /** An element of an answer. */
    public record Part(Element element) {
        /** The text of a child; empty when there is no such child. */
        public String text(String child) {
            return children(child)
                    .findFirst()
                    .map(part -> part.element().getTextContent().strip())
                    .orElse("");
        }

        /** A child; empty when there is none. */
        public Optional<Part> child(String name) {
            return children(name).findFirst();
        }

        /** The members of a list that is a child; none when there is no such list. */
        public List<Part> members(String list) {
            return children(list).flatMap(part -> part.children("member")).toList();
        }

        private Stream<Part> children(String name) {
            NodeList nodes = element.getChildNodes();
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                            && node.getNodeName().equals(name))
                    .map(node -> new Part((Element) node));
        }

        /** The texts of all elements of a name below this one that hold a text alone. */
        List<String> texts(String name) {
            NodeList nodes = element.getElementsByTagName(name);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(nodes::item)
                    .filter(node -> node.getChildNodes().getLength() <= 1)
                    .map(node -> node.getTextContent().strip())
                    .toList();
        }
    }

    /** What came back, be it good or a refusal. */
    record Answer(int status, Part document) {
        boolean succeeded() {
            return status / 100 == 2;
        }

        String error() {
            return text("Code");
        }

        /** The first such text anywhere in it; empty when there is none. */
        String text(String element) {
            return document.texts(element).stream().findFirst().orElse("");
        }
    }

    /**
     * Asks, and takes a good answer alone.
     *
     * @return the element {@code …Result}
     * @throws BakeFailedException when the service refuses or does not answer
     */
    public Part required(Region region, String action, Map<String, String> parameters) {
        Answer answer = ask(region, action, parameters);
        if (!answer.succeeded()) {
            throw refused(region, action, answer);
        }
        return answer.document().child(action + "Result").orElse(answer.document());
    }

    BakeFailedException refused(Region region, String action, Answer answer) {
        AwsError error = new AwsError(
                calls.service(), answer.error(), answer.text("Message"), answer.status(), answer.text("RequestId"));
        return calls.refused(region, action, error);
    }

    Answer ask(Region region, String action, Map<String, String> parameters) {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        SignedCalls.Reply reply = calls.post(region, action, form, body(action, parameters));
        try {
            return new Answer(reply.status(), parse(reply.body()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw calls.unanswered(calls.endpoint().apply(region), action, e);
        }
    }

    private String body(String action, Map<String, String> parameters) {
        TreeMap<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", version);
        return all.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Part parse(byte[] xml) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var parser = factory.newDocumentBuilder();
        parser.setErrorHandler(null);
        return new Part(parser.parse(new ByteArrayInputStream(xml)).getDocumentElement());
    }
}
