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
    void offersNothingElse() {
        for (String name :
                new String[] {"python", "python:3.11", "evil.example/python:3.11-slim", "python:3.11-slim@sha256:1"}) {
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
