package io.jenkins.plugins.amibakery.engine.ownership;

import static io.jenkins.plugins.amibakery.engine.ownership.Account.AMI;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.BEFORE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.BEGAN;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.BORN;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.COPY;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.GROUP;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.HERE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.INSTANCE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.KEY;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.LATER;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.NAME;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.ROLE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.SNAPSHOT;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.TEMPLATE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.THERE;
import static io.jenkins.plugins.amibakery.engine.ownership.Account.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.SnapshotFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.VolumeFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/ownership.md: each row holds, and no row without one of its cells. */
class OwnershipTest {
    private static final String OTHER = "i-0badbadbadbadbad0";

    /** What a bake makes; networks are made for tests of AMIs alone. */
    private static final Set<Kind> KINDS = EnumSet.complementOf(EnumSet.of(Kind.SUBNET, Kind.VPC));

    /** One cell of a row, spoiled. */
    private record Cell(Kind kind, String id, String what, String reason, Consumer<Account> spoil) {
        @Override
        public String toString() {
            return kind.word() + ": " + what;
        }
    }

    private static Cell cell(Kind kind, String id, String what, String reason, Consumer<Account> spoil) {
        return new Cell(kind, id, what, reason, spoil);
    }

    @Test
    void everythingOfOneBakeIsProvedInEveryRow() {
        assertThat(new Account().ownership().all())
                .allMatch(one -> one.verdict().isProved())
                .extracting(one -> one.thing().kind())
                .isSorted()
                .containsAll(KINDS);
    }

    static Stream<Cell> keys() {
        Kind kind = Kind.KEY_PAIR;
        return Stream.of(
                cell(kind, "packer_prod", "a name that a user chose", "not one that Packer generates", it -> {
                    it.key = "packer_prod";
                    it.keys.set(0, new Dated("packer_prod", BORN));
                }),
                cell(kind, KEY, "in no line of packer's own", "no line of Packer's log", it -> it.key = ""),
                cell(kind, KEY, "creation refused", "refused", it -> it.keyRefused = true),
                cell(
                        kind,
                        KEY,
                        "there before",
                        "existed before this bake",
                        it -> it.keys.set(0, new Dated(KEY, BEFORE))),
                cell(
                        kind,
                        KEY,
                        "birth not told",
                        "has no creation time",
                        it -> it.keys.set(0, new Dated(KEY, Instant.EPOCH))),
                cell(kind, KEY, "beginning not known", "not known", it -> it.beginning = 0));
    }

    static Stream<Cell> groups() {
        Kind kind = Kind.SECURITY_GROUP;
        return Stream.of(
                cell(kind, "sg-1", "a name that packer did not draw", "not one that Packer generates", it -> {
                    it.group = "packer_web";
                    it.groups.set(0, new GroupFact("sg-1", "packer_web", "Temporary group for Packer", Set.of()));
                }),
                cell(kind, "sg-1", "in no line of packer's own", "no line of Packer's log", it -> it.group = ""),
                cell(kind, "sg-1", "creation refused", "refused", it -> it.groupRefused = true),
                cell(
                        kind,
                        "sg-1",
                        "another description",
                        "description",
                        it -> it.groups.set(0, new GroupFact("sg-1", GROUP, "web servers", Set.of(INSTANCE)))),
                cell(
                        kind,
                        "sg-1",
                        "used by another instance",
                        OTHER,
                        it -> it.groups.set(
                                0,
                                new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(INSTANCE, OTHER)))),
                cell(
                        kind,
                        "sg-1",
                        "used by an interface of a load balancer",
                        "no instance's",
                        it -> it.groups.set(
                                0, new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(INSTANCE, "")))));
    }

    static Stream<Cell> namedByPacker() {
        return Stream.of(
                cell(
                        Kind.LAUNCH_TEMPLATE,
                        TEMPLATE,
                        "in no line of packer's own",
                        "no line of Packer's log",
                        it -> it.template = "lt-0badbadbadbadbad0"),
                cell(
                        Kind.LAUNCH_TEMPLATE,
                        TEMPLATE,
                        "there before",
                        "existed before this bake",
                        it -> it.templates.set(0, new Dated(TEMPLATE, BEFORE))),
                cell(Kind.LAUNCH_TEMPLATE, TEMPLATE, "beginning not known", "not known", it -> it.beginning = 0),
                cell(Kind.ROLE, "packer-build", "a name that a user chose", "not one that Packer generates", it -> {
                    it.role = "packer-build";
                    it.roles.set(0, new Dated("packer-build", BORN));
                }),
                cell(Kind.ROLE, ROLE, "in no line of packer's own", "no line of Packer's log", it -> it.role = ""),
                cell(
                        Kind.ROLE,
                        ROLE,
                        "there before",
                        "existed before this bake",
                        it -> it.roles.set(0, new Dated(ROLE, BEFORE))),
                cell(
                        Kind.ROLE,
                        ROLE,
                        "nobody may ask for its birth",
                        "has no creation time",
                        it -> it.roles.set(0, new Dated(ROLE, Instant.EPOCH))),
                cell(
                        Kind.INSTANCE_PROFILE,
                        ROLE,
                        "in no line of packer's own",
                        "no line of Packer's log",
                        it -> it.profile = ""),
                cell(
                        Kind.INSTANCE_PROFILE,
                        ROLE,
                        "there before",
                        "existed before this bake",
                        it -> it.profiles.set(0, new Dated(ROLE, BEFORE))),
                cell(
                        Kind.INSTANCE_PROFILE,
                        "packer-build",
                        "a name that a user chose",
                        "not one that Packer generates",
                        it -> {
                            it.profile = "packer-build";
                            it.profiles.set(0, new Dated("packer-build", BORN));
                        }));
    }

    static Stream<Cell> instances() {
        Kind kind = Kind.INSTANCE;
        return Stream.of(
                cell(
                        kind,
                        INSTANCE,
                        "attached before the bake",
                        "existed before this bake",
                        it -> it.instances.set(0, Account.instance(INSTANCE, BEFORE, KEY, "sg-1", TEMPLATE))),
                cell(
                        kind,
                        INSTANCE,
                        "birth not told",
                        "has no creation time",
                        it -> it.instances.set(0, Account.instance(INSTANCE, Instant.EPOCH, KEY, "sg-1", TEMPLATE))),
                cell(kind, INSTANCE, "beginning not known", "not known", it -> it.beginning = 0),
                cell(kind, INSTANCE, "no tie but its tag", "links it to this bake", Account::withoutLog),
                cell(kind, INSTANCE, "its key was there before", "links it to this bake", it -> {
                    it.instance = "";
                    it.group = "";
                    it.keys.set(0, new Dated(KEY, BEFORE));
                }),
                cell(kind, INSTANCE, "its key was refused to the bake", "links it to this bake", it -> {
                    it.instance = "";
                    it.group = "";
                    it.keyRefused = true;
                }),
                cell(kind, INSTANCE, "its launch template was there before", "links it to this bake", it -> {
                    it.instance = "";
                    it.group = "";
                    it.key = "";
                    it.templates.set(0, new Dated(TEMPLATE, BEFORE));
                    it.instances.set(0, Account.instance(INSTANCE, BORN, "own", "sg-1", TEMPLATE));
                }),
                cell(kind, OTHER, "another in the group beside the bake's", "links it to this bake", it -> {
                    it.instances.add(Account.instance(OTHER, BORN, "own", "sg-1", ""));
                    it.groups.set(
                            0, new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(INSTANCE, OTHER)));
                }),
                cell(
                        kind,
                        OTHER,
                        "alone in the group of a build that launched another",
                        "links it to this bake",
                        it -> {
                            it.terminated();
                            it.instances.add(Account.instance(OTHER, BORN, "own", "sg-1", ""));
                            it.groups.set(0, new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(OTHER)));
                        }),
                cell(kind, INSTANCE, "seen, but attached before the bake", "links it to this bake", it -> {
                    it.withoutLog();
                    it.see(BEFORE, BORN);
                }));
    }

    static Stream<Cell> volumes() {
        Kind kind = Kind.VOLUME;
        return Stream.of(
                cell(kind, VOLUME, "of no proved instance", "not seen attached", Account::withoutLog),
                cell(
                        kind,
                        VOLUME,
                        "older than its instance",
                        "older than the instance",
                        it -> it.volumes.set(0, new VolumeFact(VOLUME, BORN.minusSeconds(1), Set.of(INSTANCE)))),
                cell(
                        kind,
                        VOLUME,
                        "birth not told",
                        "older than the instance",
                        it -> it.volumes.set(0, new VolumeFact(VOLUME, Instant.EPOCH, Set.of(INSTANCE)))),
                cell(
                        kind,
                        VOLUME,
                        "never seen attached",
                        "not seen attached",
                        it -> it.volumes.set(0, new VolumeFact(VOLUME, LATER, Set.of()))),
                cell(kind, VOLUME, "attached to another's instance now", "attached to an instance", it -> {
                    it.see(BORN, BORN);
                    it.volumes.set(0, new VolumeFact(VOLUME, LATER, Set.of(OTHER)));
                }));
    }

    static Stream<Cell> images() {
        Kind kind = Kind.AMI;
        return Stream.of(
                cell(
                        kind,
                        AMI,
                        "of another's instance",
                        OTHER,
                        it -> it.images.set(0, Account.image(AMI, NAME, LATER, OTHER, SNAPSHOT))),
                cell(
                        kind,
                        AMI,
                        "of another name",
                        "not that of an AMI of this bake",
                        it -> it.images.set(0, Account.image(AMI, "AwsBackup_1", LATER, INSTANCE, SNAPSHOT))),
                cell(
                        kind,
                        AMI,
                        "of a name of seven letters",
                        "not that of an AMI of this bake",
                        it -> it.images.set(0, Account.image(AMI, "abcdefg", LATER, INSTANCE, SNAPSHOT))),
                cell(
                        kind,
                        AMI,
                        "older than its instance",
                        "older than the instance",
                        it -> it.images.set(0, Account.image(AMI, NAME, BORN.minusMillis(1), INSTANCE, SNAPSHOT))),
                cell(kind, AMI, "named in a later line alone", OTHER, it -> {
                    it.hintedImages.add(AMI);
                    it.images.set(0, Account.image(AMI, NAME, LATER, OTHER, SNAPSHOT));
                }),
                cell(
                        kind,
                        AMI,
                        "finished before",
                        "finished",
                        it -> it.images.set(
                                0, new ImageFact(HERE, AMI, NAME, LATER, INSTANCE, "", "", Set.of(SNAPSHOT), true))),
                cell(kind, AMI, "registered, one snapshot another's", "snap-0badbadbadbadbad0", it -> {
                    it.snapshots.add(new SnapshotFact("snap-0badbadbadbadbad0", "vol-0badbadbadbadbad0", LATER, false));
                    it.images.set(0, Account.registered(AMI, NAME, LATER, Set.of(SNAPSHOT, "snap-0badbadbadbadbad0")));
                }),
                cell(kind, AMI, "registered of a description alone", "snap-0badbadbadbadbad0", it -> {
                    it.snapshots.add(new SnapshotFact("snap-0badbadbadbadbad0", "", LATER, false));
                    it.images.set(0, Account.registered(AMI, NAME, LATER, Set.of("snap-0badbadbadbadbad0")));
                }),
                cell(
                        kind,
                        AMI,
                        "registered of no snapshot",
                        "neither an instance",
                        it -> it.images.set(0, Account.registered(AMI, NAME, LATER, Set.of()))),
                cell(
                        kind,
                        AMI,
                        "registered under another name",
                        "not that of an AMI",
                        it -> it.images.set(0, Account.registered(AMI, "other", LATER, Set.of(SNAPSHOT)))));
    }

    static Stream<Cell> copies() {
        Kind kind = Kind.AMI;
        return Stream.of(
                cell(
                        kind,
                        COPY,
                        "of another's image",
                        "not proved to be an AMI",
                        it -> it.copied.set(0, Account.copy("ami-0badbadbadbadbad0", HERE, LATER.plusSeconds(1), ""))),
                cell(
                        kind,
                        COPY,
                        "of the id in another region",
                        "not proved to be an AMI",
                        it -> it.copied.set(0, Account.copy(AMI, new Region("us-east-1"), LATER.plusSeconds(1), ""))),
                cell(
                        kind,
                        COPY,
                        "of an image that is not proved",
                        "not proved to be an AMI",
                        it -> it.images.set(0, Account.image(AMI, NAME, LATER, OTHER, SNAPSHOT))),
                cell(
                        kind,
                        COPY,
                        "made of an instance there",
                        OTHER,
                        it -> it.copied.set(0, Account.copy(AMI, HERE, LATER.plusSeconds(1), OTHER))),
                cell(
                        kind,
                        COPY,
                        "of another name",
                        "not that of an AMI",
                        it -> it.copied.set(
                                0,
                                new ImageFact(
                                        THERE,
                                        COPY,
                                        "copy",
                                        LATER.plusSeconds(1),
                                        "",
                                        AMI,
                                        "us-west-2",
                                        Set.of(),
                                        false))),
                cell(kind, COPY, "of another AMI's name of this bake", "of the same name", it -> {
                    it.name = "";
                    it.later.add(NAME);
                    it.later.add("worker 1");
                    it.copied.set(
                            0,
                            new ImageFact(
                                    THERE,
                                    COPY,
                                    "worker 1",
                                    LATER.plusSeconds(1),
                                    "",
                                    AMI,
                                    "us-west-2",
                                    Set.of(),
                                    false));
                }),
                cell(
                        kind,
                        COPY,
                        "to a region the template does not name",
                        "not known to copy",
                        it -> it.copies.put("web", List.of("ap-south-1"))),
                cell(kind, COPY, "the template is not known", "not known to copy", it -> it.copies.clear()),
                cell(
                        kind,
                        COPY,
                        "older than its source",
                        "it is older than",
                        it -> it.copied.set(0, Account.copy(AMI, HERE, LATER.minusSeconds(1), ""))),
                cell(kind, COPY, "the copy was refused", "was refused", it -> it.copiesRefused.add("eu-west-1")));
    }

    static Stream<Cell> snapshots() {
        Kind kind = Kind.SNAPSHOT;
        return Stream.of(
                cell(kind, SNAPSHOT, "of another's volume", "vol-0badbadbadbadbad0", it -> {
                    it.images.clear();
                    it.snapshots.set(0, new SnapshotFact(SNAPSHOT, "vol-0badbadbadbadbad0", LATER, false));
                }),
                cell(kind, SNAPSHOT, "older than its volume", "older than its volume", it -> {
                    it.images.clear();
                    it.snapshots.set(0, new SnapshotFact(SNAPSHOT, VOLUME, BORN, false));
                }),
                cell(kind, SNAPSHOT, "a copy that names the volume", "it is a copy", it -> {
                    it.images.clear();
                    it.snapshots.set(0, new SnapshotFact(SNAPSHOT, VOLUME, LATER, true));
                }),
                cell(
                        kind,
                        SNAPSHOT,
                        "another's image stands on it",
                        "ami-0badbadbadbadbad0",
                        it -> it.images.add(Account.image("ami-0badbadbadbadbad0", "other", LATER, OTHER, SNAPSHOT))),
                cell(
                        kind,
                        SNAPSHOT,
                        "in the mapping of an image that is not proved",
                        AMI,
                        it -> it.images.set(0, Account.image(AMI, NAME, LATER, OTHER, SNAPSHOT))));
    }

    static Stream<Cell> cells() {
        List<Stream<Cell>> rows = new ArrayList<>(
                List.of(keys(), groups(), namedByPacker(), instances(), volumes(), images(), copies(), snapshots()));
        return rows.stream().flatMap(row -> row);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void nothingIsProvedWithoutEveryCellOfItsRow(Cell cell) {
        Account account = new Account();
        cell.spoil().accept(account);

        assertThat(account.reason(cell.kind(), cell.id())).contains(cell.reason());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ties")
    void oneTieIsEnoughForAnInstance(String what, Consumer<Account> only) {
        Account account = new Account();
        account.instance = "";
        account.key = "";
        account.group = "";
        account.template = "";
        only.accept(account);

        assertThat(account.reason(Kind.INSTANCE, INSTANCE)).isEmpty();
    }

    static Stream<Arguments> ties() {
        return Stream.of(
                tie("packer's own line", it -> it.instance = INSTANCE),
                tie("its key", it -> it.key = KEY),
                tie("its group", it -> it.group = GROUP),
                tie("EC2's own tag of its launch template", it -> {
                    it.template = TEMPLATE;
                    it.instances.set(0, Account.instance(INSTANCE, BORN, "own", "sg-own", TEMPLATE));
                }),
                tie(
                        "the record of the watch, the log lost",
                        it -> it.withoutLog().see(BORN, BORN)),
                tie("the record of the watch, the instance gone", it -> it.see(BORN, BORN)));
    }

    private static Arguments tie(String what, Consumer<Account> only) {
        return Arguments.of(what, only);
    }

    @Test
    void whatIsAsOldAsTheBeginningIsNoOlder() {
        Account account = new Account();
        account.keys.set(0, new Dated(KEY, BEGAN));
        account.instances.set(0, Account.instance(INSTANCE, BEGAN, "own", "sg-own", ""));

        assertThat(account.reason(Kind.KEY_PAIR, KEY)).isEmpty();
        assertThat(account.reason(Kind.INSTANCE, INSTANCE)).isEmpty();
    }

    @Test
    void ofATerminatedInstanceTheWatchKnowsWhatEc2HasForgotten() {
        Account account = new Account().terminated();
        account.volumes.set(0, new VolumeFact(VOLUME, BORN.plusSeconds(1), Set.of()));
        account.groups.set(0, new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of()));
        assertThat(account.reason(Kind.AMI, AMI)).contains("not proved to be an instance");
        assertThat(account.reason(Kind.VOLUME, VOLUME)).contains("not seen attached");

        account.see(BORN, BORN.plusSeconds(1));

        assertThat(account.ownership().all()).allMatch(one -> one.verdict().isProved());
        assertThat(account.reason(Kind.INSTANCE, INSTANCE)).isEqualTo("absent");
    }

    @Test
    void snapshotOfAVolumeThatIsGoneIsProvedByTheWatch() {
        Account account = new Account().terminated();
        account.images.clear();
        account.volumes.clear();
        account.see(BORN, BORN.plusSeconds(1));

        assertThat(account.reason(Kind.SNAPSHOT, SNAPSHOT)).isEmpty();

        account.see(BORN, Instant.EPOCH);
        assertThat(account.reason(Kind.SNAPSHOT, SNAPSHOT)).contains("not proved to be this bake's");
    }

    @Test
    void copyWhoseSourceIsGoneIsProvedByTheWatch() {
        Account account = new Account();
        account.images.clear();
        assertThat(account.reason(Kind.AMI, COPY)).contains("not proved to be an AMI");

        account.seen = new Sightings(List.of(), List.of(Account.image(AMI, NAME, LATER, INSTANCE, SNAPSHOT)));

        assertThat(account.reason(Kind.AMI, COPY)).isEmpty();
        assertThat(account.reason(Kind.SNAPSHOT, "snap-0c0c0c0c0c0c0c0c0")).isEmpty();
    }

    @Test
    void registeredImageIsProvedByEverySnapshotOfIt() {
        Account account = new Account();
        account.images.set(0, Account.registered(AMI, NAME, LATER, Set.of(SNAPSHOT)));

        assertThat(account.reason(Kind.AMI, AMI)).isEmpty();
    }

    @Test
    void withForceTheNameIsTheOneUnderWhichTheOwnInstanceBecameAnImage() {
        Account account = new Account();
        account.name = "";
        account.later.add(NAME);
        assertThat(account.reason(Kind.AMI, AMI)).isEmpty();

        account.images.set(0, Account.image(AMI, NAME, LATER, OTHER, SNAPSHOT));
        assertThat(account.reason(Kind.AMI, AMI)).contains(OTHER);
    }

    @Test
    void resultsStayAndSoDoesWhatTheyStandOn() {
        Account account = new Account();
        account.kept.addAll(List.of(AMI, COPY, VOLUME));

        assertThat(account.ownership().all())
                .extracting(one -> one.thing().id())
                .doesNotContain(AMI, COPY, VOLUME, SNAPSHOT, "snap-0c0c0c0c0c0c0c0c0");
    }

    @Test
    void neitherAnOlderImageOfTheSameNameNorWhatItStandsOnIsAQuestion() {
        Account account = new Account();
        account.images.set(0, Account.image(AMI, NAME, BEGAN.minusSeconds(1), OTHER, SNAPSHOT));

        assertThat(account.reason(Kind.AMI, AMI)).isEqualTo("absent");
        assertThat(account.reason(Kind.SNAPSHOT, SNAPSHOT)).isEqualTo("absent");
    }

    @Test
    void volumeThatGoesWithItsInstanceIsNoQuestion() {
        Account account = new Account();
        account.instances.set(
                0, new InstanceFact(HERE, INSTANCE, BORN, KEY, Set.of("sg-1"), "", Map.of(VOLUME, true), false));

        assertThat(account.reason(Kind.VOLUME, VOLUME)).isEqualTo("absent");
    }

    @Test
    void olderImageOfTheSameNameIsNotEvenNamedUnlessTheLogSpokeOfIt() {
        Account account = new Account();
        account.images.set(0, Account.image(AMI, NAME, BEFORE, OTHER, SNAPSHOT));
        assertThat(account.reason(Kind.AMI, AMI)).isEqualTo("absent");

        account.hintedImages.add(AMI);
        assertThat(account.reason(Kind.AMI, AMI)).contains(OTHER);
    }

    @Test
    void lineOfABuildThatTheTemplateDoesNotHaveIsNobodys() {
        Account account = new Account();
        account.copies.clear();
        account.copies.put("other", List.of());

        assertThat(account.ownership().all()).noneMatch(one -> one.verdict().isProved());
    }

    @Test
    void imageIsOwnThoughItWasFinishedBefore() {
        Account account = new Account();
        account.images.set(0, new ImageFact(HERE, AMI, NAME, LATER, INSTANCE, "", "", Set.of(SNAPSHOT), true));

        assertThat(account.ownership().isOwn(HERE, AMI)).isTrue();
        assertThat(account.ownership().isOwn(THERE, AMI)).isFalse();
    }

    @Test
    void whatWasSeenSurvivesBeingSaved() {
        Sightings seen = new Sightings(
                List.of(Account.seen(BORN, LATER)),
                List.of(new ImageFact(HERE, AMI, "web 1/ä @ x", LATER, INSTANCE, "", "", Set.of(SNAPSHOT), false)));

        assertThat(Sightings.of(seen.lines())).isEqualTo(seen);
        assertThat(Sightings.of(List.of("", "instance", "instance us-west-2 i-x 2026", "image a b c d e", "x y")))
                .isEqualTo(Sightings.NONE);
    }

    @Test
    void twoLooksAtAnInstanceMakeOne() {
        Sightings first = new Sightings(List.of(Account.seen(BORN, Instant.EPOCH)), List.of());
        Sightings second = new Sightings(List.of(Account.seen(Instant.EPOCH, LATER)), List.of());

        assertThat(first.and(second).instances()).containsExactly(Account.seen(BORN, LATER));
        assertThat(second.and(first).instances()).containsExactly(Account.seen(BORN, LATER));
    }
}
