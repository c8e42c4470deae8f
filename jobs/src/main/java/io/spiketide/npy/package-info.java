/**
 * NumPy's files, for weights and recorded data that were saved from Python.
 *
 * <pre>
 * weights.npy, samples.npz ──NpyFile.read──► NpyArray (shape, values as doubles)
 * </pre>
 *
 * <p>A new element type is a line in {@code NpyType}. Imports nothing of this project.
 */
@NullMarked
package io.spiketide.npy;

import org.jspecify.annotations.NullMarked;
