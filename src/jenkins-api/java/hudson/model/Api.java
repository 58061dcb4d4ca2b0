package hudson.model;

/** The remote API of a bean, at its URL followed by api/. */
public class Api {
    public Api(Object object) {}
}
