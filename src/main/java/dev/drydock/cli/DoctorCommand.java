package dev.drydock.cli;

import dev.drydock.sandbox.Doctor;
import dev.drydock.sandbox.Doctor.Examined;
import dev.drydock.sandbox.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code drydock doctor}: what works here, and how to mend the rest. */
@Command(
        name = "doctor",
        description = "Says what works here and how to mend the rest. Installs and changes nothing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        List<Examined> examined = new ArrayList<>(new Doctor(home).examine());
        examined.addAll(new ServerDoctor(home).examine());
        for (Examined one : examined) {
            System.out.printf("%s %-12s %s%n", one.mark(), one.what(), one.seen());
            one.mend().ifPresent(mend -> System.out.printf("  %-12s %s%n", "", mend));
        }
        return examined.stream().anyMatch(Examined::isBroken) ? ExitStatus.PLATFORM : ExitStatus.PASSED;
    }
}
