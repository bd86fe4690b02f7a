package dev.drydock.web;

import dev.drydock.people.Visitor;

/**
 * What the frame around every page needs.
 *
 * @param title of the page
 * @param open whether nobody has to sign in
 */
public record Layout(String title, Visitor visitor, boolean open) {}
