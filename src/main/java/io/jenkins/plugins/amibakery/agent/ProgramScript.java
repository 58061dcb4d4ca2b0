package io.jenkins.plugins.amibakery.agent;

import java.util.List;

/**
 * The shell scripts that start a program and stop it again. Plain POSIX: they also run in a container that has little more than
 * the program and a shell.
 */
public final class ProgramScript {
    /**
     * What to run.
     *
     * @param directory where, absolute
     * @param preparation a command that has to succeed first; empty for none
     * @param question a command whose answer is kept, and which runs beside the program; empty for none
     * @param main the program's own command
     */
    public record Commands(String directory, List<String> preparation, List<String> question, List<String> main) {}

    /** What makes a program stop and clean up. */
    public enum Signal {
        /** To the program alone, which tells its children. */
        TERM,
        /** To the program and all its children, as Ctrl-C does. */
        INT
    }

    /** Notes process {@code $1}; what the system does not tell stays an empty line. */
    private static final String NOTE = """
            note() {
                { echo "$1"; cat "/proc/$1/stat" 2>/dev/null || echo
                  readlink /proc/self/ns/pid 2>/dev/null || echo
                  cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo; } > "$dir/process.tmp"
                mv "$dir/process.tmp" "$dir/process"
            }
            """;

    /**
     * A shell lets what runs in its background ignore SIGINT, and what ignores it from its birth ignores it for ever. So the
     * program is run by whatever there is that can undo that, and then becomes the program.
     */
    private static final String RUN = """
            run() {
                if [ -e "$dir/stop" ]; then end 143; fi
                if env --default-signal=INT true 2>/dev/null; then set -- env --default-signal=INT "$@"
                elif python3 -c '' 2>/dev/null; then set -- python3 -c "$py" "$@"
                elif perl -e 1 2>/dev/null; then set -- perl -e '$SIG{INT} = "DEFAULT"; exec {$ARGV[0]} @ARGV; exit 127' "$@"
                fi
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
            py='import os, signal, sys
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvp(sys.argv[1], sys.argv[1:])'
            """;

    /**
     * Prints every descendant of process {@code $1}. Asks Linux itself, with nothing but the shell: a minimal Debian has no ps, and
     * that of BusyBox knows other options. Where there is no /proc, as on a Mac, there is a ps.
     */
    private static final String DESCENDANTS = """
            parents() {
                if [ -r /proc/self/status ]; then
                    for status in /proc/[0-9]*/status; do
                        while read -r name value; do
                            case $name in
                            Pid:) p=$value ;;
                            PPid:) echo "$p $value"; break ;;
                            esac
                        done < "$status" || :  # gone meanwhile
                    done 2>/dev/null
                else ps -A -o pid= -o ppid= 2>/dev/null
                fi
            }
            descendants() {
                for child in $(parents | while read -r p pp; do [ "$pp" = "$1" ] && echo "$p"; done); do
                    echo "$child"; descendants "$child"
                done
            }
            """;

    private static final String KEEP =
            " && mv \"$dir/answer.tmp\" \"$dir/answer\"; } > \"$dir/answer.tmp\" 2>/dev/null < /dev/null &\n";

    private ProgramScript() {}

    /**
     * Starts a program and notes how it ends. However often it is started for one control directory, it runs once.
     *
     * @param control the control directory
     */
    public static String start(String control, Commands commands) {
        StringBuilder script = new StringBuilder("{ set +xe; } 2>/dev/null\n");
        script.append("dir=").append(ShellWords.quoted(control)).append('\n');
        script.append("mkdir \"$dir/started\" 2>/dev/null || exit 0\n");
        script.append(NOTE).append(RUN);
        script.append("cd ").append(ShellWords.quoted(commands.directory())).append(" || end 126\n");
        if (!commands.preparation().isEmpty()) {
            script.append("run ")
                    .append(ShellWords.quoted(commands.preparation()))
                    .append('\n');
            script.append("[ \"$code\" = 0 ] || end \"$code\"\n");
        }
        if (!commands.question().isEmpty()) {
            script.append("{ ").append(ShellWords.quoted(commands.question())).append(KEEP);
        }
        script.append("run ").append(ShellWords.quoted(commands.main())).append('\n');
        return script.append("end \"$code\"\n").toString();
    }

    /**
     * Asks the program, and nothing else, to stop: a signal to the very process that was started, if it still is that one.
     * Prints {@code stopping PID}, or {@code idle} when nothing runs. May be repeated.
     *
     * @param control the control directory
     */
    public static String stop(String control, Signal signal) {
        String children = signal == Signal.INT ? "$(descendants \"$pid\")" : "";
        return "dir=" + ShellWords.quoted(control) + "\n" + DESCENDANTS
                + """
                : > "$dir/stop" || exit 1
                if [ -e "$dir/exit-code" ] || [ ! -e "$dir/process" ]; then echo idle; exit 0; fi
                { read -r pid; read -r noted; } < "$dir/process"
                is=$(cat "/proc/$pid/stat" 2>/dev/null)
                set -- ${noted##*)}; born=${20}
                set -- ${is##*)}; now=${20}
                if [ "$born" != "$now" ]; then echo idle; exit 0; fi
                family=CHILDREN
                if kill -SIGNAL "$pid" 2>/dev/null; then echo "stopping $pid"; else echo idle; fi
                for child in $family; do kill -SIGNAL "$child" 2>/dev/null || :; done
                """.replace("SIGNAL", signal.name()).replace("CHILDREN", children);
    }
}
