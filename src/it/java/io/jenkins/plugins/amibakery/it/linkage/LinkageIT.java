package io.jenkins.plugins.amibakery.it.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.NeedsJenkins;
import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Links the packaged plugin against a given war and folder of plugins, without starting them. */
@ExtendWith(NeedsJenkins.class)
class LinkageIT {
    /** Of the library for versions of packages: other ecosystems, whose libraries are left out. Versions of deb and rpm lead to none of them. */
    private static final List<String> NEVER_REACHED = List.of(
            "io/github/nscuro/versatile/version/KnownVersioningSchemes",
            "io/github/nscuro/versatile/version/MavenVersion",
            "io/github/nscuro/versatile/version/NpmVersion");

    private static RealJenkins real;

    @TempDir
    Path scratch;

    private Archives plugin;
    private Archives jenkins;
    private Map<String, Path> dependencies;
    private Classes classes;

    @BeforeAll
    static void takeTheGivenJenkins() {
        real = RealJenkins.given().orElseThrow();
    }

    @BeforeEach
    void open() throws IOException {
        Path hpi = Path.of(System.getProperty("hpi"));
        plugin = new Archives(scratch);
        plugin.add(hpi);
        jenkins = new Archives(scratch);
        jenkins.add(real.war());
        dependencies = new PluginFolder(real.plugins()).dependencies(hpi);
        for (Path file : dependencies.values()) {
            if (file != null) {
                jenkins.add(file);
            }
        }
        classes = new Classes(List.of(plugin, jenkins));
    }

    @AfterEach
    void close() throws IOException {
        for (Archives archives : new Archives[] {plugin, jenkins}) {
            if (archives != null) {
                archives.close();
            }
        }
    }

    @Test
    void theFolderHoldsEveryPluginThatTheManifestNames() {
        assertThat(dependencies).doesNotContainValue(null);
    }

    @Test
    void everyReferenceOfOurClassesResolves() {
        Linker linker = new Linker(classes);
        List<String> misses = new ArrayList<>();
        for (ClassNode node : ours()) {
            misses.addAll(linker.misses(node));
        }
        misses.removeIf(miss -> NEVER_REACHED.stream().anyMatch(name -> miss.startsWith(name + ":")));
        assertThat(misses).as("misses of %d classes", ours().size()).isEmpty();
    }

    /** In profile jenkins there are no declarations. */
    @Test
    void everyDeclarationIsAsInJenkins() throws IOException {
        Declarations declarations = new Declarations(new Classes(List.of(jenkins)));
        List<String> misses = new ArrayList<>();
        Path folder = Path.of(System.getProperty("buildDirectory"), "test-classes");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassNode declared = Classes.parse(Files.readAllBytes(file));
                if (!declared.name.startsWith("io/jenkins/plugins/amibakery/")) {
                    misses.addAll(declarations.misses(declared));
                }
            }
        }
        assertThat(misses).isEmpty();
    }

    @Test
    void everyTagAttributeAdjunctAndSymbolExists() {
        List<Archives> places = List.of(plugin, jenkins);
        Views views = new Views(places, classes);
        List<String> misses = new ArrayList<>();
        for (String view : plugin.names(".jelly")) {
            misses.addAll(views.misses(view, plugin.read(view).orElseThrow()));
        }
        Symbols symbols = new Symbols(places);
        for (ClassNode node : ours()) {
            constants(node).forEach(text -> symbols.misses(text).forEach(miss -> misses.add(node.name + ": " + miss)));
        }
        assertThat(misses).isEmpty();
    }

    private List<ClassNode> ours() {
        return plugin.names(".class").stream()
                .map(name -> Classes.parse(plugin.read(name).orElseThrow()))
                .toList();
    }

    private static List<String> constants(ClassNode node) {
        List<String> texts = new ArrayList<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
