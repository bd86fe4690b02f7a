import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hands solutions of the quick exercise in, so many at a time, and follows each: time to the first live event, time to the verdict, and
 * how much of that is not the grading's own time.
 */
public final class ServerBench {

    private static final String DOCKERFILE = """
            FROM python:3.11-slim
            WORKDIR /app
            RUN for i in 1 2 3 4 5 6; do echo "step $i"; sleep 0.3; done && echo ready > /srv/ready
            COPY app.py .
            EXPOSE 8000
            CMD ["python", "-u", "app.py"]
            """;

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("\"totalMillis\"\\s*:\\s*(\\d+)");
    private static final int WARM_UP = 8;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final URI server;

    private ServerBench(URI server) {
        this.server = server;
    }

    /** Milliseconds of one submission. */
    private record Measured(double firstEvent, double verdict, double overhead) {}

    public static void main(String[] arguments) throws Exception {
        var bench = new ServerBench(URI.create(arguments[0]));
        int submissions = Integer.parseInt(arguments[1]);
        bench.level(2, WARM_UP);
        System.out.println("| at once | first event p50 / p95 / p99 | verdict p50 / p95 / p99 | overhead p50 / p95 |");
        System.out.println("|---|---|---|---|");
        for (int atOnce : new int[] {1, 2, 4}) {
            List<Measured> all = bench.level(atOnce, submissions);
            System.out.printf(
                    "| %d | %s ms | %s ms | %s ms |%n",
                    atOnce,
                    percentiles(all.stream().mapToDouble(Measured::firstEvent).toArray(), 50, 95, 99),
                    percentiles(all.stream().mapToDouble(Measured::verdict).toArray(), 50, 95, 99),
                    percentiles(all.stream().mapToDouble(Measured::overhead).toArray(), 50, 95));
        }
    }

    private List<Measured> level(int atOnce, int submissions) throws Exception {
        List<Measured> measured = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            List<Callable<Measured>> work = new ArrayList<>();
            for (int i = 0; i < submissions; i++) {
                work.add(this::one);
            }
            for (Future<Measured> done : threads.invokeAll(work)) {
                measured.add(done.get());
            }
        }
        return measured;
    }

    private Measured one() throws IOException, InterruptedException {
        long began = System.nanoTime();
        String body = "{\"files\": {\"Dockerfile\": \"" + DOCKERFILE.replace("\"", "\\\"").replace("\n", "\\n") + "\"}}";
        HttpResponse<String> accepted = client.send(
                HttpRequest.newBuilder(server.resolve("api/v1/exercises/quick/submissions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher id = ID.matcher(accepted.body());
        if (accepted.statusCode() != 201 || !id.find()) {
            throw new IOException(accepted.statusCode() + " " + accepted.body());
        }
        String path = "api/v1/submissions/" + id.group(1);
        double first = -1;
        try (Stream<String> lines = client.send(
                        HttpRequest.newBuilder(server.resolve(path + "/events")).build(), HttpResponse.BodyHandlers.ofLines())
                .body()) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("id:") && first < 0) {
                    first = millis(began);
                }
                if (line.startsWith("event:end")) {
                    break;
                }
            }
        }
        double verdict = millis(began);
        String document = client.send(
                        HttpRequest.newBuilder(server.resolve(path + "/verdict")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher total = TOTAL.matcher(document);
        if (!total.find() || !document.contains("\"outcome\": \"passed\"")) {
            throw new IOException("not passed: " + document);
        }
        return new Measured(first, verdict, verdict - Double.parseDouble(total.group(1)));
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static String percentiles(double[] values, int... which) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<String> shown = new ArrayList<>();
        for (int percent : which) {
            int index = Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1);
            shown.add(String.valueOf(Math.round(sorted[index])));
        }
        return String.join(" / ", shown);
    }
}
