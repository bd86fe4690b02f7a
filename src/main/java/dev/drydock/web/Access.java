package dev.drydock.web;

/**
 * Who may come in.
 *
 * @param pages whether this process answers requests for pages and the API, or only says how it is
 * @param open nobody has to sign in, because the server listens to this machine alone
 */
public record Access(boolean pages, boolean open) {}
