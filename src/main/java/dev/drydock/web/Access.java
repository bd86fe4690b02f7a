package dev.drydock.web;

/**
 * Who may come in.
 *
 * @param open nobody has to sign in, because the server listens to this machine alone
 */
public record Access(boolean open) {}
