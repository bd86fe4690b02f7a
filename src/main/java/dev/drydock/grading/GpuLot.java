package dev.drydock.grading;

import dev.drydock.engine.Gpus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of the sandbox's GPUs a container gets, drawn by lot, so that an image cannot know their numbers.
 *
 * @param numbers from 0, ascending
 * @param uuids of the same, as the driver names them
 */
record GpuLot(List<Integer> numbers, List<String> uuids) {

    static final GpuLot NONE = new GpuLot(List.of(), List.of());

    /** @param count at most as many as there are */
    static GpuLot draw(Gpus gpus, int count, RandomGenerator random) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, gpus.uuids().size()).boxed().toList());
        Collections.shuffle(all, Random.from(random));
        List<Integer> numbers = all.stream().limit(count).sorted().toList();
        return new GpuLot(numbers, numbers.stream().map(gpus.uuids()::get).toList());
    }

    /** What {@code docker run --gpus} sets, whatever the image says. */
    Map<String, String> environment() {
        return numbers.isEmpty()
                ? Map.of()
                : Map.of(
                        "NVIDIA_VISIBLE_DEVICES",
                        numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
