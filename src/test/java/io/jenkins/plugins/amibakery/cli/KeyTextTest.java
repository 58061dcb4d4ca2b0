package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockFile;
import io.jenkins.plugins.amibakery.engine.model.LockedBase;
import io.jenkins.plugins.amibakery.engine.model.LockedBuild;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people read of bake keys and of lock files. */
class KeyTextTest {
    private static final KeyPart TEMPLATE = new KeyPart(KeyPart.Kind.FILE, "web.json", "a".repeat(64), "");
    private static final KeyPart SCRIPT = new KeyPart(KeyPart.Kind.FILE, "setup.sh", "b".repeat(64), "");
    private static final KeyPart SECRET = new KeyPart(KeyPart.Kind.SECRET, "password", "c".repeat(64), "");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    private final KeyText text = new KeyText(terminal);

    @Test
    void aKeyIsShownWithItsPartsAndWhetherItIsReusable() {
        BakeKey key = BakeKey.of(List.of(TEMPLATE, SCRIPT), List.of());

        text.show(key);

        assertThat(screen())
                .startsWith("Bake key " + key.digest())
                .contains("web.json", "setup.sh", "Reusable: nothing in the recipe changes by itself.");
    }

    @Test
    void ofASecretNothingIsShownButItsName() {
        text.show(BakeKey.of(List.of(TEMPLATE, SECRET), List.of()));

        assertThat(screen()).contains("password  (secret)", "It has secrets").doesNotContain("cccc");
    }

    @Test
    void whatFloatsIsShownWithItsPlaceAndWhatSettlesIt() {
        text.show(BakeKey.of(
                List.of(TEMPLATE),
                List.of(
                        new Floating(
                                "setup.sh", 3, "apt-get install nginx", "nginx has no version", Settling.REPOSITORIES),
                        new Floating("setup.sh", 0, "", "it fetches the latest version", Settling.NOTHING))));

        assertThat(screen())
                .contains("Not reusable: 2 unpinned inputs:")
                .contains("  setup.sh:3: nginx has no version; pin it, or lock package versions")
                .contains("      apt-get install nginx")
                .contains("  setup.sh: it fetches the latest version\n");
    }

    @Test
    void ofWhatNoRuleKnowsTheMarkIsNamed() {
        Floating unknown = new Floating("setup.sh", 3, "x", "no rule knows what x does", Settling.NOTHING);
        text.show(BakeKey.of(List.of(TEMPLATE), List.of(unknown)));

        assertThat(screen())
                .contains("  setup.sh:3: no rule knows what x does; if you know, mark it: # ami-bakery: fixed");
    }

    @Test
    void twoKeysThatAreTheSameAreSaidToBe() {
        BakeKey key = BakeKey.of(List.of(TEMPLATE), List.of());

        text.compare(key, key, "report.json");

        assertThat(screen()).startsWith("The same key as in report.json: " + key.brief());
    }

    @Test
    void twoThatDifferAreComparedPartByPart() {
        BakeKey earlier = BakeKey.of(List.of(TEMPLATE, SCRIPT), List.of());
        BakeKey now = BakeKey.of(
                List.of(TEMPLATE, new KeyPart(KeyPart.Kind.FILE, "setup.sh", "d".repeat(64), "")), List.of());

        text.compare(now, earlier, "report.json");

        assertThat(screen())
                .startsWith("Bake key " + now.brief() + ", in report.json " + earlier.brief() + "; 1 part(s) differ:")
                .contains("setup.sh")
                .doesNotContain("web.json");
    }

    @Test
    void whetherASecretChangedCannotBeKnownFromAReport() {
        BakeKey now = BakeKey.of(List.of(TEMPLATE, SECRET), List.of());
        BakeKey earlier = BakeKey.of(
                List.of(TEMPLATE, new KeyPart(KeyPart.Kind.SECRET, "password", KeyPart.UNKNOWN, "")), List.of());

        text.compare(now, earlier, "report.json");

        assertThat(screen()).contains("Whether a secret changed is not known: reports have no digests of secrets.");
    }

    @Test
    void anAmiCarriesTheDigestAlone() {
        BakeKey key = BakeKey.of(List.of(TEMPLATE), List.of());

        text.compare(key, key.digest(), "ami-0123456789abcdef0");
        text.compare(key, "e".repeat(64), "ami-0123456789abcdef0");
        text.compare(key, "short", "ami-0123456789abcdef0");

        assertThat(screen())
                .contains("ami-0123456789abcdef0 was baked with the same key, " + key.brief())
                .contains("was baked with another key, eeeeeeeeeeee. An AMI has only the digest:")
                .contains("was baked with another key, short. ");
    }

    @Test
    void aLockIsShownInBrief() {
        Region region = new Region("us-west-2");
        LockedBase base = new LockedBase(new AmiId("ami-0d12b2c3d4e5f6071"), "debian-12", "136693071363");
        LockedBuild web = new LockedBuild(
                new TreeMap<>(Map.of(region, base)),
                new TreeMap<>(Map.of("packages", new TreeMap<>(Map.of("bash", "5", "jq", "1.6")))));
        LockText.print(
                Path.of("web.lock.json"),
                new LockFile(
                        "1.16.0",
                        new TreeMap<>(Map.of("github.com/hashicorp/amazon", "1.8.2")),
                        new TreeMap<>(Map.of("web", web))),
                2,
                terminal);

        assertThat(screen())
                .contains("Lock       web.lock.json", "packer   1.16.0", "github.com/hashicorp/amazon 1.8.2")
                .contains("base     web in us-west-2: ami-0d12b2c3d4e5f6071 debian-12 (136693071363)")
                .contains("versions web: 2 in packages")
                .doesNotContain("not locked");
    }

    @Test
    void aLockWithoutPackageVersionsSaysThatPackagesFloat() {
        LockFile bases = new LockFile("1.16.0", new TreeMap<>(), new TreeMap<>());
        LockText.print(Path.of("web.lock.json"), bases, 2, terminal);
        LockText.print(Path.of("web.lock.json"), bases, 1, terminal);

        assertThat(screen()).contains("packages: not locked (2 lines float)", "packages: not locked (1 line floats)");
    }

    @Test
    void aNameThatWouldSteerTheTerminalDoesNot() {
        LockText.print(List.of(new LockChange("packer\u001b[2J", "1", "2")), terminal);

        assertThat(screen()).doesNotContain("\u001b");
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
