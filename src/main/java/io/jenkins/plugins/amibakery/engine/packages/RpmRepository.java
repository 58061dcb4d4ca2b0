package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Asks a repository of dnf's form. */
final class RpmRepository {
    private static final int LARGEST_REPOMD = 2_000_000;
    private static final int LARGEST_INDEX = 300_000_000;
    private static final String MALFORMED = "answers with something other than a repository of dnf's form";

    private final RepositoryWeb web;

    RpmRepository(RepositoryWeb web) {
        this.web = web;
    }

    /** The address of its repomd.xml, by which it is known. */
    static String address(PackageRepository repository) {
        return below(repository) + "repodata/repomd.xml";
    }

    private static String below(PackageRepository repository) {
        return repository.address().replaceAll("/+$", "") + "/";
    }

    byte[] repomd(String address) throws UnknownStateException, InterruptedException {
        return web.now(address, LARGEST_REPOMD);
    }

    /** A file that repomd.xml lists. */
    private record Listed(String place, String sha256, long size) {}

    /** Compares it with what it was. Like dnf itself, it does not want repomd.xml to be signed. */
    RepositoryNow compare(PackageRepository was, byte[] repomd) throws UnknownStateException, InterruptedException {
        if (RepositoryWeb.digest(repomd).equals(was.state())) {
            return RepositoryNow.SAME;
        }
        if (!was.note().isEmpty()) {
            throw new UnknownStateException("has changed, and " + was.note());
        }
        Listed primary = listed(repomd, "primary").orElseThrow(() -> new UnknownStateException(MALFORMED));
        NewestVersions newest = read(was, primary, RpmRepository::newest);
        Optional<Listed> told = listed(repomd, "updateinfo");
        Advisories advisories = told.isEmpty() ? Advisories.NONE : read(was, told.get(), Advisories::of);
        boolean all = was.suite().contains("security");
        return new RepositoryNow(newest, false, (name, from, to) -> all || advisories.isBetween(name, from, to));
    }

    /** Reads one form of index. */
    private interface Reading<T> {
        T of(XMLStreamReader xml) throws XMLStreamException, UnknownStateException;
    }

    private <T> T read(PackageRepository was, Listed listed, Reading<T> reading)
            throws UnknownStateException, InterruptedException {
        byte[] packed = web.of(below(was) + listed.place(), listed.sha256(), listed.size(), LARGEST_INDEX);
        try (InputStream in = PackedIndex.of(listed.place(), packed)) {
            return reading.of(reader(in));
        } catch (XMLStreamException | IOException e) {
            throw new UnknownStateException("has an index that cannot be read", e);
        }
    }

    /** No document type is read, and nothing that a document names is fetched. */
    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }

    /** Empty when it lists none of that type. */
    private static Optional<Listed> listed(byte[] repomd, String wanted) throws UnknownStateException {
        try {
            XMLStreamReader xml = reader(new ByteArrayInputStream(repomd));
            Map<String, String> facts = new HashMap<>();
            String type = "";
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "data" -> type = attribute(xml, "type");
                    case "location" -> facts.put(type + " place", attribute(xml, "href"));
                    case "checksum" -> facts.put(type + " " + attribute(xml, "type"), xml.getElementText());
                    case "size" -> facts.put(type + " size", xml.getElementText());
                    default -> {}
                }
            }
            String place = facts.getOrDefault(wanted + " place", "");
            if (place.isEmpty()) {
                return Optional.empty();
            }
            String sha256 = facts.getOrDefault(wanted + " sha256", "").strip();
            String size = facts.getOrDefault(wanted + " size", "0").strip();
            if (!place.matches("[\\w./+-]+") || place.contains("..") || !sha256.matches("[0-9a-f]{64}")) {
                throw new UnknownStateException(MALFORMED);
            }
            return Optional.of(new Listed(place, sha256, Long.parseLong(size)));
        } catch (XMLStreamException | NumberFormatException e) {
            throw new UnknownStateException(MALFORMED, e);
        }
    }

    private static NewestVersions newest(XMLStreamReader xml) throws XMLStreamException, UnknownStateException {
        NewestVersions newest = new NewestVersions(VersionOrder.RPM);
        String name = "";
        String architecture = "";
        String version = "";
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                if (depth == 1) {
                    newest.add(name, architecture, version);
                }
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (depth == 3) {
                    switch (xml.getLocalName()) {
                        case "name" -> {
                            name = xml.getElementText();
                            depth--;
                        }
                        case "arch" -> {
                            architecture = xml.getElementText();
                            depth--;
                        }
                        case "version" -> version = version(xml, "ver", "rel");
                        default -> {}
                    }
                }
            }
        }
        return newest;
    }

    /** As the image's own database writes it: with an epoch only where there is one. */
    static String version(XMLStreamReader xml, String version, String release) {
        String epoch = attribute(xml, "epoch");
        return (epoch.isEmpty() || "0".equals(epoch) ? "" : epoch + ":") + attribute(xml, version) + "-"
                + attribute(xml, release);
    }

    /** Empty when there is none. */
    static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
