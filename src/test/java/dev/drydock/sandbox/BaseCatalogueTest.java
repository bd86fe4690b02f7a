package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaseCatalogueTest {

    private final BaseCatalogue catalogue = BaseCatalogue.load(Home.fromEnvironment());

    @Test
    void knowsABaseByAllItsNames() {
        for (String name : new String[] {
            "python:3.11-slim",
            "library/python:3.11-slim",
            "docker.io/library/python:3.11-slim",
            "python:3.11-slim-bookworm"
        }) {
            assertThat(catalogue.find(name)).as(name).map(Base::ref).contains("python:3.11-slim");
        }
    }

    @Test
    void knowsABaseOfSomebodyElsesThanDockers() {
        for (String name : new String[] {
            "nvidia/cuda:11.8.0-runtime-ubuntu22.04", "docker.io/nvidia/cuda:11.8.0-runtime-ubuntu22.04"
        }) {
            assertThat(catalogue.find(name)).as(name).map(Base::ref).contains("nvidia/cuda:11.8.0-runtime-ubuntu22.04");
        }
    }

    @Test
    void tellsTheFullImageFromTheSlimOne() {
        assertThat(catalogue.find("python:3.11")).map(Base::recipe).contains("python-3.11");
        assertThat(catalogue.find("python:3.11-bookworm")).map(Base::recipe).contains("python-3.11");
    }

    @Test
    void theFirstExerciseNeedsTheSlimPythonAlone() {
        assertThat(catalogue.ofFirstExercise()).map(Base::ref).containsExactly("python:3.11-slim");
    }

    @Test
    void offersNothingElse() {
        for (String name : new String[] {
            "python",
            "python:3.11-alpine",
            "evil.example/python:3.11-slim",
            "python:3.11-slim@sha256:1",
            "cuda:11.8.0-runtime-ubuntu22.04",
            "evil.example/nvidia/cuda:11.8.0-runtime-ubuntu22.04"
        }) {
            assertThat(catalogue.find(name)).as(name).isEmpty();
        }
    }

    @Test
    void everyBaseHasARecipeOnDisk() {
        assertThat(catalogue.bases())
                .isNotEmpty()
                .allSatisfy(base -> assertThat(Recipe.named(Home.fromEnvironment(), base.recipe())
                                .changes())
                        .isNotEmpty());
    }
}
