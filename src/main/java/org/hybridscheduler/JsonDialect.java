package org.hybridscheduler;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The JSON clients see: snake_case names, unknown values written as null, times in UTC to the millisecond. */
@Provider
public class JsonDialect implements ContextResolver<Jsonb> {

    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy((PropertyNamingStrategy) JsonDialect::snakeCase)
            .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL)
            .withNullValues(true)
            .withAdapters(new InstantAdapter(), new OffsetDateTimeAdapter()));

    /** The one thread-safe instance, for code that renders JSON outside of JAX-RS. */
    public static Jsonb jsonb() {
        return JSONB;
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSONB;
    }

    /** JSON-B's own strategy sees no word border after a digit: p95Time would become p95time. */
    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Writes an instant as {@code 2026-11-23T11:22:33.123Z}. */
    public static class InstantAdapter implements JsonbAdapter<Instant, String> {

        @Override
        public String adaptToJson(Instant time) {
            return UTC_MILLIS.format(time);
        }

        @Override
        public Instant adaptFromJson(String text) {
            return OffsetDateTime.parse(text).toInstant();
        }
    }

    /** Writes a time of any offset in UTC, as {@code 2026-11-23T11:22:33.123Z}. */
    public static class OffsetDateTimeAdapter implements JsonbAdapter<OffsetDateTime, String> {

        @Override
        public String adaptToJson(OffsetDateTime time) {
            return UTC_MILLIS.format(time);
        }

        @Override
        public OffsetDateTime adaptFromJson(String text) {
            return OffsetDateTime.parse(text);
        }
    }
}
