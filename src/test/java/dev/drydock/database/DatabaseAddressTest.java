package dev.drydock.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann:secret@db:5433/drydock, jdbc:postgresql://db:5433/drydock, ann, secret",
        "postgres://ann:secret@db/drydock, jdbc:postgresql://db/drydock, ann, secret",
        "jdbc:postgresql://ann:secret@db/drydock?sslmode=require, jdbc:postgresql://db/drydock?sslmode=require, ann, secret",
        "postgresql://ann:p%40ss%2Fw+rd@db/drydock, jdbc:postgresql://db/drydock, ann, p@ss/w+rd",
        "postgresql://ann@db/drydock, jdbc:postgresql://db/drydock, ann, ''",
    })
    void readsTheUsualForms(String text, String url, String user, String password) {
        assertThat(DatabaseAddress.parse(text)).isEqualTo(new DatabaseAddress(url, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://a:secret@db/x", "db:5432", "postgresql://a:secret@db", "postgresql://a:se cret@db/x"})
    void refusesOthersWithoutRepeatingThePassword(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(DatabaseAddress.VARIABLE)
                .hasMessageNotContaining("cret");
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(new DatabaseAddress("jdbc:postgresql://db/x", "ann", "secret").toString())
                .isEqualTo("jdbc:postgresql://db/x as ann");
    }
}
