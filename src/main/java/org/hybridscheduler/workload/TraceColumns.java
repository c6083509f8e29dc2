package org.hybridscheduler.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which column of a recorded workload holds what, from its header. */
final class TraceColumns {

    private static final String FEATURE_PREFIX = "feature.";

    private static final Pattern FEATURE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    /** The columns with a meaning of their own. */
    enum Known {
        TASK_ID, ARRIVAL_SECONDS, GROUP, TRANSFER_BYTES, MEMORY_MB, CPU_SECONDS, GPU_SECONDS, NOISE_CV, PARENTS,
        PARENT_BYTES;

        String columnName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Known, Integer> known = new EnumMap<>(Known.class);
    private final List<String> featureNames = new ArrayList<>();
    private final List<Integer> featureColumns = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> header;
    private final CsvReader csv;

    /**
     * Reads the header's names.
     *
     * @throws WorkloadFormatException naming the column that is unknown, comes twice, or is missing
     */
    TraceColumns(List<String> header, CsvReader csv, int maxFeatures) {
        this.header = header;
        this.csv = csv;
        for (int column = 0; column < header.size(); column++) {
            bind(column, header.get(column), maxFeatures);
        }
        require(Known.CPU_SECONDS);
        require(Known.GPU_SECONDS);
        if (has(Known.PARENTS) && !has(Known.TASK_ID)) {
            throw csv.fault(column(Known.PARENTS), "Parents without the column task_id that they refer to");
        }
        if (has(Known.PARENT_BYTES) && !has(Known.PARENTS)) {
            throw csv.fault(column(Known.PARENT_BYTES), "Bytes of parents without the column parents");
        }
    }

    private void bind(int column, String name, int maxFeatures) {
        if (!seen.add(name)) {
            throw csv.fault(column, "The column '" + name + "' comes twice");
        }
        for (Known candidate : Known.values()) {
            if (candidate.columnName().equals(name)) {
                known.put(candidate, column);
                return;
            }
        }
        if (!name.startsWith(FEATURE_PREFIX)) {
            throw csv.fault(column, "There is no column '" + CsvReader.shown(name) + "', valid are " + validNames()
                    + hint(name));
        }
        String feature = name.substring(FEATURE_PREFIX.length());
        if (!FEATURE_NAME.matcher(feature).matches()) {
            throw csv.fault(column, "'" + CsvReader.shown(feature)
                    + "' is no feature's name, expected a letter, then at most 63 letters, digits, '_', '.' or '-'");
        }
        if (featureNames.size() == maxFeatures) {
            throw csv.fault(column, "More than " + maxFeatures + " features, '" + feature + "' is one too many");
        }
        featureNames.add(feature);
        featureColumns.add(column);
    }

    private void require(Known required) {
        if (!has(required)) {
            throw csv.lineFault("The required column '" + required.columnName() + "' is missing" + separatorHint());
        }
    }

    private static String validNames() {
        return Arrays.stream(Known.values()).map(Known::columnName).collect(Collectors.joining(", "))
                + " and " + FEATURE_PREFIX + "NAME";
    }

    private String hint(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Arrays.stream(Known.values()).map(Known::columnName).filter(plain::equals).findFirst()
                .map(meant -> ". Maybe '" + meant + "' is meant?")
                .orElse(header.size() == 1 ? separatorHint() : ". Maybe '" + FEATURE_PREFIX + "NAME' is meant?");
    }

    private String separatorHint() {
        return header.size() == 1 ? ". Maybe the columns are not separated by commas?" : "";
    }

    boolean has(Known column) {
        return known.containsKey(column);
    }

    /** Index of a column that is there. */
    int column(Known column) {
        return known.get(column);
    }

    List<String> featureNames() {
        return featureNames;
    }

    int featureColumn(int feature) {
        return featureColumns.get(feature);
    }
}
