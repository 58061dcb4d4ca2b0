package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.BakeHistoryIT.ami;
import static io.jenkins.plugins.amibakery.it.rule.BakeHistoryIT.bake;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The time of our pages on the server, each in turns with the same page of a job without us. No test; bench/pages/run.sh runs it. */
@WithJenkins
class PagesBench {
    private static final int ROUNDS = 25;
    private static final int AMIS = 200;
    private static final int BAKES = 10_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private JenkinsRule jenkins;

    private record Pair(double ours, double empty) {
        double ratio() {
            return ours / empty;
        }
    }

    @Test
    void measure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        FreeStyleProject empty = jenkins.createFreeStyleProject("empty");
        String emptyBuild = jenkins.buildAndAssertSuccess(empty).getUrl();
        String many = buildWithAmis().getUrl();
        one();
        FreeStyleProject full = full();

        double cold = millis(full.getUrl() + "amis/");
        Pair build = pair(many, emptyBuild);
        Pair list = pair(many + "amis/", emptyBuild);
        Pair none = pair(empty.getUrl() + "amis/", empty.getUrl());
        Pair single = pair("job/one/amis/", empty.getUrl());
        Pair history = pair(full.getUrl() + "amis/", empty.getUrl());
        Pair image = pair(full.getUrl() + "amis/ami/" + ami(1) + "/", empty.getUrl());
        show("a build's page with " + AMIS + " AMIs", build);
        show("its Produced AMIs", list);
        show("a job's AMIs, no bake", none);
        show("a job's AMIs, 1 bake", single);
        show("a job's AMIs, " + BAKES + " bakes (the first time " + Math.round(cold) + " ms)", history);
        show("an AMI of " + BAKES + " bakes", image);
        System.out.printf(
                Locale.ROOT,
                "bench/pages: a build's page with %d AMIs %.0f ms more (goal ≤ 50), %.2f×; a history of %d bakes %.0f ms (goal ≤ 300), %.2f×%n",
                AMIS,
                build.ours() - build.empty(),
                build.ratio(),
                BAKES,
                history.ours(),
                history.ratio());
    }

    private static void show(String what, Pair pair) {
        System.out.printf(
                Locale.ROOT,
                "  pages %s: %.0f ms, without us %.0f ms, %.2f×%n",
                what,
                pair.ours(),
                pair.empty(),
                pair.ratio());
    }

    private FreeStyleBuild buildWithAmis() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("many"));
        BakedAmisAction action = BakedAmisAction.of(build);
        action.begin(new BakeRecord("many", "web.json"));
        List<BakedAmi> amis = IntStream.range(0, AMIS)
                .mapToObj(i -> BakedAmi.named("web" + i, new Region("us-west-2"), new AmiId(ami(1_000_000 + i))))
                .toList();
        action.update("many", bake -> bake.ended(amis, List.of(), List.of(), false));
        return build;
    }

    private void one() throws Exception {
        bake(jenkins, jenkins.createFreeStyleProject("one"), 1, bake -> {});
    }

    /** More than a history keeps, as somebody may have copied them there. */
    private FreeStyleProject full() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("full");
        bake(jenkins, job, 1, bake -> {});
        Path folder = job.getRootDir().toPath().resolve("ami-bakery");
        String text = Files.readString(folder.resolve("bakes/full-1-aa.xml"));
        for (int i = 2; i <= BAKES; i++) {
            Files.writeString(
                    folder.resolve("bakes/full-" + i + "-aa.xml"),
                    text.replace("full-1-aa", "full-" + i + "-aa").replace(ami(1), ami(i)));
        }
        Files.delete(folder.resolve("index.xml"));
        Files.delete(folder.resolve("recipes.xml"));
        jenkins.jenkins.reload();
        FreeStyleProject loaded = jenkins.jenkins.getItemByFullName("full", FreeStyleProject.class);
        BakeHistory.of(loaded).recipes();
        return loaded;
    }

    /** The medians, warm. */
    private Pair pair(String ours, String empty) throws IOException, InterruptedException {
        List<Double> mine = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            mine.add(millis(ours));
            theirs.add(millis(empty));
        }
        return new Pair(median(mine), median(theirs));
    }

    private double millis(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + path)).build();
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - began) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return millis;
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
