package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.runway.RunwayLogView.Kind;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLogView.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunwayLogViewTest {
    private static List<Line> shown(String output) {
        RunwayLogView view = new RunwayLogView();
        List<Line> lines = new ArrayList<>();
        RunwayOutput reader = new RunwayOutput(event -> lines.addAll(view.lines(event)));
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        reader.feed(bytes, 0, bytes.length);
        reader.end();
        return lines;
    }

    @Test
    void regionsDeployedSideBySideStayApart() {
        assertThat(shown("""
                [runway] 7 NOTICE net.vpc.cfn:processing module in us-west-2 (in progress)
                [runway] 8 NOTICE net.vpc.cfn:processing module in eu-west-1 (in progress)
                [runway] 7 NOTICE vpc:submitted (creating new stack)
                [runway] 7 SUCCESS vpc:complete (creating new stack)
                [runway] 8 NOTICE vpc:submitted (creating new stack)
                """))
                .containsExactly(
                        new Line(Kind.SECTION, "us-west-2: net.vpc.cfn"),
                        new Line(Kind.SECTION, "eu-west-1: net.vpc.cfn"),
                        new Line(Kind.SECTION, "us-west-2: net.vpc.cfn"),
                        new Line(Kind.STACK, "vpc: submitted (creating new stack)"),
                        new Line(Kind.STACK, "vpc: complete (creating new stack)"),
                        new Line(Kind.SECTION, "eu-west-1: net.vpc.cfn"),
                        new Line(Kind.STACK, "vpc: submitted (creating new stack)"));
    }

    @Test
    void aPlanIsShownWithItsLines() {
        assertThat(shown("""
                [runway] 7 INFO acme-dev-vpc full changeset:

                --- Old Parameters
                +Cidr = 10.0.0.0/16
                [runway] 7 INFO acme-dev-web:no changes
                """))
                .extracting(Line::text)
                .containsExactly(
                        "plan of acme-dev-vpc: \n--- Old Parameters\n+Cidr = 10.0.0.0/16",
                        "plan of acme-dev-web: no changes");
    }

    @Test
    void ofATracebackTheHooksOwnFramesStay() {
        assertThat(shown("""
                Traceback (most recent call last):
                  File "/home/me/venv/bin/runway", line 8, in <module>
                    sys.exit(cli())
                  File "/home/me/venv/lib/python3.11/site-packages/runway/_cli/main.py", line 34, in invoke
                    return super().invoke(ctx)
                           ^^^^^^^^^^^^^^^^^^^
                  File "/usr/lib/python3.11/functools.py", line 1001, in __get__
                    val = self.func(instance)
                  File "/home/me/deploy/hooks.py", line 5, in purge
                    raise ValueError("no bucket")
                ValueError: no bucket
                and on
                """))
                .extracting(Line::text)
                .containsExactly(
                        "File \"/home/me/deploy/hooks.py\", line 5, in purge",
                        "raise ValueError(\"no bucket\")",
                        "ValueError: no bucket",
                        "and on");
    }

    @Test
    void whatATerminalWouldObeyIsTakenOut() {
        assertThat(shown("a\u001B[31mred\u001B[0m\u0007 word\n")).containsExactly(new Line(Kind.DETAIL, "ared word"));
    }

    @Test
    void failuresStandOut() {
        assertThat(shown("""
                [runway] 7 INFO acme-dev-asg:roll back reason: The following failed: [Group].
                [runway] 7 ERROR asg:failed (rolled back new stack)
                [runway] 7 ERROR something else
                """)).allSatisfy(line -> assertThat(line.kind()).isEqualTo(Kind.FAILURE));
    }
}
