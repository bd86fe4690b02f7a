package dev.drydock.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.lint.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipCacheKeptTest {

    private final RuleTester rule = new RuleTester(new PipCacheKept());

    @Test
    void marksInstallationsThatKeepTheCache() {
        assertThat(rule.marked("""
                        FROM python:3.12-slim
                        RUN pip install -r requirements.txt && pip3.11 --timeout 100 install torch
                        RUN python3 -u -m pip install \\
                            torch
                        RUN ["/venv/bin/pip", "install", "torch"]
                        RUN --mount=type=cache,target=/root/.cache/uv pip install torch
                        RUN --mount=type=bind,target=/root/.cache/pip sudo pip install torch
                        RUN <<EOF
                        uv pip install --system torch
                        UV_NO_CACHE=0 uv sync --frozen
                        conda run -n ml pip install torch
                        EOF
                        ENV PIP_NO_CACHE_DIR=1
                        """))
                .containsExactly(
                        "pip install",
                        "pip3.11 --timeout 100 install",
                        "python3 -u -m pip install",
                        "\"/venv/bin/pip\", \"install\"",
                        "pip install",
                        "pip install",
                        "uv pip install",
                        "uv sync",
                        "pip install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN pip install --no-cache-dir torch",
                "RUN pip --no-cache-dir install torch",
                "RUN uv pip install --no-cache torch",
                "RUN PIP_NO_CACHE_DIR=1 pip install torch",
                "RUN env PIP_NO_CACHE_DIR=1 pip install torch",
                "RUN export PIP_NO_CACHE_DIR=1 && pip install torch",
                "RUN --mount=type=cache,target=/root/.cache/pip/ pip install torch",
                "RUN --mount=type=cache,dst=/home/app/.cache pip install torch",
                "RUN --mount=type=cache,target=/wheels PIP_CACHE_DIR=/wheels/pip pip install torch",
                "RUN --mount=type=cache,target=/wheels pip install --cache-dir /wheels torch",
                "RUN pip install torch && rm -rf ~/.cache/pip",
                "RUN pip install torch && pip cache purge",
                "RUN pip config set global.no-cache-dir true\nRUN pip install torch",
                "RUN pip list && pip download torch && echo pip install torch",
                "RUN npm install",
                "RUN uv run python install",
            })
    void acceptsWhatKeepsNothing(String text) {
        rule.accepts("FROM a\n" + text);
    }

    /** pip takes any value for a wish, even "off": its own source says so. */
    @ParameterizedTest
    @ValueSource(strings = {"ENV PIP_NO_CACHE_DIR=1", "ENV PIP_NO_CACHE_DIR off", "ARG PIP_NO_CACHE_DIR=\"true\""})
    void followsVariablesIntoStagesOnTop(String variable) {
        rule.accepts("FROM a AS one\n" + variable + "\nFROM one\nRUN pip install torch");
        assertThat(rule.findings("FROM a AS one\n" + variable + "\nFROM b\nRUN pip install torch"))
                .hasSize(1);
    }

    @Test
    void knowsTheDefaultOfAGlobalArgument() {
        rule.accepts("ARG PIP_NO_CACHE_DIR=1\nFROM a\nARG PIP_NO_CACHE_DIR\nRUN pip install torch");
        assertThat(rule.findings("ARG PIP_NO_CACHE_DIR=1\nFROM a\nRUN pip install torch"))
                .hasSize(1);
    }

    @Test
    void marksAMountThatIsOfNoUse() {
        assertThat(rule.marked("""
                        FROM a AS build
                        RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir torch
                        ENV PIP_NO_CACHE_DIR=1
                        RUN --mount=type=cache,target=/root/.cache pip install torch
                        FROM b
                        COPY --from=build /x /x
                        """))
                .containsExactly(
                        "--mount=type=cache,target=/root/.cache/pip", "--mount=type=cache,target=/root/.cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN --mount=type=cache,target=/root/.cache pip install --no-cache-dir hf && hf download model",
                "RUN --mount=type=cache,target=/root/.cache/uv pip install --no-cache-dir uv && uv sync",
                "RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir a && pip install b",
            })
    void acceptsAMountThatSomethingElseUses(String run) {
        rule.accepts("FROM a\n" + run);
    }

    @Test
    void looksOnlyAtStagesTheImageIsMadeOf() {
        rule.accepts("FROM a AS build\nRUN pip install torch\nFROM b\nCOPY --from=build /venv /venv");
    }
}
