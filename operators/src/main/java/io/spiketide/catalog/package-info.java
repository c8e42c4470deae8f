/**
 * What components have in common: a name, documented parameters and options, and an explicit list
 * of all components of a kind.
 *
 * <pre>
 * description {type, parameters, options} ──► Catalog.get(type) ──► Component ──compile(Arguments)──►
 * </pre>
 *
 * <p>A new kind of component gets an interface that extends {@link Component} and a list made with
 * {@link Catalog#of}. Imports nothing of this project.
 */
@NullMarked
package io.spiketide.catalog;

import org.jspecify.annotations.NullMarked;
