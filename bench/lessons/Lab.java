import dev.drydock.sandbox.BaseCatalogue;
import dev.drydock.sandbox.Home;
import dev.drydock.sandbox.Limits;
import dev.drydock.sandbox.Sandbox;
import dev.drydock.sandbox.SandboxHost;

/**
 * Starts one sandbox with all bases and prints its container's id and the mirror's address in one line. Ends when its
 * standard input does, and the sandbox with it.
 */
public final class Lab {

    private Lab() {}

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
        Home home = Home.fromEnvironment();
        try (SandboxHost host = SandboxHost.open(
                        home,
                        Limits.standard(),
                        BaseCatalogue.load(home).bases(),
                        (what, message) -> System.err.println(what + ": " + message));
                Sandbox sandbox = host.startSandbox()) {
            System.out.println(sandbox.containerId() + " " + sandbox.buildHosts().get("mirror"));
            System.out.flush();
            while (System.in.read() != -1) {
                // Whoever started this holds the other end.
            }
        }
    }
}
