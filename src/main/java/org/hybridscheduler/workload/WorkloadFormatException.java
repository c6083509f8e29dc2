package org.hybridscheduler.workload;

/** A recorded workload that cannot be read, and where. */
public final class WorkloadFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long line;
    private final int column;

    /**
     * A fault in one cell.
     *
     * @param line of the text, from 1
     * @param column position among the columns, from 1; 0 where the line as a whole is meant
     * @param columnName from the header, or {@code null} where unknown
     * @param problem what is wrong with which value, and what is expected
     */
    public WorkloadFormatException(long line, int column, String columnName, String problem) {
        this(line, column, columnName, problem, null);
    }

    /** A fault in one cell, with what found it. */
    public WorkloadFormatException(long line, int column, String columnName, String problem, Throwable cause) {
        super("line " + line + (column == 0 ? "" : ", column " + column)
                + (columnName == null ? "" : " (" + columnName + ")") + ": " + problem, cause);
        this.line = line;
        this.column = column;
    }

    /** Line of the text, from 1. */
    public long line() {
        return line;
    }

    /** Position of the column, from 1; 0 where the line as a whole is meant. */
    public int column() {
        return column;
    }
}
