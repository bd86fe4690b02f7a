package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.sandbox.IndexRequest.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexRequestTest {

    private static final String START = "1700000000.123 172.20.0.3 GET ";

    private static void reads(String rest, Kind kind, String name, int status) {
        assertThat(IndexRequest.parse(START + rest)).contains(new IndexRequest(kind, name, status));
    }

    @Test
    void pages() {
        reads("200 812 /simple/flask/index.html", Kind.PYTHON_INDEX, "flask", 200);
        reads("404 153 /simple/no-such/", Kind.PYTHON_INDEX, "no-such", 404);
        reads("301 200 /simple/Scikit_Learn", Kind.PYTHON_INDEX, "scikit-learn", 301);
        reads("200 812 /simple/index.html", Kind.PYTHON_INDEX, "", 200);
    }

    @Test
    void files() {
        reads("200 90000 /files/flask-2.2.2-py3-none-any.whl", Kind.PYTHON_FILE, "flask-2.2.2-py3-none-any.whl", 200);
        reads("200 5 http://deb.invalid/debian/pool/main/h/hello/hello_2.deb", Kind.DEBIAN, "hello_2.deb", 200);
        reads("403 5 http://elsewhere.invalid/", Kind.DEBIAN, "", 403);
    }

    @Test
    void answeredMeansThatTheIndexGaveIt() {
        assertThat(new IndexRequest(Kind.PYTHON_FILE, "a.whl", 206).answered()).isTrue();
        assertThat(new IndexRequest(Kind.PYTHON_FILE, "a.whl", 304).answered()).isTrue();
        assertThat(new IndexRequest(Kind.PYTHON_FILE, "a.whl", 404).answered()).isFalse();
        assertThat(new IndexRequest(Kind.DEBIAN, "a.deb", 503).answered()).isFalse();
    }

    @Test
    void whatThePathHoldsIsNeverTakenForAColumn() {
        reads("404 9 /simple/a 200 7 /files/b.whl", Kind.PYTHON_INDEX, "a 200 7 /files/b-whl", 404);
        reads(
                "404 9 /files/\"> ' \\x0A1 1.1.1.1 GET 200 1 /x",
                Kind.PYTHON_FILE,
                "\"> ' \\x0A1 1.1.1.1 GET 200 1 /x",
                404);
    }

    @Test
    void nothingUnprintableComesThrough() {
        reads("404 9 /files/a\u001b[31m\u0000\u202eb\u00e9", Kind.PYTHON_FILE, "a?[31m??b?", 404);
    }

    @Test
    void longPaths() {
        reads("414 9 /files/" + "x".repeat(8192), Kind.PYTHON_FILE, "x".repeat(8192), 414);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1700000000.123 172.20.0.3 GET 200 5 -",
                "1700000000.123 172.20.0.3 - 400 150 ",
                "1700000000.123 172.20.0.3 GET 200 5 /health",
                "1700000000.123 172.20.0.3 GET 200 5 /moved/simple/flask/",
                "1700000000.123 172.20.0.3 NONE 400 5 error:invalid-request",
                "1700000000.123 172.20.0.3 GET 99999999999 5 /simple/flask/",
                "/simple/flask/",
            })
    void otherLines(String line) {
        assertThat(IndexRequest.parse(line)).isEmpty();
    }
}
