package io.spiketide.schema;

/** What a {@link ControlCommand} asks for, in the order of the schema's symbols. */
public enum ControlAction {
  /** An action of a later version: to be refused. */
  UNKNOWN,
  LEARNING_ON,
  /** With {@link ControlCommand#value()} 1 the weights are rounded to single precision as well. */
  LEARNING_OFF,
  /** {@link ControlCommand#value()} is a factor on the described learning rate. */
  LEARNING_RATE,
  /** {@link ControlCommand#weights()} take the place of the projection's weights. */
  REPLACE_WEIGHTS,
  /** Back to the described weights. */
  RESET_WEIGHTS,
  /** The weights go to the weights topic. */
  SNAPSHOT
}
