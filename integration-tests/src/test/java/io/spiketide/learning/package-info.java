/**
 * Networks that learn from real data, in the stage operator, from descriptions in the repository.
 */
@NullMarked
package io.spiketide.learning;

import org.jspecify.annotations.NullMarked;
