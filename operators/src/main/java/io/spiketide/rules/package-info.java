/**
 * The design rules of networks: every mistake of a description, found before anything runs.
 *
 * <pre>
 * Network ──NetworkRules.check──► Problems (path, fault, mend), all at once, gravest first
 * </pre>
 *
 * <p>A new rule is a small named function and one line in {@link NetworkRules}. Nothing that a
 * description asks for is allocated before {@link MemoryRules} has found that it fits. Must not
 * import engines.
 */
@NullMarked
package io.spiketide.rules;

import org.jspecify.annotations.NullMarked;
