package hudson.security;

/** Until when somebody acts as somebody else. */
public class ACLContext implements AutoCloseable {
    @Override
    public void close() {}
}
