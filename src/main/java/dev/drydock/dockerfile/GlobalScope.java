package dev.drydock.dockerfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables that FROM can use: those that BuildKit sets itself, and ARG before the first FROM. */
final class GlobalScope {

    private GlobalScope() {}

    static Map<String, String> of(
            String file, List<Instruction> globalArgs, Map<String, String> given, char escape, Budget budget) {
        var scope = platform();
        scope.replaceAll((name, value) -> given.getOrDefault(name, value));
        for (Instruction arg : globalArgs) {
            try {
                declare(arg, given, scope, escape, budget);
            } catch (Mistake mistake) {
                throw mistake.at(file, arg.source());
            }
        }
        return scope;
    }

    private static void declare(
            Instruction arg, Map<String, String> given, Map<String, String> scope, char escape, Budget budget) {
        for (Assignment assignment : arg.assignments()) {
            String override = given.get(assignment.name());
            if (override != null) {
                scope.put(assignment.name(), override);
            } else if (assignment.value().isPresent()) {
                String value = assignment.value().get();
                scope.put(
                        assignment.name(),
                        ShellWord.substitute(value, scope, escape, budget).text());
            }
        }
    }

    private static Map<String, String> platform() {
        var scope = new HashMap<String, String>();
        for (String side : List.of("BUILD", "TARGET")) {
            scope.put(side + "PLATFORM", Platform.NATIVE.toString());
            scope.put(side + "OS", Platform.NATIVE.system());
            scope.put(side + "OSVERSION", "");
            scope.put(side + "ARCH", Platform.NATIVE.architecture());
            scope.put(side + "VARIANT", "");
        }
        return scope;
    }
}
