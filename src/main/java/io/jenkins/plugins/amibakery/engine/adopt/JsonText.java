package io.jenkins.plugins.amibakery.engine.adopt;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jenkins.plugins.amibakery.engine.packer.TemplateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A template in JSON. Members are inserted in the layout that those around them have. */
final class JsonText implements TemplateText {
    private static final String UNIT = "  ";

    private final Path file;
    private final String text;
    private final JsonPlace root;
    private final Insertions insertions;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<Provisioner> provisioners = new ArrayList<>();

    /** @throws IllegalArgumentException when there is nothing in it to bake */
    JsonText(Path file, TemplateFile template) {
        this.file = file;
        this.text = new String(template.bytes(), StandardCharsets.UTF_8);
        this.insertions = new Insertions(text);
        try {
            this.root = JsonPlace.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (builders().isEmpty()) {
            throw new IllegalArgumentException("The template " + template.name() + " has no builders.");
        }
    }

    private List<JsonPlace> builders() {
        return root.list("builders");
    }

    @Override
    public Words words() {
        return new JsonWords();
    }

    private record JsonWords() implements Words {
        @Override
        public String beside(String name) {
            return "{{template_dir}}/" + name;
        }

        @Override
        public String variable(String name) {
            return "{{user `" + name + "`}}";
        }

        @Override
        public String build() {
            return "{{build_name}}";
        }
    }

    private static Build build(JsonPlace builder) {
        String type = builder.textOf("type");
        String name = builder.member("name").isPresent() ? builder.textOf("name") : type;
        return new Build(name, name, type, builder.textOf("communicator"), builder.textOf("ssh_username"));
    }

    @Override
    public List<Stage> stages() {
        List<JsonPlace> there = root.list("provisioners");
        List<Build> builds = builders().stream().map(JsonText::build).toList();
        return List.of(new Stage() {
            @Override
            public String shown() {
                return "";
            }

            @Override
            public List<Build> builds() {
                return builds;
            }

            @Override
            public List<String> provisioners() {
                return there.stream()
                        .map(one -> text.substring(one.start(), one.end()))
                        .toList();
            }

            @Override
            public void insert(int before, Provisioner provisioner) {
                if (there.isEmpty()) {
                    provisioners.add(provisioner);
                } else if (before < there.size()) {
                    before(there.get(before).start(), indent -> object(provisioner, indent));
                } else {
                    JsonPlace last = there.get(there.size() - 1);
                    String indent = indent(last.start());
                    String own = indent == null ? " " : "\n" + indent;
                    insertions.add(last.end(), "," + own + object(provisioner, indent));
                }
            }
        });
    }

    @Override
    public List<Base> bases() {
        List<Base> bases = new ArrayList<>();
        for (JsonPlace builder : builders()) {
            Build build = build(builder);
            if (build.type().startsWith("amazon-")) {
                bases.add(base(builder, build));
            }
        }
        return bases;
    }

    private Base base(JsonPlace builder, Build build) {
        return new Base() {
            @Override
            public String shown() {
                return "builder " + build.name();
            }

            @Override
            public List<String> builds() {
                return List.of(build.name());
            }

            @Override
            public String written() {
                return builder.textOf("source_ami");
            }

            @Override
            public boolean hasFilter() {
                return builder.member("source_ami_filter").isPresent();
            }

            @Override
            public void take(String variable) {
                int start = builder.member("source_ami_filter").orElseThrow().start();
                before(start, indent -> member("source_ami", quoted(words().variable(variable))));
            }
        };
    }

    @Override
    public void declare(String variable, String value) {
        variables.put(variable, value);
    }

    @Override
    public Map<Path, Insertions> insertions() {
        if (!variables.isEmpty()) {
            variables();
        }
        if (!provisioners.isEmpty()) {
            firstProvisioners();
        }
        return insertions.isEmpty() ? Map.of() : Map.of(file, insertions);
    }

    private void variables() {
        List<JsonPlace.Member> there =
                root.member("variables").map(one -> one.value().members()).orElse(List.of());
        if (!there.isEmpty()) {
            variables.forEach((name, value) -> before(there.get(0).start(), indent -> member(name, quoted(value))));
            return;
        }
        Layout all = indent -> variables.entrySet().stream()
                .map(one -> member(one.getKey(), quoted(one.getValue())))
                .collect(joined(indent, "{", "}"));
        fill("variables", all, true);
    }

    private void firstProvisioners() {
        Layout all = indent ->
                provisioners.stream().map(one -> object(one, deeper(indent))).collect(joined(indent, "[", "]"));
        fill("provisioners", all, false);
    }

    /** Puts a container into an empty one's place, or beside the builders when there is none. */
    private void fill(String name, Layout container, boolean first) {
        JsonPlace.Member builders = root.member("builders").orElseThrow();
        String indent = indent(builders.start());
        if (root.member(name).isPresent()) {
            JsonPlace empty = root.member(name).orElseThrow().value();
            String laid = container.of(indent);
            insertions.add(empty.start() + 1, laid.substring(1, laid.length() - 1));
        } else if (first) {
            before(builders.start(), own -> member(name, container.of(own)));
        } else {
            String own = indent == null ? " " : "\n" + indent;
            insertions.add(builders.value().end(), "," + own + member(name, container.of(indent)));
        }
    }

    /** What a member looks like below an indent; null where all stands on one line. */
    private interface Layout {
        String of(String indent);
    }

    private void before(int start, Layout member) {
        String indent = indent(start);
        if (indent == null) {
            insertions.add(start, member.of(null) + ", ");
        } else {
            insertions.add(start - indent.length(), indent + member.of(indent) + ",\n");
        }
    }

    /** The blanks before what begins its line; null for what does not. */
    private String indent(int start) {
        int line = text.lastIndexOf('\n', start - 1) + 1;
        String before = text.substring(line, start);
        return before.isBlank() && line > 0 ? before : null;
    }

    private String deeper(String indent) {
        if (indent == null) {
            return null;
        }
        String own = indent(root.members().get(0).start());
        return indent + (own == null || own.isEmpty() ? UNIT : own);
    }

    private String object(Provisioner provisioner, String indent) {
        List<String> members = new ArrayList<>();
        members.add(member("type", quoted(provisioner.type())));
        provisioner.settings().forEach((name, value) -> members.add(member(name, quoted(value))));
        if (!provisioner.only().isEmpty()) {
            members.add(member(
                    "only",
                    provisioner.only().stream().map(JsonText::quoted).collect(Collectors.joining(", ", "[", "]"))));
        }
        return members.stream().collect(joined(indent, "{", "}"));
    }

    private Collector<CharSequence, ?, String> joined(String indent, String open, String close) {
        return indent == null
                ? Collectors.joining(", ", open, close)
                : Collectors.joining(",\n" + deeper(indent), open + "\n" + deeper(indent), "\n" + indent + close);
    }

    private static String member(String name, String value) {
        return quoted(name) + ": " + value;
    }

    private static String quoted(String value) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
}
