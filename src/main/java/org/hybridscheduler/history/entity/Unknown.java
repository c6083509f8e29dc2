package org.hybridscheduler.history.entity;

/** In memory an unknown figure is NaN, in a table NULL. */
final class Unknown {

    private Unknown() {
    }

    static Double toNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    static double toNaN(Double value) {
        return value == null ? Double.NaN : value;
    }
}
