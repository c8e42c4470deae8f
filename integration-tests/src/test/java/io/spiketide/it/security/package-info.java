/**
 * A broker with TLS, passwords and rights, and what happens when one of them is wrong.
 *
 * <pre>
 *   Certificates (keytool) ──► SecureBroker ◄── users, rights
 *                                   ▲
 *        client.properties ──► spiketide … , jobs
 * </pre>
 *
 * <p>Keys and passwords are made for each run in a temporary directory and are worth nothing
 * elsewhere.
 */
@NullMarked
package io.spiketide.it.security;

import org.jspecify.annotations.NullMarked;
