package org.hybridscheduler.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** The plugins that the pom configures and, where Maven has fetched them, what they say they can do. */
final class MavenPlugins {

    private final XmlFile pom;
    private final Path repository;

    /** @param repository Maven's local one */
    MavenPlugins(XmlFile pom, Path repository) {
        this.pom = pom;
        this.repository = repository;
    }

    /** Where Maven keeps what it fetched; surefire hands it to the tests. */
    static Path localRepository() {
        return Path.of(Optional.ofNullable(System.getProperty("localRepository"))
                .orElse(System.getProperty("user.home") + "/.m2/repository"));
    }

    /** The artifact of the configured plugin with that prefix. */
    Optional<String> artifact(String prefix) {
        return artifacts().stream()
                .filter(name -> name.equals(prefix + "-maven-plugin") || name.equals("maven-" + prefix + "-plugin"))
                .findFirst();
    }

    List<String> artifacts() {
        return pom.texts("/project/build/plugins/plugin/artifactId");
    }

    /** What a configured plugin declares; empty where its version is not in the local repository. */
    Optional<XmlFile> descriptor(String artifact) {
        String plugin = "/project/build/plugins/plugin[artifactId='" + artifact + "']/";
        String group = pom.texts(plugin + "groupId").stream().findFirst().orElse("org.apache.maven.plugins");
        String version = pom.text(plugin + "version");
        Path jar = repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version)
                .resolve(artifact + "-" + version + ".jar");
        if (!Files.exists(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry("META-INF/maven/plugin.xml"))) {
            return Optional.of(XmlFile.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }

    /** Whether a fetched plugin reads a user property of that name; plugins that are not fetched are not asked. */
    boolean read(String property) {
        return artifacts().stream().flatMap(artifact -> descriptor(artifact).stream())
                .anyMatch(plugin -> plugin.texts("//mojo/configuration/*").contains("${" + property + "}"));
    }
}
