package org.hybridscheduler.build;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** What the file .dockerignore keeps from the build. The last pattern that matches a path or a parent of it decides. */
record DockerIgnore(List<String> patterns) {

    static DockerIgnore parse(String text) {
        return new DockerIgnore(text.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList());
    }

    boolean excludes(Path path) {
        boolean excluded = false;
        for (String pattern : patterns) {
            boolean exception = pattern.startsWith("!");
            if (matches(exception ? pattern.substring(1) : pattern, path.normalize())) {
                excluded = !exception;
            }
        }
        return excluded;
    }

    private static boolean matches(String pattern, Path path) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path candidate = path;
        while (candidate != null && !matcher.matches(candidate)) {
            candidate = candidate.getParent();
        }
        return candidate != null;
    }
}
