package io.jenkins.plugins.amibakery.steps.task;

import java.util.Map;

/** What a user said of a piece of work that runs a program, as far as all such work has it in common. Saved, so it holds no secret. */
public interface TaskRequest extends AwsTaskRequest {
    /** The work itself, from wherever its state stands. */
    LongTask work(TaskState state, BuildContext site);

    /** The program it runs, for people, such as {@code packer}. */
    String programName();

    @Override
    Map<String, String> furtherEnvironment();

    @Override
    Map<String, String> secretNames();

    @Override
    String secretsField();

    /** How long the program may clean up after an abort, in seconds. */
    int graceSeconds();
}
