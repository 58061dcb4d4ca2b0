package hudson;

/** Small text functions. */
public class Util {
    public static String fixEmpty(String text) {
        return null;
    }

    public static String fixEmptyAndTrim(String text) {
        return null;
    }

    public static String fixNull(String text) {
        return null;
    }

    public static String getTimeSpanString(long millis) {
        return null;
    }
}
