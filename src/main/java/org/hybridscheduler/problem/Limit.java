package org.hybridscheduler.problem;

/** The {@code limit} query parameter: how many rows a client asks for. */
public final class Limit {

    private Limit() {
    }

    /**
     * The limit, 1 to {@code max}; {@code fallback} where the query names none.
     *
     * @throws ProblemException 400 naming the parameter and its range
     */
    public static int of(String text, int fallback, int max) {
        return new QueryParameter("limit", text).integer(fallback, 1, max);
    }
}
