/**
 * What must be right before a job runs, and how to say what is not.
 *
 * <pre>
 *   brokers, cluster ──Survey──► Surroundings ──Preflight──► Finding {✓ ! ✗, text} ──► spiketide doctor
 *   options, plan ───────┘                          │                             └──► start of a job
 *                                                   └─ one class per check, in a list
 * </pre>
 *
 * <p>A check is a pure function of what {@link io.spiketide.preflight.Survey} has asked; to add
 * one, write a class beside the others and a line in {@link io.spiketide.preflight.Preflight}.
 * {@link io.spiketide.preflight.BrokerVersionCheck} apart, all of it runs inside a cluster too,
 * where there is only the job jar.
 */
@NullMarked
package io.spiketide.preflight;

import org.jspecify.annotations.NullMarked;
