package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.PhaseRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How long each phase of each packer build took: a row for each build of each bake, a cell for each phase that happened. */
@Restricted(NoExternalUse.class)
public final class PhaseTable {
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final long WIDTH = 1_000;

    private final List<String> phases;
    private final List<Row> rows = new ArrayList<>();

    PhaseTable(List<BakeRecord> bakes) {
        phases = columns(bakes.stream().flatMap(bake -> bake.getPhases().stream()));
        bakes.forEach(bake -> addRows(bake.getTemplate(), bake.getPhases()));
    }

    /** Of one bake. */
    PhaseTable(String template, List<PhaseRecord> times) {
        phases = columns(times.stream());
        addRows(template, times);
    }

    private void addRows(String template, List<PhaseRecord> phaseTimes) {
        builders(phaseTimes).forEach((builder, times) -> rows.add(new Row(template, builder, times)));
    }

    private PhaseTable(List<String> phases, List<Row> rows) {
        this.phases = phases;
        this.rows.addAll(rows);
    }

    /** Of one packer build of a bake alone; a table without rows when nothing is known of it. */
    static PhaseTable of(BakeRecord bake, String builder) {
        return new PhaseTable(List.of(bake)).only(builder);
    }

    /** Of one packer build alone; a table without rows when nothing is known of it. */
    PhaseTable only(String builder) {
        return new PhaseTable(
                phases, rows.stream().filter(row -> row.builder.equals(builder)).toList());
    }

    /** The phases' words in the order they happen; those a later version knows come last. */
    private static List<String> columns(Stream<PhaseRecord> times) {
        Set<String> happened = times.map(PhaseRecord::getPhase).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> columns = Arrays.stream(Phase.values())
                .map(Phase::word)
                .filter(happened::contains)
                .collect(Collectors.toCollection(ArrayList::new));
        happened.stream().filter(phase -> !columns.contains(phase)).forEach(columns::add);
        return columns;
    }

    private static Map<String, Map<String, Long>> builders(List<PhaseRecord> phaseTimes) {
        Map<String, Map<String, Long>> builders = new LinkedHashMap<>();
        for (PhaseRecord time : phaseTimes) {
            builders.computeIfAbsent(time.getBuilder(), builder -> new LinkedHashMap<>())
                    .merge(time.getPhase(), time.getDurationMillis(), Long::sum);
        }
        return builders;
    }

    public List<String> getPhases() {
        return phases;
    }

    public List<Row> getRows() {
        return rows;
    }

    /** All phases of all rows together, in milliseconds; -1 when there are none. */
    long totalMillis() {
        return rows.isEmpty() ? -1 : rows.stream().mapToLong(Row::getMillis).sum();
    }

    /** One packer build. */
    public final class Row {
        private final String template;
        private final String builder;
        private final Map<String, Long> times;

        private Row(String template, String builder, Map<String, Long> times) {
            this.template = template;
            this.builder = builder;
            this.times = times;
        }

        public String getTemplate() {
            return template;
        }

        public String getBuilder() {
            return builder;
        }

        /** As many as there are phases. */
        public List<Cell> getCells() {
            return phases.stream()
                    .map(phase -> new Cell(phase, times.getOrDefault(phase, -1L)))
                    .toList();
        }

        /** Those that happened, one behind the other from 0 to 1000. */
        public List<Part> getHappened() {
            List<Part> parts = new ArrayList<>();
            long all = Math.max(1, getMillis());
            long before = 0;
            for (Cell cell : getCells()) {
                if (cell.millis >= 0) {
                    parts.add(new Part(cell, before * WIDTH / all, (before + cell.millis) * WIDTH / all));
                    before += cell.millis;
                }
            }
            return parts;
        }

        /** All phases in one line, such as {@code launch 31.0 s · provision 3 min 7 s}; it breaks only between two phases. */
        public String getText() {
            return getCells().stream()
                    .filter(cell -> cell.millis >= 0)
                    .map(cell -> (cell.phase + " " + cell.getText()).replace(' ', NO_BREAK_SPACE))
                    .collect(Collectors.joining(" · "));
        }

        public long getMillis() {
            return times.values().stream().mapToLong(Long::longValue).sum();
        }

        public String getTotal() {
            return Storable.time(getMillis());
        }
    }

    /** A phase as a part of a bar that is 1000 wide. */
    public static final class Part {
        private final Cell cell;
        private final long start;
        private final long end;

        private Part(Cell cell, long start, long end) {
            this.cell = cell;
            this.start = start;
            this.end = end;
        }

        public String getPhase() {
            return cell.phase;
        }

        public String getText() {
            return cell.getText();
        }

        public long getStart() {
            return start;
        }

        public long getWidth() {
            return end - start;
        }

        /** The last word of its class in the style sheet: the phase's own, or {@code other} for one of a later version. */
        public String getColour() {
            return colour(cell.phase);
        }
    }

    /** The last word of a phase's class in the style sheet. */
    static String colour(String phase) {
        return Arrays.stream(Phase.values()).map(Phase::word).anyMatch(phase::equals) ? phase : "other";
    }

    /** One phase of one packer build. */
    public static final class Cell {
        private final String phase;
        private final long millis;

        private Cell(String phase, long millis) {
            this.phase = phase;
            this.millis = millis;
        }

        public String getPhase() {
            return phase;
        }

        /** -1 when it did not happen. */
        public long getMillis() {
            return millis;
        }

        /** Empty when it did not happen. */
        public String getText() {
            return Storable.time(millis);
        }
    }
}
