package io.jenkins.plugins.amibakery.engine.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks an index of Python's distributions, by its JSON (PEP 691 and 700). pip may take anything that was uploaded for a distribution
 * since, so nothing may have been; and it takes what it took only while that is there.
 */
final class PythonIndex {
    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final int LARGEST = 50_000_000;

    /** What was uploaded shortly before may not have been seen: indexes and proxies keep their pages for a while. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final RepositoryWeb web;

    PythonIndex(RepositoryWeb web) {
        this.web = web;
    }

    byte[] page(String address) throws UnknownStateException, InterruptedException {
        return web.now(address, LARGEST, "Accept", JSON);
    }

    /** What has been uploaded since a distribution was installed; empty when the same would be installed again. */
    static Optional<NewerPackage> newer(PackageRepository was, byte[] page) throws UnknownStateException {
        if (!was.note().isEmpty()) {
            throw new UnknownStateException(was.note());
        }
        try {
            JsonNode project = new ObjectMapper().readTree(page);
            if (!project.path("meta").path("api-version").asText("").startsWith("1.")
                    || !project.path("files").isArray()) {
                throw new UnknownStateException("answers with something other than an index of Python's");
            }
            Instant since = Instant.parse(was.date()).minus(KEPT);
            String name = project.path("name").asText("");
            boolean there = false;
            for (JsonNode file : project.path("files")) {
                String wheel = file.path("filename").asText("");
                if (!Instant.parse(file.path("upload-time").asText("")).isBefore(since)) {
                    return Optional.of(new NewerPackage(name, was.suite(), version(wheel), was.address(), false));
                }
                boolean yanked =
                        file.path("yanked").isTextual() || file.path("yanked").asBoolean();
                there |= !yanked && isOf(was, wheel);
            }
            if (!there) {
                throw new UnknownStateException("has no wheel of that version any more, or never had one");
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            throw new UnknownStateException("does not say when its files were uploaded", e);
        } catch (IOException e) {
            throw new UnknownStateException("answers with something other than an index of Python's", e);
        }
    }

    private static String version(String file) {
        String[] parts = file.split("-");
        return parts.length > 1 ? parts[1].replaceFirst("\\.(?:tar\\.\\w+|zip)$", "") : file;
    }

    /** Whether a wheel has the version and a tag of what is installed: {@code name-version(-build)-python-abi-platform.whl}. */
    private static boolean isOf(PackageRepository was, String wheel) {
        String[] parts = wheel.replaceFirst("\\.whl$", "").split("-");
        int tag = parts.length - 3;
        return wheel.endsWith(".whl")
                && tag >= 2
                && parts[1].equals(was.suite())
                && was.architectures().stream().anyMatch(one -> {
                    String[] wanted = one.split("-");
                    List<Boolean> fits = new ArrayList<>();
                    for (int i = 0; i < wanted.length && wanted.length == 3; i++) {
                        fits.add(List.of(parts[tag + i].split("\\.")).contains(wanted[i]));
                    }
                    return fits.size() == 3 && !fits.contains(false);
                });
    }
}
