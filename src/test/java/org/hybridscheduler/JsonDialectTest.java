package org.hybridscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonDialectTest {

    public record Answer(boolean isRunning, Double avgTime, String p95Time, Instant at, List<OffsetDateTime> times,
            Map<String, Integer> byName) {
    }

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.1239Z");

    @Test
    void toJson_record_snakeCaseInAlphabeticalOrderWithUtcMillisAndNulls() {
        Answer answer = new Answer(true, null, "x", NOON, List.of(OffsetDateTime.parse("2026-11-23T14:00:00+02:00")),
                Map.of("asIs", 1));

        assertThat(JsonDialect.jsonb().toJson(answer)).isEqualTo("""
                {"at":"2026-11-23T12:00:00.123Z","avg_time":null,"by_name":{"asIs":1},"is_running":true,\
                "p95_time":"x","times":["2026-11-23T12:00:00.000Z"]}""");
    }

    @Test
    void toJson_nullTime_writesNull() {
        assertThat(JsonDialect.jsonb().toJson(new Answer(false, 1.5, null, null, List.of(), Map.of())))
                .contains("\"at\":null", "\"avg_time\":1.5");
    }

    @Test
    void fromJson_writtenRecord_readsItBack() {
        Answer answer = new Answer(true, 2.0, "x", Instant.parse("2026-11-23T12:00:00Z"), List.of(), Map.of("a", 1));

        String json = JsonDialect.jsonb().toJson(answer);

        assertThat(JsonDialect.jsonb().fromJson(json, Answer.class)).isEqualTo(answer);
    }
}
