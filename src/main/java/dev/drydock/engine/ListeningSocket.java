package dev.drydock.engine;

import java.net.InetAddress;

/** A TCP socket that listens. */
public record ListeningSocket(InetAddress address, int port) {

    /** Whether it can be reached from outside the container: it listens on every interface. */
    public boolean onAllInterfaces() {
        return address.isAnyLocalAddress();
    }
}
