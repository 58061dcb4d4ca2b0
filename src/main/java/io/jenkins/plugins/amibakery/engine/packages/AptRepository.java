package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks an archive of Debian's form. */
final class AptRepository {
    private static final int LARGEST_RELEASE = 5_000_000;
    private static final int LARGEST_INDEX = 150_000_000;

    private final RepositoryWeb web;
    private final Instant now;

    AptRepository(RepositoryWeb web, Instant now) {
        this.web = web;
        this.now = now;
    }

    /** The address of its InRelease, by which it is known. */
    static String address(PackageRepository repository) {
        return below(repository) + "InRelease";
    }

    private static String below(PackageRepository repository) {
        String base = repository.address().replaceAll("/+$", "") + "/";
        String suite = repository.suite();
        return suite.endsWith("/") ? base + suite.replaceAll("^\\./|^/+", "") : base + "dists/" + suite + "/";
    }

    /** The bytes of its InRelease. */
    byte[] release(String address) throws UnknownStateException, InterruptedException {
        return web.now(address, LARGEST_RELEASE);
    }

    /** Compares it with what it was. */
    RepositoryNow compare(PackageRepository was, List<String> keys, byte[] inRelease)
            throws UnknownStateException, InterruptedException {
        if (RepositoryWeb.digest(inRelease).equals(was.state())) {
            ReleaseFile.read(ClearSigned.unchecked(inRelease)).requireValid(now);
            return RepositoryNow.SAME;
        }
        ReleaseFile release = ReleaseFile.read(ClearSigned.text(inRelease, keys, now));
        release.requireValid(now);
        if (!was.date().isEmpty() && release.date().isBefore(ReleaseFile.moment(was.date()))) {
            throw new UnknownStateException("is older than it was when the image was baked");
        }
        if (!was.note().isEmpty()) {
            throw new UnknownStateException("has changed, and " + was.note());
        }
        boolean security = release.security();
        return new RepositoryNow(newest(was, release), release.onlyOnRequest(), (name, from, to) -> security);
    }

    private NewestVersions newest(PackageRepository was, ReleaseFile release)
            throws UnknownStateException, InterruptedException {
        NewestVersions newest = new NewestVersions(VersionOrder.DEBIAN);
        if (was.suite().endsWith("/")) {
            read(was, release, "Packages", newest);
            return newest;
        }
        for (String component : was.components()) {
            for (String architecture : was.architectures()) {
                if (release.has(architecture)) {
                    read(was, release, component + "/binary-" + architecture + "/Packages", newest);
                }
            }
            if (release.listsAllApart()) {
                read(was, release, component + "/binary-all/Packages", newest);
            }
        }
        return newest;
    }

    private void read(PackageRepository was, ReleaseFile release, String path, NewestVersions newest)
            throws UnknownStateException, InterruptedException {
        String name = release.index(path)
                .orElseThrow(() -> new UnknownStateException("lists no index " + path + " that can be read here"));
        ReleaseFile.Listed listed = release.files().get(name);
        String place = release.byHash()
                ? name.substring(0, name.lastIndexOf('/') + 1) + "by-hash/SHA256/" + listed.sha256()
                : name;
        byte[] packed = web.of(below(was) + place, listed.sha256(), listed.size(), LARGEST_INDEX);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(PackedIndex.of(name, packed), StandardCharsets.UTF_8))) {
            DebianText paragraphs = new DebianText(reader, false);
            Map<String, String> fields;
            while ((fields = paragraphs.next()) != null) {
                newest.add(
                        fields.getOrDefault("package", ""),
                        fields.getOrDefault("architecture", ""),
                        fields.getOrDefault("version", ""));
            }
        } catch (IOException e) {
            throw new UnknownStateException("has an index " + path + " that cannot be read", e);
        }
    }
}
