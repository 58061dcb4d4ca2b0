package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.AmiNow;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.MadeAmi;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent found, on its way to the controller. There it is checked like anything an agent says: only what was asked counts, and
 * texts are kept short.
 *
 * @param bases answers to queries
 * @param amis states of AMIs
 * @param problems by region, why something was not asked
 */
public record SurveyAnswer(ArrayList<Base> bases, ArrayList<Made> amis, HashMap<String, String> problems)
        implements Serializable {
    private static final int LONGEST = 500;

    /**
     * A base AMI.
     *
     * @param query what was asked
     * @param id null when there is none
     * @param created in milliseconds since 1970; 0 when it is not known
     * @param problem why there is none; empty otherwise
     */
    record Base(String query, String id, String name, long created, String problem) implements Serializable {}

    /** An AMI's state. */
    record Made(String region, String id, String state) implements Serializable {}

    static SurveyAnswer of(Survey survey) {
        SurveyAnswer answer = new SurveyAnswer(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        survey.bases().forEach((query, base) -> answer.bases.add(base(query, base)));
        survey.amis()
                .forEach((ami, now) ->
                        answer.amis.add(new Made(ami.region().code(), ami.id().value(), now.state())));
        survey.problems().forEach((region, problem) -> answer.problems.put(region.code(), problem));
        return answer;
    }

    private static Base base(BaseImageQuery query, BaseImageAnswer answer) {
        String text = BaseQueryJson.text(query);
        return answer.image()
                .map(ami -> new Base(
                        text,
                        ami.id().value(),
                        ami.name(),
                        ami.created().map(Instant::toEpochMilli).orElse(0L),
                        ""))
                .orElseGet(() -> new Base(text, null, "", 0, answer.problem()));
    }

    /**
     * For the engine.
     *
     * @throws IllegalArgumentException when an agent says what is no region or AMI
     */
    public Survey survey() {
        Map<BaseImageQuery, BaseImageAnswer> answers = new HashMap<>();
        for (Base base : bases) {
            BaseImageQuery query = BaseQueryJson.query(base.query())
                    .orElseThrow(() -> new IllegalArgumentException("The agent answers what was not asked."));
            answers.put(query, base.id() == null ? BaseImageAnswer.none(brief(base.problem())) : image(base, query));
        }
        Map<MadeAmi, AmiNow> states = new HashMap<>();
        amis.forEach(ami ->
                states.put(new MadeAmi(new Region(ami.region()), new AmiId(ami.id())), new AmiNow(brief(ami.state()))));
        Map<Region, String> why = new HashMap<>();
        problems.forEach((region, problem) -> why.put(new Region(region), brief(problem)));
        return new Survey(answers, states, why);
    }

    private static BaseImageAnswer image(Base base, BaseImageQuery query) {
        Optional<Instant> created =
                Optional.of(base.created()).filter(at -> at > 0).map(Instant::ofEpochMilli);
        return BaseImageAnswer.of(new Ami(
                new AmiId(base.id()),
                query.region(),
                brief(base.name()),
                "",
                AmiState.AVAILABLE,
                "",
                created,
                "",
                false,
                List.of(),
                Map.of()));
    }

    private static String brief(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
