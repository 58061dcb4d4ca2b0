package io.jenkins.plugins.amibakery.engine.aws;

import java.time.Duration;

/**
 * What a played AWS service answers.
 *
 * @param status the HTTP status
 * @param body the body
 * @param missing how many bytes of the body are promised and never sent
 * @param delay how long it takes to answer
 */
record Answer(int status, String body, int missing, Duration delay) {
    static Answer ok(String body) {
        return new Answer(200, body, 0, Duration.ZERO);
    }

    /** An answer of EC2's with something in it. */
    static Answer ec2(String action, String content) {
        return ok(
                "<" + action + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r-1</requestId>"
                        + content + "</" + action + "Response>");
    }

    /** EC2 refusing, in EC2's form. */
    static Answer error(int status, String code, String message) {
        return new Answer(
                status,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error></Errors><RequestID>req-4711</RequestID></Response>",
                0,
                Duration.ZERO);
    }

    /** Half of it, while the whole is promised. */
    Answer cutShort() {
        int half = body.length() / 2;
        return new Answer(status, body.substring(0, half), body.length() - half, delay);
    }

    Answer withStatus(int other) {
        return new Answer(other, body, missing, delay);
    }

    Answer after(Duration time) {
        return new Answer(status, body, missing, time);
    }
}
