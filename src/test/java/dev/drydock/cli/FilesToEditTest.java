package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.content.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesToEditTest {

    @TempDir
    Path folder;

    private List<String> chosen(String... files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "x");
        }
        return FilesToEdit.in(folder).stream().map(Edit::file).toList();
    }

    @Test
    void takesTheApplicationAndTheListOfPackages() throws IOException {
        assertThat(chosen("setup.py", "src/app.py", "conftest.py", "requirements.txt", "py", ".venv/lib/app.py"))
                .containsExactly("src/app.py", "requirements.txt");
    }

    @Test
    void takesNothingWhereThereIsNothing() throws IOException {
        assertThat(chosen("model.joblib", "README")).isEmpty();
    }
}
