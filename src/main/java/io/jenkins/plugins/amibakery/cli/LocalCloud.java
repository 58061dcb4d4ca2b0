package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.packer.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The local cloud that runs on this machine, as its file {@code cloud.json} tells.
 *
 * @param endpoint address of its API, such as {@code http://localhost:41234}
 * @param instanceEndpoint the same as its instances reach it
 * @param region the one region it plays
 * @param environment what a program must have in its environment to talk to it and to nothing else
 * @param baseImages the base AMIs it begins with, each such as {@code debian-12-amd64-20250814-2204 of 136693071363}
 * @param variables values for template variables, such as the subnet
 */
record LocalCloud(
        String endpoint,
        String instanceEndpoint,
        String region,
        List<String> baseImages,
        Map<String, String> environment,
        Map<String, String> variables) {
    /** Home of the project, where tools/localcloud and .local lie. */
    static Path home() {
        return Path.of(System.getProperty("ami-bakery.home", "")).toAbsolutePath();
    }

    /** Where a local cloud keeps its state: AMI_BAKERY_LOCAL, or .local/cloud of the project. */
    static Path state() {
        String set = System.getenv("AMI_BAKERY_LOCAL");
        return set == null || set.isBlank()
                ? home().resolve(".local/cloud")
                : Path.of(set).toAbsolutePath();
    }

    /**
     * The local cloud that runs; empty when none does.
     *
     * @throws IllegalArgumentException when this user may not know, for {@code cloud.json} holds the cloud's secrets
     */
    static Optional<LocalCloud> running() throws IOException {
        Path file = state().resolve("cloud.json");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    file
                            + " holds the local cloud's secrets and may be read only by the user who started it; try it as root");
        }
        JsonNode told = read(file);
        boolean alive = ProcessHandle.of(told.path("pid").asLong(-1))
                .filter(ProcessHandle::isAlive)
                .isPresent();
        return alive ? Optional.of(read(told)) : Optional.empty();
    }

    /** The file holds the cloud's keys, so no message quotes it. */
    private static JsonNode read(Path file) throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(Json.complaint(file.toString(), e));
        }
    }

    private static LocalCloud read(JsonNode told) {
        return new LocalCloud(
                told.path("endpoint").asText(),
                told.path("instanceEndpoint").asText(),
                told.path("region").asText(),
                StreamSupport.stream(told.path("baseImages").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                texts(told.path("env")),
                texts(told.path("vars")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return Map.copyOf(texts);
    }

    /** From where its instances see this machine: their network's gateway, as a block of one address. */
    String sourceCidrs() {
        return URI.create(instanceEndpoint).getHost() + "/32";
    }

    /**
     * An environment in which only this cloud's credentials and address are known. S3_ENDPOINT is where its instances find S3,
     * unless the caller says otherwise: Runway's modules read it, for in AWS nobody has to tell.
     */
    Map<String, String> over(Map<String, String> surroundings) {
        Map<String, String> merged = new HashMap<>(surroundings);
        merged.keySet().removeIf(name -> name.startsWith("AWS_") && !name.equals("AWS_CA_BUNDLE"));
        merged.putAll(environment);
        merged.putIfAbsent("S3_ENDPOINT", instanceEndpoint);
        return Map.copyOf(merged);
    }
}
