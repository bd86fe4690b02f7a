package dev.drydock.api;

import dev.drydock.web.Problem;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What a program asked for wrongly, told so that whoever wrote it can mend it. */
final class Mistakes {

    private Mistakes() {}

    /**
     * @param detail what is wrong and how it should be
     */
    static BadRequestException badRequest(String detail) {
        return new BadRequestException(response("Bad request", 400, detail));
    }

    /**
     * @param detail what is not there, and why
     */
    static NotFoundException notFound(String detail) {
        return new NotFoundException(response("Not found", 404, detail));
    }

    private static Response response(String title, int status, String detail) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(title, status, detail))
                .build();
    }

    /**
     * Reads a number that was sent as text.
     *
     * @param name of the parameter or header
     * @param usual the number when nothing was sent
     */
    static long number(String name, @Nullable String text, long least, long most, long usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw badRequest(name + " has to be a whole number from " + least + " to " + most + ".");
    }
}
