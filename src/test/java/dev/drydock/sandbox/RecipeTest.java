package dev.drydock.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {

    @TempDir
    Path root;

    @BeforeEach
    void twoRecipes() throws IOException {
        write("lib.sh", "");
        write("slim/slim.sh", "");
        write("runtime/build", "one");
        write("devel/build", "two");
    }

    @Test
    void aRecipeIsMadeAgainWhenOneThatItUsesChanges() throws IOException {
        write("devel/uses", "runtime\n");
        String before = recipe("devel").fingerprint();
        write("runtime/build", "changed");
        assertThat(recipe("devel").fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aRecipeStaysWhenOneThatItDoesNotUseChanges() throws IOException {
        String before = recipe("devel").fingerprint();
        write("runtime/build", "changed");
        assertThat(recipe("devel").fingerprint()).isEqualTo(before);
    }

    private Recipe recipe(String name) {
        return Recipe.named(new Home(root, root), name);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve("bases/recipes").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
