package hudson.model;

/** Why a build was started. */
public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();

    /** The user who is logged in. */
    public static class UserIdCause extends Cause {
        public String getUserId() {
            return null;
        }

        @Override
        public String getShortDescription() {
            return null;
        }
    }
}
