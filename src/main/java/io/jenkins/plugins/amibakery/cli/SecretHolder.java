package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.SecretFile;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.packer.SecretVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The secret var file, if there is a secret; gone when closed. */
record SecretHolder(Optional<SecretFile> file) implements AutoCloseable {
    static SecretHolder of(BakeRequest request) throws IOException {
        if (request.secretVariables().isEmpty()) {
            return new SecretHolder(Optional.empty());
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new SecretHolder(Optional.of(SecretFile.write(
                temporary, SecretVariables.FILE_NAME, SecretVariables.json(request.secretVariables()))));
    }

    Optional<Path> path() {
        return file.map(SecretFile::path);
    }

    @Override
    public void close() {
        file.ifPresent(SecretFile::close);
    }
}
