package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page and form of ours in a real browser, in both themes and at two widths: axe-core finds nothing in what we draw, nothing is wider
 * than a phone, and every control of ours can be reached by Tab. Pictures are kept in target/accessibility.
 */
@ExtendWith(NeedsBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PHONE = 420;
    private static final List<Integer> WIDTHS = List.of(1280, PHONE);
    private static final int TAB = 9;
    private static final int ENTER = 13;

    /** Jenkins adds stops of its own between ours. */
    private static final int MORE_STOPS = 10;

    /** Of a page of ours all but Jenkins' frame is ours. */
    private static final String PAGE = "#main-panel";

    /**
     * What Jenkins' own tags draw inside of ours, as RULE SELECTOR: help buttons that Tab reaches last, titles of fields that are not tied
     * to them, the colours of a heading's count and of a check's error.
     */
    private static final List<String> OF_JENKINS = List.of(
            "tabindex .jenkins-help-button",
            "label .jenkins-input",
            "label [type=checkbox]",
            "select-name .jenkins-select__input",
            "color-contrast .jenkins-app-bar__subtitle",
            "color-contrast .error");

    /** Shows what is folded, and no movement: a text half faded in has no contrast. */
    private static final String UNFOLD = """
            (ours => {
              const still = document.createElement('style');
              still.textContent = '* { transition: none !important; animation: none !important }';
              document.head.append(still);
              document.querySelectorAll(ours).forEach(part => {
                part.querySelectorAll('details').forEach(folded => { folded.open = true });
                part.querySelectorAll('.advanced-button').forEach(button => button.click());
              });
              return new Promise(shown => setTimeout(shown, 300));
            })(%s)""";

    /** What axe-core finds in our parts, a line for each element; nothing but colours depends on the theme. */
    private static final String FAULTS = """
            (async (ours, known, dark) => {
              const found = await axe.run({include: ours.split(',')}, {resultTypes: ['violations'], ...(dark ? {runOnly: ['color-contrast']} : {})});
              const isKnown = (fault, node) => known.some(one => one.startsWith(fault.id + ' ') && document.querySelector(node.target[0]).matches(one.split(' ')[1]));
              const line = text => text.replace(/\\s+/g, ' ').slice(0, 250);
              return found.violations.flatMap(fault => fault.nodes.filter(node => !isKnown(fault, node))
                .map(node => fault.id + ' (' + fault.impact + '): ' + line(node.html) + ' | ' + line(node.failureSummary)));
            })(%s)""";

    /** How many pixels must be scrolled sideways, and our elements that reach furthest. */
    private static final String WIDER = """
            (ours => {
              const width = document.documentElement.clientWidth;
              const right = element => Math.round(element.getBoundingClientRect().right);
              const scrolls = element => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
              const wide = [...document.querySelectorAll(ours)].flatMap(part => [part, ...part.querySelectorAll('*')])
                .filter(element => right(element) > width && !scrolls(element.parentElement))
                .sort((one, other) => right(other) - right(one));
              return wide.length === 0 ? [] : [(right(wide[0]) - width) + ' px too wide: '
                + wide.slice(-2).map(element => element.outerHTML.replace(/\\s+/g, ' ').slice(0, 200)).join(' | ')];
            })(%s)""";

    /** The controls in our parts to which Tab should lead, from their beginning; those that it leads to are marked. */
    private static final String CONTROLS = """
            (ours => {
              const controls = [...document.querySelectorAll(ours)]
                .flatMap(part => [...part.querySelectorAll('a[href], button, input, select, textarea, summary')])
                .filter(control => control.checkVisibility({visibilityProperty: true}) && control.tabIndex >= 0 && !control.disabled);
              document.addEventListener('focusin', event => event.target.setAttribute('data-reached', ''));
              const first = document.querySelector(ours);
              first.tabIndex = -1;
              first.focus();
              return controls.length;
            })(%s)""";

    private static final String UNREACHED = """
            (ours => [...document.querySelectorAll(ours)]
                .flatMap(part => [...part.querySelectorAll('a[href], button, input, select, textarea, summary')])
                .filter(control => control.checkVisibility({visibilityProperty: true}) && control.tabIndex >= 0 && !control.disabled)
                .filter(control => !control.hasAttribute('data-reached'))
                .map(control => 'not reached by Tab: ' + control.outerHTML.replace(/\\s+/g, ' ').slice(0, 200)))(%s)""";

    /** @param ours selectors of the parts that we draw */
    private record Look(String name, String path, String ours, String prepare) {}

    private Path directory;
    private Controller controller;
    private Browser browser;
    private String axe;
    private List<Look> looks;

    @BeforeAll
    void open() throws IOException {
        directory = Workshop.empty(Path.of(System.getProperty("buildDirectory"), "accessibility"));
        controller = Controller.start(RealJenkins.given().orElseThrow(), directory.resolve("home"));
        browser = Browser.start(directory.resolve("browser"));
        String password = Files.readString(controller.home().resolve("admin.password"));
        browser.header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8)));
        axe = script();
        looks = Stream.concat(pages(), forms()).toList();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (controller != null) {
            controller.close();
        }
    }

    private static String script() throws IOException {
        try (InputStream file = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Jobs, builds and what they have done, made by a script; and the theme that does as the browser prefers. */
    private Stream<Look> pages() throws IOException {
        return controller
                .script(Files.readString(Path.of("src/it/groovy/pages.groovy")))
                .lines()
                .map(line -> line.split(" ", 2))
                .map(page -> new Look(page[0], page[1], PAGE, "true"));
    }

    private static Stream<Look> forms() {
        String builder = "[name=builder][descriptorid*=amibakery]";
        return Stream.of(
                new Look("settings", "manage/configure", "[name^=io-jenkins-plugins-amibakery] + section", "true"),
                new Look(
                        "freestyle",
                        "job/img-mgr/configure",
                        builder + ",.optionalBlock-container:has([name='_.maxAge'])",
                        "document.querySelectorAll('" + builder + "').length > 1"),
                new Look(
                        "folder",
                        "job/team/configure",
                        ".jenkins-form-item:has(> * > * > [name='_.trusting'])",
                        "true"),
                new Look("waitingJob", "job/to-production/", ".ami-bakery-alert", "true"),
                new Look("question", "job/to-production/1/input/", "form .ami-bakery-rows", "true"),
                snippet("bakeAmi", "template"),
                snippet("runwayDeploy", "directory"),
                snippet("findAmis", "recipe"),
                snippet("verifyFleet", "group"),
                snippet("compareEnvironments", "with"),
                snippet("readBakeryConfig", "text"));
    }

    /** The form of a step, chosen in the Snippet Generator. */
    private static Look snippet(String step, String field) {
        return new Look(
                "step-" + step,
                "pipeline-syntax/",
                "[name=prototype]:has(> * > * > [name='_.%s'])".formatted(field),
                """
                (() => {
                  const list = [...document.querySelectorAll('select')]
                    .find(list => [...list.options].some(step => step.text.startsWith('%s:')));
                  list.value = [...list.options].find(step => step.text.startsWith('%s:')).value;
                  list.dispatchEvent(new Event('change', {bubbles: true}));
                  return true;
                })()""".formatted(step, step));
    }

    @TestFactory
    Stream<DynamicTest> aPageIsGoodForEverybodyInBothThemesAndWidths() {
        return looks.stream()
                .map(look -> DynamicTest.dynamicTest(
                        look.name(), () -> assertThat(faults(look)).isEmpty()));
    }

    private List<String> faults(Look look) {
        List<String> faults = new ArrayList<>();
        for (String theme : List.of("light", "dark")) {
            for (int width : WIDTHS) {
                show(look, width, theme);
                String at = look.name() + " at " + width + " px, " + theme + ": ";
                faults.addAll(ask(FAULTS, look, at, quoted(OF_JENKINS), String.valueOf(theme.equals("dark"))));
                faults.addAll(ask(WIDER, look, at));
                browser.picture(directory.resolve("pictures/" + look.name() + "-" + theme + "-" + width + ".png"));
            }
        }
        faults.forEach(System.out::println);
        return faults;
    }

    @TestFactory
    Stream<DynamicTest> everyControlOfAPageIsReachedByTab() {
        return looks.stream()
                .filter(look -> look.ours().equals(PAGE))
                .map(look -> DynamicTest.dynamicTest(look.name(), () -> {
                    show(look, 1280, "light");
                    int controls = browser.run(CONTROLS.formatted(quoted(PAGE))).asInt();
                    for (int i = 0; i < 2 * controls + MORE_STOPS; i++) {
                        browser.press("Tab", TAB);
                    }
                    assertThat(ask(UNREACHED, look, "")).isEmpty();
                }));
    }

    @Test
    void aFoldedPartIsClosedAndOpenedByEnter() {
        show(named("plan"), 1280, "light");
        browser.run("document.querySelector('#main-panel summary').focus()");
        browser.press("Enter", ENTER);
        browser.await("!document.querySelector('#main-panel details').open");
        browser.press("Enter", ENTER);
        browser.await("document.querySelector('#main-panel details').open");
    }

    private Look named(String name) {
        return looks.stream()
                .filter(look -> look.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void show(Look look, int width, String theme) {
        browser.look(width, theme);
        browser.open(controller.url() + "/" + look.path());
        browser.await(look.prepare());
        browser.await("document.querySelectorAll(" + quoted(look.ours()) + ").length > 0");
        browser.run(UNFOLD.formatted(quoted(look.ours())));
        browser.run(axe + "; 0");
    }

    private List<String> ask(String question, Look look, String at, String... more) {
        List<String> answer = new ArrayList<>();
        String arguments = String.join(
                ", ",
                Stream.concat(Stream.of(quoted(look.ours())), Stream.of(more)).toList());
        for (JsonNode line : browser.run(question.formatted(arguments))) {
            answer.add(at + line.asText());
        }
        return answer;
    }

    private static String quoted(Object text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
