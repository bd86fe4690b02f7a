/**
 * Grades what waits in the queue: takes a submission, leases a sandbox, tells what happens, records the verdict; hands back what the
 * platform failed at, and proves by a known-good solution whose fault something odd is. Knows nothing about pages and people.
 */
@NullMarked
package dev.drydock.worker;

import org.jspecify.annotations.NullMarked;
