package io.jenkins.plugins.amibakery.it.linkage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Checks what the views of the plugin ask of Jenkins: tags with their attributes, adjuncts, symbols. */
final class Views {
    private static final List<String> ADJUNCT_SUFFIXES = List.of(".js", ".css", ".html", ".jelly");

    private final TagLibraries libraries;
    private final List<Archives> places;

    /** @param places the plugin and Jenkins */
    Views(List<Archives> places, Classes classes) {
        this.libraries = new TagLibraries(places, classes);
        this.places = places;
    }

    /** One line for each miss in a view. */
    List<String> misses(String name, byte[] view) {
        List<String> misses = new ArrayList<>();
        try {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(view));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String place = name + ":" + reader.getLocation().getLineNumber() + ": ";
                    elementMisses(reader).map(place::concat).forEach(misses::add);
                }
            }
        } catch (XMLStreamException e) {
            misses.add(name + ": " + e.getMessage());
        }
        new Symbols(places)
                .misses(new String(view, StandardCharsets.UTF_8))
                .map((name + ": ")::concat)
                .forEach(misses::add);
        return misses;
    }

    private Stream<String> elementMisses(XMLStreamReader element) {
        String library = element.getNamespaceURI();
        if (library == null || !library.startsWith("jelly:") && !library.startsWith("/")) {
            return Stream.empty();
        }
        String tag = element.getLocalName();
        List<String> attributes = IntStream.range(0, element.getAttributeCount())
                .mapToObj(element::getAttributeLocalName)
                .toList();
        if (tag.equals("jelly") && library.equals("jelly:core")) {
            return Stream.empty();
        }
        Stream<String> adjuncts = tag.equals("adjunct") && library.equals("jelly:stapler")
                ? adjunctMisses(element.getAttributeValue(null, "includes"))
                : Stream.empty();
        return Stream.concat(libraries.problem(library, tag, attributes).stream(), adjuncts);
    }

    private Stream<String> adjunctMisses(String names) {
        return Stream.of(names.split("[\\s,]+"))
                .filter(name -> ADJUNCT_SUFFIXES.stream()
                        .map(suffix -> name.replace('.', '/') + suffix)
                        .noneMatch(file -> places.stream().anyMatch(place -> place.has(file))))
                .map(name -> "no adjunct " + name);
    }
}
