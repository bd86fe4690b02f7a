package dev.drydock.grading.checks;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name of an image as Docker reads it: {@code docker.io/library/python} is {@code python}, and no tag means
 * {@code latest} unless there is a digest.
 */
record ImageName(String repository, Optional<String> tag, Optional<String> digest) {

    static ImageName of(String reference) {
        int at = reference.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1));
        String named = at < 0 ? reference : reference.substring(0, at);
        // A colon before the last slash belongs to a registry's port.
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1));
        String repository = withoutHub(colon < 0 ? named : named.substring(0, colon));
        return new ImageName(repository, tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag, digest);
    }

    private static String withoutHub(String repository) {
        String rest = Stream.of("docker.io/", "index.docker.io/", "registry-1.docker.io/")
                .filter(repository::startsWith)
                .findFirst()
                .map(hub -> repository.substring(hub.length()))
                .orElse(repository);
        return rest.startsWith("library/") ? rest.substring("library/".length()) : rest;
    }

    /** As short as Docker lists it: repository and tag. */
    String shortest() {
        return repository + tag.map(name -> ":" + name).orElse("");
    }

    /** Whether the other name is one of those that this one allows: a digest in addition to the tag is fine. */
    boolean covers(ImageName other) {
        return repository.equals(other.repository)
                && (tag.isEmpty() || tag.equals(other.tag))
                && (digest.isEmpty() || digest.equals(other.digest));
    }

    /** The empty base, which has no layers. */
    boolean isScratch() {
        return repository.equals("scratch");
    }
}
