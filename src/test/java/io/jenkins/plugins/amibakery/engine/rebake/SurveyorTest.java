package io.jenkins.plugins.amibakery.engine.rebake;

import static io.jenkins.plugins.amibakery.engine.rebake.Nights.DEBIAN;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NEW_BASE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NOW;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.OREGON;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.filter;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.found;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.id;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImages;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurveyorTest {
    private static final BaseImageQuery BROKEN = filter("broken");
    private static final BaseImages ANSWERS =
            queries -> queries.stream().collect(Collectors.toMap(query -> query, query -> found(NEW_BASE, 1)));
    private static final OwnImages NONE = (region, ids) -> List.of();

    @Test
    void eachStateIsSeen() {
        OwnImages own = (region, ids) -> List.of(
                new OwnImage(image(id(1), NOW, Map.of(), AmiState.AVAILABLE), Optional.of(NOW.plusSeconds(1))),
                new OwnImage(image(id(2), NOW, Map.of(), AmiState.AVAILABLE), Optional.of(NOW)),
                new OwnImage(image(id(3), NOW, Map.of("ami-bakery:revoked", ""), AmiState.AVAILABLE), Optional.empty()),
                new OwnImage(image(id(4), NOW, Map.of(), AmiState.DISABLED), Optional.<Instant>empty()));

        Survey survey = new Surveyor(ANSWERS, own, NOW).ask(List.of(), made(5));

        assertThat(made(5).stream().map(ami -> survey.ami(ami).orElseThrow().state()))
                .containsExactly("available", "deprecated", "revoked", "disabled", "deregistered");
    }

    @Test
    void aQueryThatIsRefusedDoesNotHinderTheOthers() {
        List<Integer> asked = new ArrayList<>();
        BaseImages picky = queries -> {
            asked.add(queries.size());
            if (queries.contains(BROKEN)) {
                throw new BakeFailedException(FailureCause.NO_SOURCE_AMI, "EC2 refuses the filter");
            }
            return ANSWERS.find(queries);
        };

        Survey survey = new Surveyor(picky, NONE, NOW).ask(List.of(DEBIAN, BROKEN, DEBIAN), List.of());

        assertThat(survey.base(DEBIAN)).isPresent();
        assertThat(survey.base(BROKEN)).isEmpty();
        assertThat(survey.problem(OREGON)).isEqualTo("EC2 refuses the filter");
        assertThat(asked).containsExactly(2, 1, 1);
    }

    @Test
    void wrongCredentialsAreTriedOnce() {
        List<Integer> asked = new ArrayList<>();
        BaseImages refused = queries -> {
            asked.add(queries.size());
            throw new BakeFailedException(FailureCause.CREDENTIALS, "the keys are wrong");
        };

        Survey survey = new Surveyor(refused, NONE, NOW).ask(List.of(DEBIAN, BROKEN), List.of());

        assertThat(asked).containsExactly(2);
        assertThat(survey.problem(OREGON)).isEqualTo("the keys are wrong");
    }

    @Test
    void amisOfAnotherAccountAreNotTakenForDeregistered() {
        Survey few = new Surveyor(ANSWERS, NONE, NOW).ask(List.of(), made(3));
        Survey many = new Surveyor(ANSWERS, NONE, NOW).ask(List.of(), made(4));

        assertThat(few.ami(made(1).get(0))).contains(AmiStatus.GONE);
        assertThat(many.ami(made(1).get(0))).isEmpty();
        assertThat(many.problem(OREGON))
                .isEqualTo("none of 4 AMIs is there for this identity; is it of the account that baked them?");
    }

    private static List<AmiRef> made(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new AmiRef(OREGON, id(number)))
                .toList();
    }
}
