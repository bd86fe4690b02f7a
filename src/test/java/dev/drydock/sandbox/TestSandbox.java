package dev.drydock.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sandboxes that tests run in: one host and a pool of one for the whole test run, put away when the JVM ends. What
 * is missing on the machine is prepared first; without an engine the tests fail.
 */
public final class TestSandbox {

    /** What tests, exercises and Drydock itself build on. */
    private static final List<String> BASES = List.of(
            "python:3.11-slim",
            "debian:bookworm-slim",
            "python:3.11",
            "nvidia/cuda:11.8.0-runtime-ubuntu22.04",
            "nvidia/cuda:11.8.0-devel-ubuntu22.04",
            "eclipse-temurin:25-jre-noble",
            "postgres:17-trixie");

    private TestSandbox() {}

    /** Opened when first asked for. */
    private static final class Shared {
        static final SandboxHost HOST = open();
        static final SandboxPool POOL = HOST.pool(1);
        static final Map<Long, SandboxPool> BY_DISK = new ConcurrentHashMap<>();

        static {
            BY_DISK.put(HOST.limits().sandboxDiskBytes(), POOL);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                BY_DISK.values().forEach(SandboxPool::close);
                HOST.close();
            }));
        }
    }

    // Not in the holder: threads that prepare would wait for its initialisation, which waits for them.
    private static SandboxHost open() {
        Home home = Home.fromEnvironment();
        return SandboxHost.open(
                home,
                Limits.standard(),
                BASES.stream()
                        .map(ref -> BaseCatalogue.load(home).find(ref).orElseThrow())
                        .toList(),
                (what, message) -> System.err.println(what + ": " + message));
    }

    public static SandboxHost host() {
        return Shared.HOST;
    }

    public static SandboxPool pool() {
        return Shared.POOL;
    }

    /** A pool of one for these limits, of which only the disk's makes a difference to the sandbox. */
    public static SandboxPool pool(Limits limits) {
        return Shared.BY_DISK.computeIfAbsent(
                limits.sandboxDiskBytes(),
                bytes -> new SandboxPool(() -> host().startSandbox(limits), Sandbox::isSound, 1));
    }

    /** The pool's sandbox; to be given back. */
    public static SandboxPool.Lease lease() {
        try {
            return Shared.POOL.lease();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The usual limits with another size of disk. */
    static Limits withDisk(long bytes) {
        Limits usual = Limits.standard();
        return new Limits(
                usual.sandboxMemoryBytes(),
                usual.sandboxCpus(),
                usual.sandboxPids(),
                bytes,
                usual.sandboxStart(),
                usual.buildTime(),
                usual.buildLogBytes(),
                usual.run());
    }
}
