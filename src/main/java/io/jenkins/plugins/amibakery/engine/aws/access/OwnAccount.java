package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which account a bake works in, found out beside other work. A role names it; else STS is asked, which needs no right. */
public final class OwnAccount implements Cloud.Asked {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):role/.+");
    private static final long PATIENCE_SECONDS = 5;

    private final FutureTask<String> asked;

    private OwnAccount(FutureTask<String> asked) {
        this.asked = asked;
    }

    /** Begins to find out. */
    public static OwnAccount of(AwsAccess access, Optional<Region> region) {
        FutureTask<String> asked = new FutureTask<>(() -> find(access, region));
        Thread thread = new Thread(asked, "ami-bakery-account");
        thread.setDaemon(true);
        thread.start();
        return new OwnAccount(asked);
    }

    private static String find(AwsAccess access, Optional<Region> region) {
        Optional<String> role = access.role()
                .map(given -> ROLE.matcher(given.arn()))
                .filter(Matcher::matches)
                .map(arn -> arn.group(1));
        return role.or(() ->
                        region.map(where -> AwsIdentity.whoAmI(access, where).account()))
                .orElse("");
    }

    /** Twelve digits; empty when nobody tells within some seconds. */
    @Override
    public String answer() throws InterruptedException {
        try {
            return Optional.ofNullable(asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .filter(ACCOUNT.asMatchPredicate())
                    .orElse("");
        } catch (TimeoutException e) {
            return "";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BakeFailedException || e.getCause() instanceof IllegalArgumentException) {
                return "";
            }
            throw new IllegalStateException("Finding the account failed.", e.getCause());
        }
    }
}
