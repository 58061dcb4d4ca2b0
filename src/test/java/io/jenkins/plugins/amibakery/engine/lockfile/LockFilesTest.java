package io.jenkins.plugins.amibakery.engine.lockfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFilesTest {
    @TempDir
    Path directory;

    @Test
    void aLockIsReadAsItWasWritten() throws IOException {
        Path file = directory.resolve("img-mgr.lock.json");
        LockFile lock = SampleLock.lock();
        LockFiles.write(file, lock);
        assertEquals(lock, LockFiles.read(file));
    }

    @Test
    void eachFactStandsSortedOnALineOfItsOwn() throws IOException {
        Path file = directory.resolve("img-mgr.lock.json");
        LockFiles.write(file, SampleLock.lock());
        assertEquals("""
                {
                  "schema": 1,
                  "packer": "1.16.0",
                  "plugins": {
                    "github.com/hashicorp/amazon": "1.8.2"
                  },
                  "builds": {
                    "web": {
                      "base": {
                        "us-west-2": {
                          "id": "ami-0d12b2c3d4e5f6071",
                          "name": "debian-12",
                          "owner": "136693071363"
                        }
                      },
                      "packages": {
                        "packages": {
                          "bash": "5.2.15-2",
                          "nginx": "1.22.1-9"
                        },
                        "python": {
                          "flask": "3.1.3"
                        }
                      }
                    }
                  }
                }
                """, Files.readString(file));
    }

    @Test
    void nothingButTheLockIsLeftInItsDirectory() throws IOException {
        Path file = directory.resolve("img-mgr.lock.json");
        LockFiles.write(file, SampleLock.lock());
        LockFiles.write(file, SampleLock.lock());
        try (Stream<Path> there = Files.list(directory)) {
            assertEquals(List.of(file), there.toList());
        }
    }

    @Test
    void aMissingLockIsSaidToBeMissing() {
        Path file = directory.resolve("img-mgr.lock.json");
        assertTrue(LockFiles.find(file).isEmpty());
        BakeFailedException thrown = assertThrows(BakeFailedException.class, () -> LockFiles.read(file));
        assertEquals(FailureCause.LOCK_MISSING, thrown.failure().cause());
        assertTrue(thrown.getMessage().contains(file.toString()), thrown.getMessage());
    }

    @Test
    void aLockWithMarksOfAMergeIsBrokenAtTheirLine() throws IOException {
        assertBroken("{\n<<<<<<< HEAD\n\"schema\": 1}", "lock.json:2:");
    }

    @Test
    void whatIsNoLockIsSaidToBeNone() throws IOException {
        assertBroken("[]", "is not a lock file");
        assertBroken("", "is not a lock file");
        assertBroken("{\"schema\": 2}", "has schema 2; this version reads 1");
    }

    @Test
    void aPartOfAnotherFormIsNamed() throws IOException {
        assertBroken("{\"schema\": 1, \"packer\": 1}", "'packer' must be a text");
        assertBroken("{\"schema\": 1, \"packer\": \"1\", \"plugins\": {}}", "'builds' must be an object");
        assertBroken(
                "{\"schema\":1,\"packer\":\"1\",\"plugins\":{},\"builds\":{\"a\":{\"base\":{\"us-west-2\":{\"id\":\"x\"}},\"packages\":{}}}}",
                "Not an AMI id: 'x'");
    }

    private void assertBroken(String text, String words) throws IOException {
        Path file = Files.writeString(directory.resolve("lock.json"), text);
        BakeFailedException thrown = assertThrows(BakeFailedException.class, () -> LockFiles.find(file));
        assertEquals(FailureCause.LOCK_BROKEN, thrown.failure().cause());
        assertTrue(thrown.getMessage().contains(words), thrown.getMessage());
    }

    @Test
    void aLockLiesBesideItsTemplateOrInItsDirectoryOfTemplates() throws IOException {
        Path there = directory.toAbsolutePath();
        Path web = Files.createDirectory(there.resolve("web"));
        assertEquals(there.resolve("img-mgr.lock.json"), LockFiles.beside(there.resolve("img-mgr-packer.json")));
        assertEquals(there.resolve("img-mgr.lock.json"), LockFiles.beside(there.resolve("img-mgr.pkr.hcl")));
        assertEquals(web.resolve("web.lock.json"), LockFiles.beside(web));
    }
}
