package io.jenkins.plugins.amibakery.agent;

import java.util.List;

/**
 * The shell scripts that start packer and stop it again. Plain POSIX: they also run in a container that has little more than
 * packer and a shell.
 */
public final class PackerScript {
    /** Notes process {@code $1}; what the system does not tell stays an empty line. */
    private static final String NOTE = """
            note() {
                { echo "$1"; cat "/proc/$1/stat" 2>/dev/null || echo
                  readlink /proc/self/ns/pid 2>/dev/null || echo
                  cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo; } > "$dir/process.tmp"
                mv "$dir/process.tmp" "$dir/process"
            }
            """;

    private static final String RUN = """
            run() {
                if [ -e "$dir/stop" ]; then end 143; fi
                "$@" >> "$dir/log" 2>&1 < /dev/null &
                pid=$!
                note "$pid"
                code=0
                wait "$pid" || code=$?
            }
            end() {
                rm -rf "$dir"/ami-bakery-*
                echo "$1" > "$dir/exit-code.tmp"
                mv "$dir/exit-code.tmp" "$dir/exit-code"
                exit 0
            }
            """;

    private static final String KEEP =
            " && mv \"$dir/plugins.tmp\" \"$dir/plugins\"; } > \"$dir/plugins.tmp\" 2>/dev/null < /dev/null &\n";

    private PackerScript() {}

    /**
     * Starts packer and notes how it ends. However often it is started for one directory, packer runs once.
     *
     * @param directory the control directory
     * @param preparation a command that has to succeed first; empty for none
     * @param question a command whose answer is kept, and which runs beside packer; empty for none
     * @param build packer's own command
     */
    public static String start(String directory, List<String> preparation, List<String> question, List<String> build) {
        StringBuilder script = new StringBuilder("{ set +xe; } 2>/dev/null\n");
        script.append("dir=").append(ShellWords.quoted(directory)).append('\n');
        script.append("mkdir \"$dir/started\" 2>/dev/null || exit 0\n");
        script.append(NOTE).append(RUN);
        if (!preparation.isEmpty()) {
            script.append("run ").append(ShellWords.quoted(preparation)).append('\n');
            script.append("[ \"$code\" = 0 ] || end \"$code\"\n");
        }
        if (!question.isEmpty()) {
            script.append("{ ").append(ShellWords.quoted(question)).append(KEEP);
        }
        script.append("run ").append(ShellWords.quoted(build)).append('\n');
        return script.append("end \"$code\"\n").toString();
    }

    /**
     * Asks packer, and nothing else, to stop: SIGTERM to the very process that was started, if it still is that one. Prints
     * {@code stopping PID}, or {@code idle} when nothing runs. May be repeated.
     *
     * @param directory the control directory
     */
    public static String stop(String directory) {
        return "dir=" + ShellWords.quoted(directory) + "\n" + """
                : > "$dir/stop" || exit 1
                if [ -e "$dir/exit-code" ] || [ ! -e "$dir/process" ]; then echo idle; exit 0; fi
                { read -r pid; read -r noted; } < "$dir/process"
                is=$(cat "/proc/$pid/stat" 2>/dev/null)
                set -- ${noted##*)}; born=${20}
                set -- ${is##*)}; now=${20}
                if [ "$born" = "$now" ] && kill -TERM "$pid" 2>/dev/null; then echo "stopping $pid"; else echo idle; fi
                """;
    }
}
