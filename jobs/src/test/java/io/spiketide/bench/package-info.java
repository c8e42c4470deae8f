/** Tests of how figures are gathered and shown; what is measured is not asserted. */
@NullMarked
package io.spiketide.bench;

import org.jspecify.annotations.NullMarked;
