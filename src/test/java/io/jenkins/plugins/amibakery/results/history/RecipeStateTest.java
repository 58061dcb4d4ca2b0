package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipeStateTest {
    private static BakeRecord record(int number) {
        BakeRecord bake = new BakeRecord("bake-" + number, "web.json", number * 1_000L);
        bake.setRecipe("web");
        return bake;
    }

    private static BakeRow good(int number, BakedAmi... amis) {
        BakeRecord bake = record(number);
        bake.ended(List.of(amis), List.of(), List.of(), false);
        return new BakeRow(BakeEntry.of(bake, number));
    }

    private static BakeRow reused(int number) {
        BakeRecord bake = record(number);
        bake.getOrigin().reused("bake-1", "web", 1);
        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);
        return new BakeRow(BakeEntry.of(bake, number));
    }

    private static BakeRow failed(int number) {
        BakeRecord bake = record(number);
        bake.failed("No AMI matches.", false);
        return new BakeRow(BakeEntry.of(bake, number));
    }

    private static RecipeState of(BakeRow... newestFirst) {
        return RecipeState.of(List.of(newestFirst)).get(0);
    }

    private static RecipeHealth seen(String state) {
        BakeRecord bake = record(1);
        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);
        BakeEntry entry = BakeEntry.of(bake, 1);
        entry.seen("us-west-2", Baked.ID, state, 5);
        return RecipeHealth.of(of(new BakeRow(entry)));
    }

    @Test
    void reuseDoesNotMakeAmisYounger() {
        assertThat(of(reused(3), reused(2), good(1, Baked.described())).getBaked())
                .isEqualTo(1_000);
        assertThat(of(reused(3)).getBaked()).isEqualTo(3_000);
        assertThat(of(failed(3)).getBaked()).isZero();
    }

    @Test
    void aBakeWithoutAmisIsNotTheCurrentOne() {
        assertThat(of(good(2), good(1, Baked.described())).getCurrent().getBakeId())
                .isEqualTo("bake-1");
    }

    @Test
    void healthIsTheWorstOfWhatWasSeen() {
        assertThat(seen("available")).isEqualTo(RecipeHealth.GOOD);
        assertThat(seen("unknown")).isEqualTo(RecipeHealth.UNCHECKED);
        assertThat(seen("pending")).isEqualTo(RecipeHealth.UNCHECKED);
        assertThat(List.of("deregistered", "disabled", "failed", "deprecated", "revoked"))
                .allSatisfy(state -> assertThat(seen(state)).as(state).isEqualTo(RecipeHealth.UNUSABLE));
        assertThat(RecipeHealth.of(of(failed(2), good(1, Baked.described())))).isEqualTo(RecipeHealth.FAILING);
        assertThat(RecipeHealth.of(of(failed(1)))).isEqualTo(RecipeHealth.NONE);
    }

    @Test
    void aJobThatNamesRecipesAfterBuildsDoesNotFillTheMemory() {
        List<BakeRow> rows = new ArrayList<>();
        IntStream.range(0, 500).forEach(number -> {
            BakeRecord bake = record(number);
            bake.setRecipe("recipe-" + number);
            rows.add(new BakeRow(BakeEntry.of(bake, number)));
        });

        assertThat(RecipeState.of(rows)).hasSize(RecipeState.MOST);
    }
}
