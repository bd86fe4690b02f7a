package dev.drydock.dockerfile;

/**
 * The body of a here-document.
 *
 * @param name the line that ends it
 * @param expands whether variables in it are substituted, which quotes around the name prevent
 * @param content its lines with their ends, without the leading tabs that {@code <<-} removes
 * @param end behind the line that ends it
 */
public record HereDocument(String name, boolean expands, SourceText content, Position end) {}
