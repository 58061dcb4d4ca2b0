package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.Duration;

/**
 * What a played AWS service answers.
 *
 * @param status the HTTP status
 * @param body the body
 * @param missing how many bytes of the body are promised and never sent
 * @param delay how long it takes to answer
 */
public record PlayedAnswer(int status, String body, int missing, Duration delay) {
    public static PlayedAnswer ok(String body) {
        return new PlayedAnswer(200, body, 0, Duration.ZERO);
    }

    /** An answer of EC2's with something in it. */
    public static PlayedAnswer ec2(String action, String content) {
        return ok(
                "<" + action + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r-1</requestId>"
                        + content + "</" + action + "Response>");
    }

    /** EC2 refusing, in EC2's form. */
    public static PlayedAnswer error(int status, String code, String message) {
        return new PlayedAnswer(
                status,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Errors><Error><Code>" + code + "</Code><Message>"
                        + message + "</Message></Error></Errors><RequestID>req-4711</RequestID></Response>",
                0,
                Duration.ZERO);
    }

    /** Half of it, while the whole is promised. */
    PlayedAnswer cutShort() {
        int half = body.length() / 2;
        return new PlayedAnswer(status, body.substring(0, half), body.length() - half, delay);
    }

    PlayedAnswer withStatus(int other) {
        return new PlayedAnswer(other, body, missing, delay);
    }

    PlayedAnswer after(Duration time) {
        return new PlayedAnswer(status, body, missing, time);
    }
}
