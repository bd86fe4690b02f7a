package dev.drydock.lint.rules;

import java.util.Optional;
import java.util.Set;

/**
 * An image as FROM names it, such as {@code nvidia/cuda:12.4.1-runtime-ubuntu22.04}.
 *
 * @param repository what stands before the tag, with the registry where one is named
 */
record ImageName(String repository, Optional<String> tag, Optional<String> digest) {

    /** Images of Docker Hub that need no organisation, as far as ML projects use them. */
    private static final Set<String> OFFICIAL = Set.of(
            "almalinux",
            "alpine",
            "amazonlinux",
            "buildpack-deps",
            "busybox",
            "caddy",
            "cassandra",
            "centos",
            "composer",
            "debian",
            "docker",
            "eclipse-temurin",
            "elasticsearch",
            "elixir",
            "erlang",
            "fedora",
            "gcc",
            "golang",
            "gradle",
            "haproxy",
            "haskell",
            "httpd",
            "influxdb",
            "julia",
            "mariadb",
            "maven",
            "memcached",
            "mongo",
            "mysql",
            "nats",
            "neo4j",
            "nginx",
            "node",
            "openjdk",
            "oraclelinux",
            "perl",
            "php",
            "postgres",
            "pypy",
            "python",
            "r-base",
            "rabbitmq",
            "redis",
            "registry",
            "rockylinux",
            "ruby",
            "rust",
            "solr",
            "spark",
            "swift",
            "tomcat",
            "traefik",
            "ubuntu",
            "vault",
            "zookeeper");

    static ImageName of(String reference) {
        int at = reference.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
        String name = at < 0 ? reference : reference.substring(0, at);
        int colon = name.lastIndexOf(':');
        // A colon before a slash is a registry's port.
        return colon > name.lastIndexOf('/')
                ? new ImageName(name.substring(0, colon), Optional.of(name.substring(colon + 1)), digest)
                : new ImageName(name, Optional.empty(), digest);
    }

    /** Whether this is one of Docker Hub's own images. */
    boolean isOfficial() {
        String name = repository.startsWith("docker.io/library/")
                ? repository.substring("docker.io/library/".length())
                : repository;
        return OFFICIAL.contains(name);
    }

    /** Whether this is the image of that organisation and name, in whatever registry. */
    boolean is(String name) {
        return repository.equals(name) || repository.endsWith("/" + name);
    }

    /** Whether a stage could be meant as well: a single word, and no image that many people know. */
    boolean couldBeStage() {
        return tag.isEmpty()
                && digest.isEmpty()
                && !isOfficial()
                && repository.chars().noneMatch(c -> "/.$".indexOf(c) >= 0);
    }
}
