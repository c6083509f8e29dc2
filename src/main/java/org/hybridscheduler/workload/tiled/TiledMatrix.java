package org.hybridscheduler.workload.tiled;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.tiled.Factorization.Tile;

/**
 * The factorization of one matrix of N by N tiles as a recorded workload. A kernel waits for the last ones that updated
 * the tiles it touches, and those produce their bytes; tiles that none has updated yet come from the host.
 */
public final class TiledMatrix {

    /** The most tiles of a row: 357,760 kernels for Cholesky, 699,050 for the others. */
    public static final int MAX_TILES = 128;

    private static final List<String> FEATURES = List.of("size", "tiles");
    private static final double BYTES_PER_MB = 1e6;

    private final double tileBytes;
    private final Map<Kernel, KernelTimes> times;
    private final Map<Tile, Integer> lastUpdate = new HashMap<>();
    private final List<RecordedTask> rows = new ArrayList<>();

    private TiledMatrix(double tileBytes, Map<Kernel, KernelTimes> times) {
        this.tileBytes = tileBytes;
        this.times = times;
    }

    /**
     * The kernels in the order in which one core would run them, all there from the beginning.
     *
     * @param name of the workload
     * @param tiles of a row, 1 to {@value #MAX_TILES}
     * @param tileBytes of one tile, at least 0
     * @param times of each of the factorization's kernels
     * @throws IllegalArgumentException where a value is out of its range or a kernel has no times
     */
    public static RecordedWorkload workload(String name, Factorization factorization, int tiles, double tileBytes,
            Map<Kernel, KernelTimes> times) {
        if (tiles < 1 || tiles > MAX_TILES) {
            throw new IllegalArgumentException(tiles + " tiles, expected 1 to " + MAX_TILES);
        }
        if (!times.keySet().containsAll(factorization.kernels())) {
            throw new IllegalArgumentException("Times of " + times.keySet() + ", but " + factorization + " runs "
                    + factorization.kernels());
        }
        TiledMatrix matrix = new TiledMatrix(tileBytes, times);
        factorization.run(tiles, matrix::add);
        return new RecordedWorkload(name, FEATURES, matrix.rows);
    }

    private void add(Kernel kernel, List<Tile> reads, List<Tile> updates) {
        List<Tile> touched = new ArrayList<>(reads);
        // What a factorization of the diagonal leaves below it is part of the tile that it touches already.
        updates.stream().filter(tile -> !tile.isReflectors()).forEach(touched::add);
        Map<Integer, Integer> tilesOfParent = new TreeMap<>();
        for (Tile tile : touched) {
            Integer parent = lastUpdate.get(tile);
            if (parent != null) {
                tilesOfParent.merge(parent, 1, Integer::sum);
            }
        }
        updates.forEach(tile -> lastUpdate.put(tile, rows.size()));
        double bytes = touched.size() * tileBytes;
        KernelTimes kernelTimes = times.get(kernel);
        rows.add(new RecordedTask(kernelTimes.cpuSeconds(), kernelTimes.gpuSeconds(), 0,
                kernel.name().toLowerCase(Locale.ROOT), bytes, bytes / BYTES_PER_MB, kernelTimes.noiseCv(),
                new double[] {bytes / BYTES_PER_MB, touched.size()},
                tilesOfParent.keySet().stream().mapToInt(Integer::intValue).toArray(),
                tilesOfParent.values().stream().mapToDouble(count -> count * tileBytes).toArray()));
    }
}
