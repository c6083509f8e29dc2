package org.hybridscheduler.documentation;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A resource method, as its annotations declare it. */
record Endpoint(Class<?> resource, Method method, String httpMethod) {

    /** All of the application, in the order of their names. */
    static List<Endpoint> all() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.hybridscheduler").stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> Stream.of(type.reflect()))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(method -> httpMethod(method).stream()
                        .map(http -> new Endpoint(type, method, http))))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(http -> http != null).map(HttpMethod::value).findFirst();
    }

    /** {@code GET /api/workloads/{name}}. */
    String name() {
        StringBuilder path = new StringBuilder();
        for (Path part : new Path[] {resource.getAnnotation(Path.class), method.getAnnotation(Path.class)}) {
            if (part != null && !part.value().equals("/")) {
                path.append(part.value().startsWith("/") ? "" : "/").append(part.value());
            }
        }
        String template = path.toString().replaceAll("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}", "{$1}");
        return httpMethod + " " + (template.isEmpty() ? "/" : template);
    }

    /** {@code query limit}, {@code path name}. */
    Set<String> parameters() {
        Set<String> parameters = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            for (Annotation annotation : parameter.getAnnotations()) {
                if (annotation instanceof QueryParam query) {
                    parameters.add("query " + query.value());
                } else if (annotation instanceof PathParam path) {
                    parameters.add("path " + path.value());
                } else if (annotation instanceof HeaderParam header) {
                    parameters.add("header " + header.value());
                }
            }
        }
        return parameters;
    }

    Set<String> consumes() {
        Consumes own = method.getAnnotation(Consumes.class);
        Consumes inherited = resource.getAnnotation(Consumes.class);
        return own != null ? types(own.value()) : inherited != null ? types(inherited.value()) : Set.of();
    }

    Set<String> produces() {
        Produces own = method.getAnnotation(Produces.class);
        Produces inherited = resource.getAnnotation(Produces.class);
        return own != null ? types(own.value()) : inherited != null ? types(inherited.value()) : Set.of();
    }

    private static Set<String> types(String... values) {
        Set<String> types = new TreeSet<>();
        Arrays.stream(values).flatMap(value -> Arrays.stream(value.split(",")))
                .forEach(value -> types.add(value.replaceFirst(";.*", "").trim()));
        return types;
    }
}
