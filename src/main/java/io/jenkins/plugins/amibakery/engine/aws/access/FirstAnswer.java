package io.jenkins.plugins.amibakery.engine.aws.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Keeps the {@code Date} of the first answer that AWS gives, good or bad. Safe for several threads. */
public final class FirstAnswer implements ExecutionInterceptor {
    private final AtomicReference<Instant> first = new AtomicReference<>();

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (first.get() == null) {
            context.httpResponse()
                    .firstMatchingHeader("Date")
                    .flatMap(FirstAnswer::instant)
                    .ifPresent(date -> first.compareAndSet(null, date));
        }
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When AWS first answered, in whole seconds; empty as long as it has not. */
    public Optional<Instant> date() {
        return Optional.ofNullable(first.get());
    }
}
