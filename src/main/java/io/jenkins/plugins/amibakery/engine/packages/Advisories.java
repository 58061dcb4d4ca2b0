package io.jenkins.plugins.amibakery.engine.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which versions of packages of rpm security advisories brought, as {@code updateinfo.xml} of a repository says. */
final class Advisories {
    /** No repository tells of as many packages. */
    private static final int MOST = 1_000_000;

    static final Advisories NONE = new Advisories();

    private final Map<String, List<String>> versions = new HashMap<>();

    private Advisories() {}

    /** Only of the type {@code security}; what is a bug fix or an enhancement does not count. */
    static Advisories of(XMLStreamReader xml) throws XMLStreamException, UnknownStateException {
        Advisories found = new Advisories();
        boolean security = false;
        int count = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("update")) {
                security = RpmRepository.attribute(xml, "type").equals("security");
            } else if (security && xml.getLocalName().equals("package")) {
                if (++count > MOST) {
                    throw new UnknownStateException("tells of more than " + MOST + " packages in advisories");
                }
                found.versions
                        .computeIfAbsent(RpmRepository.attribute(xml, "name"), name -> new ArrayList<>())
                        .add(RpmRepository.version(xml, "version", "release"));
            }
        }
        return found;
    }

    /** Whether an advisory brought a version that is newer than one and not newer than another. */
    boolean isBetween(String name, String from, String to) {
        return versions.getOrDefault(name, List.of()).stream()
                .anyMatch(version ->
                        VersionOrder.RPM.compare(version, from) > 0 && VersionOrder.RPM.compare(version, to) <= 0);
    }
}
