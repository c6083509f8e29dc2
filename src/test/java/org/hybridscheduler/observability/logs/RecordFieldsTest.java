package org.hybridscheduler.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordFieldsTest {

    @BeforeEach
    void reset() {
        FakeContext.FIELDS.clear();
        FakeContext.UNREGISTERED.clear();
        FakeContext.mostFields = 3;
        FakeContext.keeps = false;
    }

    @Test
    void begin_otherServer_isEmpty() {
        assertThat(RecordFields.begin("org.example.Absent")).isEmpty();
    }

    @Test
    void close_afterBegin_leavesNoField() {
        RecordFields fields = RecordFields.begin(FakeContext.class.getName()).orElseThrow();
        assertThat(FakeContext.FIELDS).containsOnlyKeys("correlation_id", "trace_id", "span_id");

        fields.close();

        assertThat(FakeContext.FIELDS).isEmpty();
    }

    @Test
    void begin_secondFieldIsRefused_leavesNoField() {
        FakeContext.mostFields = 1;

        assertThat(RecordFields.begin(FakeContext.class.getName())).isEmpty();
        assertThat(FakeContext.FIELDS).isEmpty();
    }

    @Test
    void close_everyFieldFails_goesThroughAll() {
        RecordFields fields = RecordFields.begin(FakeContext.class.getName()).orElseThrow();
        FakeContext.UNREGISTERED.clear();
        FakeContext.keeps = true;

        fields.close();

        assertThat(FakeContext.UNREGISTERED).containsExactlyInAnyOrder("correlation_id", "trace_id", "span_id");
    }

    /** Has the methods of the server's class. */
    public static final class FakeContext {

        private static final Map<String, Extension> FIELDS = new TreeMap<>();
        private static final List<String> UNREGISTERED = new ArrayList<>();
        private static int mostFields;
        private static boolean keeps;

        /** A field's value. */
        public interface Extension {

            String getValue();
        }

        private FakeContext() {
        }

        public static void registerExtension(String name, Extension value) {
            if (FIELDS.size() >= mostFields) {
                throw new IllegalStateException("Too many fields");
            }
            FIELDS.put(name, value);
        }

        public static void unregisterExtension(String name) {
            UNREGISTERED.add(name);
            if (keeps) {
                throw new IllegalStateException("The field stays");
            }
            FIELDS.remove(name);
        }
    }
}
