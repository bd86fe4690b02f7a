import com.sun.management.ThreadMXBean;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.DockerfileParser;
import dev.drydock.dockerfile.Refusals;
import dev.drydock.lint.Linter;
import dev.drydock.lint.Rules;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Time and memory per character for files of growing size. */
public final class LinearBench {

    private static final int[] SIZES = {1_250_000, 2_500_000, 5_000_000, 10_000_000};
    private static final int TRIES = 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Linter LINTER = new Linter(Rules.installed());
    private static final Refusals REFUSALS = new Refusals(base -> true);

    private record Cost(double nanos, double bytes) {}

    private LinearBench() {}

    public static void main(String[] arguments) {
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("one instruction of many lines", "    word && \\\n");
        shapes.put("many RUN", "RUN apt-get install -y curl | sh && cd /x\n");
        shapes.put("many ENV", "ENV NAME=\"some $value\" B=${C:-d}\n");
        shapes.put("many stages", "FROM a AS b\nCOPY --from=b /x /y\n");
        shapes.put("comments", "# drydock ignore=sudo\n");
        System.out.printf("%-32s %10s %14s %14s%n", "shape", "characters", "ns/character", "B/character");
        shapes.forEach((name, unit) -> {
            // The compiler is given its time with the smallest size.
            measure(text(name, unit, SIZES[0]));
            for (int size : SIZES) {
                Cost cost = measure(text(name, unit, size));
                System.out.printf("%-32s %10d %14.1f %14.1f%n", name, size, cost.nanos(), cost.bytes());
            }
        });
    }

    private static String text(String name, String unit, int size) {
        String first = name.startsWith("one") ? "FROM a\nRUN first \\\n" : "FROM a\n";
        return first + unit.repeat((size - first.length()) / unit.length());
    }

    /** The best of several tries: noise only ever adds. */
    private static Cost measure(String text) {
        double nanos = Double.MAX_VALUE;
        double bytes = Double.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            work(text);
            nanos = Math.min(nanos, (double) (System.nanoTime() - began) / text.length());
            bytes = Math.min(bytes, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated) / text.length());
        }
        return new Cost(nanos, bytes);
    }

    private static void work(String text) {
        try {
            Dockerfile file = DockerfileParser.parse("Dockerfile", text);
            REFUSALS.of(file);
            LINTER.lint(file);
        } catch (DockerfileException refused) {
            // Also an answer, and also to be given in time.
        }
    }
}
