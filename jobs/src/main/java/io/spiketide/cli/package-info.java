/**
 * The command line: one class per command.
 *
 * <pre>
 * spiketide ARGS ──Main──► command ──► data on stdout, progress on stderr, {@link ExitCode}
 *                             │ fails
 *                             └──► FaultReport: message and exit code, a stack trace only for our bugs
 * </pre>
 *
 * <p>A new command is one class here and one line in {@link Main}. Commands hold no science and no
 * stream: they read options, call the packages that do the work, and print.
 */
@NullMarked
package io.spiketide.cli;

import org.jspecify.annotations.NullMarked;
