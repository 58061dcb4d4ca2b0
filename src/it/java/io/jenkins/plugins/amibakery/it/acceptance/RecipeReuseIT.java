package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which recipes are reused, and by what: further inputs, the freestyle step, locked packages, and what can never be. */
@ExtendWith(BakeryExtension.class)
class RecipeReuseIT {
    private static final String TEMPLATE =
            SmallTemplate.TEXT.replaceFirst("\"inline\": \\[.*\\]", "\"script\": \"setup.sh\"");

    private final Bakery bakery;

    RecipeReuseIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void furtherInputsAreThoseThatAGlobNamesAndNoOthers() {
        Build first = inputs("one", "1");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");

        Build besides = inputs("one", "2");
        assertThat(besides.result()).as(besides.log()).isEqualTo("SUCCESS");
        assertThat(besides.log()).contains("Reused 1 AMI of bake inputs-1-");

        Build changed = inputs("two", "2");
        assertThat(changed.result()).as(changed.log()).isEqualTo("SUCCESS");
        assertThat(changed.log()).contains("Not reused: Since ").contains("file app/main.py changed");
    }

    @Test
    void aRecipeThatFloatsIsBakedEachTimeAndItsLineIsNamed() {
        Build build = bake("floating", """
                        writeFile file: 'setup.sh', text: 'echo set up\\ntest -e /none && apt-get install -y nginx || true'
                        def amis = bakeAmi template: 'image.json', vars: vars, reuse: true, recipe: 'floating'
                        """);

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains("Not reused: Can't reuse an earlier AMI: 1 step is not pinned.")
                .contains("setup.sh:2");
    }

    @Test
    void theFreestyleStepReusesAndTellsLaterStepsOfTheAmi() {
        Job job = freestyle();
        Build first = job.run();
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");

        Build second = job.run();
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        assertThat(second.log()).contains("Reused 1 AMI of bake free-reuse-1-");
        assertThat(second.said("LATER")).isEqualTo(first.said("LATER"));
        assertThat(second.amiIds()).isEqualTo(first.amiIds());
    }

    @Test
    void aLockHoldsThePackagesOfAnImageAndALockedBakeOfThemIsReused() {
        Build written = imgMgr("packages-write", "writeLock: true");
        assertThat(written.result()).as(written.log()).isEqualTo("SUCCESS");
        assertThat(written.said("LOCK").get(0)).contains("\"nginx\"").contains("\"packages\"");

        Build kept = imgMgr("packages-write", "locked: true, reuse: true");
        assertThat(kept.result()).as(kept.log()).isEqualTo("SUCCESS");
        assertThat(kept.said("LOCK")).isEqualTo(written.said("LOCK"));
        Build again = imgMgr("packages-write", "locked: true, reuse: true");
        assertThat(again.result()).as(again.log()).isEqualTo("SUCCESS");
        assertThat(again.said("ID")).isEqualTo(kept.said("ID"));
        assertThat(again.log()).contains("Reused 1 AMI of bake packages-write-2-");
    }

    private Build inputs(String app, String other) {
        return bake("inputs", """
                        writeFile file: 'recipe/image.json', text: readFile('image.json')
                        writeFile file: 'setup.sh', text: 'echo inputs'
                        writeFile file: 'app/main.py', text: '%s'
                        writeFile file: 'app/notes.txt', text: '%s'
                        def amis = bakeAmi template: 'recipe/image.json', vars: vars, reuse: true, recipe: 'inputs', inputs: ['app/**/*.py']
                        """.formatted(app, other));
    }

    private Build imgMgr(String job, String parameters) {
        return bake(job, """
                        if (!fileExists('packer')) { sh 'cp -r "%s" .' }
                        def amis = bakeAmi template: 'packer/img-mgr-packer.json', vars: vars + [version: '0.3.0'], %s
                        echo "LOCK ${readFile('packer/img-mgr.lock.json').replaceAll(/\\s+/, ' ')}"
                        echo "ID ${amis[0].id}"
                        """.formatted(Path.of("packer").toAbsolutePath(), parameters));
    }

    private Build bake(String job, String steps) {
        return bakery.controller()
                .pipeline(
                        job,
                        bakery.onAgent("writeFile file: 'image.json', text: '''" + TEMPLATE + "'''\n" + steps.strip()))
                .run();
    }

    private Job freestyle() {
        return bakery.controller().job("free-reuse", """
                        <project>
                          <assignedNode>agent</assignedNode>
                          <canRoam>false</canRoam>
                          <builders>
                            <hudson.tasks.Shell><command>cat >small.json &lt;&lt;'END'
                        %s
                        END</command></hudson.tasks.Shell>
                            <io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder plugin="ami-bakery">
                              <step>
                                <template>small.json</template>
                                <recipe>free-reuse</recipe>
                                <reuse>true</reuse>
                                <vars>%s</vars>
                                <secretVars/><varFiles/><only/><except/><tags/><inputs/>
                                <environment>%s</environment>
                                <sessionSeconds>3600</sessionSeconds>
                                <awaitSeconds>1800</awaitSeconds>
                                <graceSeconds>300</graceSeconds>
                              </step>
                            </io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder>
                            <hudson.tasks.Shell><command>echo "LATER $AMI_ID $AMI_REGION $AMI_NAME"</command></hudson.tasks.Shell>
                          </builders>
                        </project>""".formatted(
                        Controller.xml(SmallTemplate.TEXT),
                        entries(bakery.cloud().variables()),
                        entries(bakery.cloud().environment())));
    }

    private static String entries(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "<entry><string>%s</string><string>%s</string></entry>"
                        .formatted(entry.getKey(), Controller.xml(entry.getValue())))
                .collect(Collectors.joining());
    }
}
